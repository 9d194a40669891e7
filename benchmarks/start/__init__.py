"""How long a newcomer waits: from the clone to the first page, and from the second start to the first page."""
