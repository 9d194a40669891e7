from waypost.loop.engagement.actions import (
    alarms,
    answers,
    arrivals,
    calls,
    conversations,
    incident_words,
    incidents,
    lines,
    mailboxes,
    saved_replies,
    unhappy_words,
    waves,
)

__all__ = [
    "alarms",
    "answers",
    "arrivals",
    "calls",
    "conversations",
    "incident_words",
    "incidents",
    "lines",
    "mailboxes",
    "saved_replies",
    "unhappy_words",
    "waves",
]
