"""What a bot and a webhook on Discord have in common.

Holds what a message may carry, how it is written, and what Discord's answers mean. Hands on functions for the folders of
both. Never knows an account: who is calling stands in a Door.
"""
