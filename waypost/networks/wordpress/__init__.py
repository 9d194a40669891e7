"""WordPress: articles on a site of one's own, and what readers say under them.

Holds how a site is reached with an application password, how articles are written there and found again, and their
comments. Hands on what the contract names. Never knows another network or a stage.
"""
