"""What happened, when, by which actor: append-only; it is the audit log.

Hands on: entries, to which later stages react after the commit.
Never changes or forgets an entry; it stores ids and labels, so that history outlives what it describes.
"""
