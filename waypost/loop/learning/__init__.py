"""Holds effects: what a pillar, a format, a network or a time is worth, with its interval.
Hands on proposals to strategy, with evidence and an expected result.
Never says what the data cannot, and never changes the strategy by itself.
"""
