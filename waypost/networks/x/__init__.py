"""X, where no program of ours posts yet: a person does, with everything made ready for them.

Holds a card, and counting by the network's own published rules. Hands on what the contract names.
Never connects and never sends.
"""
