"""Tables of posts of the past with their figures, as other tools and networks export them."""
