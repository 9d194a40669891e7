"""A real Ghost with an SQLite database of its own, from npm."""
