"""A page on Facebook, where no program of ours posts yet: a person does, with everything made ready for them.

Holds a card with its limits and what it takes to post there by program, and how it counts and finds.
Never connects and never sends.
"""
