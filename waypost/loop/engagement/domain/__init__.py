"""How messages thread into conversations, who waits and since when, and in which voice we answer."""
