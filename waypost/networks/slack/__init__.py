"""Slack: messages of an app of one's own in one channel of a workspace.

Holds how such a channel is connected, how messages go out, are found again by a mark of ours and changed, and what
people say under them. Hands on what the contract names. Never knows another network or a stage.
"""
