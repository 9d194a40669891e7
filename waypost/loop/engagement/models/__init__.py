from waypost.loop.engagement.models.conversation import Conversation
from waypost.loop.engagement.models.mailbox import Mailbox
from waypost.loop.engagement.models.message import Message
from waypost.loop.engagement.models.saved_reply import SavedReply

__all__ = ["Conversation", "Mailbox", "Message", "SavedReply"]
