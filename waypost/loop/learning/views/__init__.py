from waypost.loop.learning.views.insights import insights
from waypost.loop.learning.views.looks import look
from waypost.loop.learning.views.meetings import (
    agreements,
    meeting,
    meeting_decision,
    meeting_end,
    meeting_new,
    meeting_touched,
    meetings,
    minutes,
    minutes_pdf,
)

__all__ = [
    "agreements",
    "insights",
    "look",
    "meeting",
    "meeting_decision",
    "meeting_end",
    "meeting_new",
    "meeting_touched",
    "meetings",
    "minutes",
    "minutes_pdf",
]
