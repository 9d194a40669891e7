"""The social networks, one folder each, in plain Python that is usable on its own.

Holds: how each network counts, signs in, publishes, converses and measures.
Hands on: a Card that says what a network can do, and functions that do it.
Never: imports Django, keeps a database, decides when or whether something is sent.
"""
