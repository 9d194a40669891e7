"""The crisis plan of an example strategy: what is the same for any small brand, around what may go wrong in its trade."""

from datetime import date
from typing import Any

from waypost.loop.strategy.domain.engage_tree import COMMON
from waypost.loop.strategy.domain.templates.cases import Case
from waypost.toolkit.wording import _

Record = dict[str, Any]

_LEVELS = [
    {
        "key": "issue",
        "label": _("Issue"),
        "triggers": [_("Ten complaints about the same thing in an hour")],
        "measured": [{"measure": "unhappy", "at_least": 2, "against": "usual", "within_minutes": 180}],
        "decides": "owner",
        "first_word_minutes": 120,
        "queue": "review",
        "replying": _("Answer once, then by message."),
    },
    {
        "key": "crisis",
        "label": _("Crisis"),
        "measured": [{"measure": "messages", "at_least": 10, "against": "usual", "within_minutes": 60}],
        "decides": "owner",
        "first_word_minutes": 30,
        "queue": "pause-all",
        "replying": _("Only the agreed words."),
    },
]
_CONTACTS = [
    {"key": "owner", "label": _("Owner"), "reach": _("Phone on the inside of the door"), "may": _("Stop all posts"), "backup": "deputy", "role": "owner"},
    {"key": "deputy", "label": _("Whoever is in charge that day"), "reach": _("The second number beside it"), "may": _("Stop all posts"), "backup": "owner", "role": "manager"},
    {"key": "adviser", "label": _("Lawyer"), "reach": _("The third number; also at night"), "may": _("Advise"), "backup": "owner"},
]  # fmt: skip
_MATRIX = [
    {
        "key": "speaks",
        "label": _("Signs the first words"),
        "level": "crisis",
        "contact": "owner",
        "authority": _("Close for the day, pay for what is needed"),
        "answer_minutes": 15,
        "bypass": "adviser",
    }
]
_FAULT = {
    "key": "fault",
    "label": _("Something of ours was faulty"),
    "text": _("We have heard about {what} and are looking into it. We will write again by {time}."),
    "levels": ["issue"],
}
_KEPT = {"owner": _("Owner"), "expires_on": date(2027, 6, 30)}


def crisis_of(case: Case, place: str) -> Record:
    """The plan of an invented brand, as plain values; `place` is the key of a channel with words of its own."""
    issue, crisis = _LEVELS
    trouble = {
        "key": "trouble",
        "label": case.trouble.label,
        "text": case.trouble.words,
        "variants": {place: case.trouble.short},
        "levels": ["crisis"],
    }
    return {
        "levels": [issue, {**crisis, "triggers": [case.trouble.seen]}],
        "contacts": _CONTACTS,
        "escalation": _MATRIX,
        "holding_statements": [{**trouble, **_KEPT}, {**_FAULT, **_KEPT}],
        "engage_tree": [step.model_dump(mode="json") for step in COMMON],
        "engage_when": [_("Somebody is unhappy and can be helped")],
        "stop_when": [_("Two answers brought no new question")],
        "most_public_replies": 2,
    }
