"""Telegram: channels and groups, in which a bot of one's own posts.

Holds how a bot is connected to a chat, how posts are sent by it, and what people say beneath them. Hands on what the
contract names; whether a post arrived nobody can look up, so a doubt is for a person. Never knows another network.
"""
