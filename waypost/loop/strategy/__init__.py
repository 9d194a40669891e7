"""Holds the strategy: one versioned document, and the identity of its items (goal, persona, pillar, channel role …).
Hands on the current version, which says why a brand is there and which everything later points at.
Never plans or publishes anything, and never changes a version once it was accepted.
"""
