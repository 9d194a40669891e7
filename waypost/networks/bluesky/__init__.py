"""Bluesky, over the AT Protocol: short posts in graphemes, kept on the account's own server.

Holds how an account is connected by an app password, how posts are written under a key of ours, and what people
answer. Hands on what the contract names. Never knows another network or a stage.
"""
