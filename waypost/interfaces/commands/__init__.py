"""The `waypost` command line: one file per command, and what several of them need beside it.

`main.py` knows the commands; each has `arguments(parser)` and `run(given)`, and imports what it needs at its top,
so that a command loads nothing of the others.
"""
