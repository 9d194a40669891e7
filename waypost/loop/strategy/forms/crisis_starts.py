"""What a part of the crisis plan may begin with; a brand sets its own numbers and words."""

from waypost.loop.strategy.domain.engage_tree import COMMON
from waypost.toolkit.wording import _

Start = dict[str, str]

_LEVELS: dict[str, Start] = {
    "noise": {
        "label": _("Noise"),
        "triggers": _("One angry comment\nSomebody who is known for provoking"),
        "first_word_minutes": "1440",
        "queue": "normal",
        "replying": _("The tree decides; once, kindly."),
    },
    "issue": {
        "label": _("Issue"),
        "triggers": _("The same complaint three times in a day\nSomebody with many followers complains"),
        "measured": "unhappy messages: 2 times the usual in 1 hour",
        "first_word_minutes": "240",
        "queue": "review",
        "replying": _("Answer once in public, then in private."),
    },
    "incident": {
        "label": _("Incident"),
        "triggers": _("A reporter asks\nA claim about safety or privacy"),
        "measured": "messages: 5 times the usual in 1 hour",
        "first_word_minutes": "60",
        "queue": "pause-topic",
        "replying": _("Only agreed words."),
    },
    "crisis": {
        "label": _("Crisis"),
        "triggers": _("Somebody was hurt\nPersonal data got out\nAn authority asks\nA call to boycott us"),
        "measured": "messages: 10 times the usual in 1 hour",
        "first_word_minutes": "30",
        "queue": "pause-all",
        "replying": _("One voice, one thread; nobody debates with anybody."),
    },
}
_STATEMENTS: dict[str, Start] = {
    "hurt": {
        "label": _("Somebody was hurt"),
        "text": _("Somebody was hurt {where} today and is being looked after. We say more at {time}."),
    },
    "down": {
        "label": _("It does not work"),
        "text": _("Since {time} {what} does not work. We are on it, and say more at {next time}."),
    },
    "product": {
        "label": _("Something is wrong with what we sold"),
        "text": _(
            "There is something wrong with {what}, sold from {day} on. Please do not use it. We take it back and say "
            "more at {time}."
        ),
    },
    "data": {
        "label": _("Data got out"),
        "text": _(
            "On {day} somebody had access to {what} without being allowed to. It is closed. Whoever is concerned hears "
            "from us by {time}."
        ),
    },
    "conduct": {
        "label": _("One of us did or said something"),
        "text": _(
            "We have seen what happened on {day}. We talk with everybody concerned, and say by {time} what follows."
        ),
    },
}
CRISIS_STARTS: dict[str, dict[str, Start]] = {
    "levels": _LEVELS,
    "holding_statements": _STATEMENTS,
    "engage_tree": {
        step.key: {
            "label": step.label,
            "how_to_tell": step.how_to_tell,
            "when_yes": step.when_yes or "",
            "yes_do": step.yes_do,
            "when_no": step.when_no or "",
            "no_do": step.no_do,
        }
        for step in COMMON
    },
}
"""List, name of the start, its fields; where a question leads to another one, the brand chooses after saving."""
