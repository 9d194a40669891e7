from waypost.loop.listening.views.algorithm_notes import note, note_removal, notes
from waypost.loop.listening.views.idea_mail import (
    idea_letter_idea,
    idea_letter_removal,
    idea_mail,
    idea_mailbox,
    idea_mailbox_removal,
)
from waypost.loop.listening.views.listening import listening
from waypost.loop.listening.views.pilots import pilot, pilot_criteria, pilot_decision
from waypost.loop.listening.views.platform_reviews import review, review_refusal, reviews
from waypost.loop.listening.views.trends import (
    trend,
    trend_boundaries,
    trend_decision,
    trend_idea,
    trend_return,
    trends,
)

__all__ = [
    "idea_letter_idea",
    "idea_letter_removal",
    "idea_mail",
    "idea_mailbox",
    "idea_mailbox_removal",
    "listening",
    "note",
    "note_removal",
    "notes",
    "pilot",
    "pilot_criteria",
    "pilot_decision",
    "review",
    "review_refusal",
    "reviews",
    "trend",
    "trend_boundaries",
    "trend_decision",
    "trend_idea",
    "trend_return",
    "trends",
]
