"""A week of a brand's posts, played from a copy of its rows before simulated networks, with faults switched on.

Holds: `python -m waypost.interfaces.simulation.rehearsal COPY`, which publishing starts, and the engine in jumping time.
Hands on: how far it is, and last a report, as lines of JSON.
Never: opens a connection or the real database, or holds a token that is good anywhere.
"""
