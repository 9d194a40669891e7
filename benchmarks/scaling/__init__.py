"""What grows with what: the same work on three sizes of installation, counted rather than timed."""
