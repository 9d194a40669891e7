"""Simulated time: the program's own loop, run in a child process on a scratch database before a simulated audience.

Holds: `python -m waypost.interfaces.simulation` (what `waypost simulate` starts), policies, the oracle, example brands.
Hands on: outcomes by quarter as JSON, and a home with its sandbox for whoever asked to keep them.
Never: runs in a process that serves people, or tells the loop anything that a network would not say.
"""
