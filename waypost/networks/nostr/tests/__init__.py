"""Nostr: relays and media servers that behave, and what is said to them."""
