"""The `waypost` command line."""
