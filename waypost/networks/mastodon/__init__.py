"""Mastodon and the servers that speak its client API: short posts on a server that each person chooses.

Holds how an account is connected by consent on its own server, how posts are written there and found again, and what
people answer. Hands on what the contract names. Never knows another network or a stage.
"""
