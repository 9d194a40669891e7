"""People: who they are, how they sign in, what they prefer.

Hands on: the signed-in person, as the Actor of what they do.
Never knows what a person may do; that is the workspaces' business.
"""
