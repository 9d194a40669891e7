"""The simulated network: reference for every other folder, demo, rehearsal and test double.

Holds: the same files as a real network, and the server that plays the network's part.
Hands on: posts that a person can see at the server's own pages, marked as simulated.
Never: lets the product look behind its API (`truth` and `server` are the network's own affair).
"""
