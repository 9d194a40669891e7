"""What learning knows without a database: rows of posts, what was found in them, what follows for the strategy."""
