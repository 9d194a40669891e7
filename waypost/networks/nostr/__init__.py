"""Nostr: notes that one's own key signs, kept by several relays (https://github.com/nostr-protocol/nips, 2026-07).

Holds how a key is connected, how notes are signed once and offered to relays, media left with a Blossom server, and what
people say under them. Hands on what the contract names. Never knows another network or a stage.
"""
