"""What a brand brings along from another tool besides its posts: posting times and hashtags, as people copy them."""
