"""Connected network accounts: tokens (encrypted), health, and which member may use which.

Hands on: a channel with an account to publish with.
Never sends anything itself; that is publishing's business.
"""
