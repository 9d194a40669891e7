"""Ghost: articles on a site of one's own, sent to its members by mail where somebody wants that.

Holds how a site is reached with an Admin API key, how articles are written there and found again. Hands on what the
contract names. Never knows another network or a stage.
"""
