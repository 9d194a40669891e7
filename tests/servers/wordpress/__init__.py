"""A real WordPress with a database of its own, from Debian's packages."""
