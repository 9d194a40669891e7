"""Discord by a bot: a channel of a server, in which a bot of one's own posts, reads and answers.

Holds how the bot is connected to a channel, how its messages are sent, found again and changed, and what people say to
it. Hands on what the contract names. Never knows another network or a stage.
"""
