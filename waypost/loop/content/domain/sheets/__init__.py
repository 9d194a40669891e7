"""Posts as rows of a table: what other tools write and read, and our own sheet, which loses nothing."""
