"""The inbox: the list, one conversation, what can be done with it, and saved replies."""
