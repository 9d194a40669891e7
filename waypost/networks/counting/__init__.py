"""Counting, cutting and finding, as most networks do it in one way or another.

Holds the units (code points, graphemes, UTF-16, bytes), a text's parts, and signs that a network gives a meaning to.
Each network's `text.py` puts together what holds there.
"""
