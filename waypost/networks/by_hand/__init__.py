"""Any network that no program may post on: a person posts there, with everything made ready for them.

Holds a card with the limits that most such networks share; each account says its own. Hands on what the contract names.
Never connects and never sends: that it has no `connect.py` and no `publish.py` is what makes it by hand.
"""
