"""Holds what people say to us, as conversations that are assigned, answered and closed.
Hands on answered people; an answer leaves under the promises of publishing.
Never decides why a post exists, and never sends by a way of its own.
"""
