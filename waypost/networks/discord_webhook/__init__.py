"""Discord by a webhook: an address into which anybody who knows it may write a channel's messages.

Holds how such an address is connected, how messages are sent through it, changed and counted. Hands on what the contract
names; it hears nobody, and a message can be read by its number alone. Never knows another network or a stage.
"""
