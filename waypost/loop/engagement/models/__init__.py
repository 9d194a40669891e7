from waypost.loop.engagement.models.alarm import Alarm
from waypost.loop.engagement.models.conversation import Conversation
from waypost.loop.engagement.models.incident import Incident
from waypost.loop.engagement.models.incident_call import IncidentCall
from waypost.loop.engagement.models.incident_moment import IncidentMoment
from waypost.loop.engagement.models.mailbox import Mailbox
from waypost.loop.engagement.models.message import Message
from waypost.loop.engagement.models.open_line import OpenLine
from waypost.loop.engagement.models.saved_reply import SavedReply
from waypost.loop.engagement.models.unhappy_words import UnhappyWords
from waypost.loop.engagement.models.wave import Wave

__all__ = [
    "Alarm",
    "Conversation",
    "Incident",
    "IncidentCall",
    "IncidentMoment",
    "Mailbox",
    "Message",
    "OpenLine",
    "SavedReply",
    "UnhappyWords",
    "Wave",
]
