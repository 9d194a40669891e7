from waypost.loop.engagement.actions import answers, arrivals, conversations, mailboxes, saved_replies

__all__ = ["answers", "arrivals", "conversations", "mailboxes", "saved_replies"]
