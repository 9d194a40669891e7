"""Holds readings of posts and channels, and what they mean: metrics with a definition, goals at their pace.
Hands on results that can be opened down to the posts behind them.
Never judges a person, and never shows a number without saying how it is made.
"""
