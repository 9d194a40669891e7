"""A whole example strategy for each trade: what can be written in every section, to look at while writing one's own."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.templates.answers import BrandAnswers, Place
from waypost.loop.strategy.domain.templates.beginning import begin
from waypost.loop.strategy.domain.templates.cases import CASES, Case
from waypost.loop.strategy.domain.templates.example_crisis import crisis_of
from waypost.toolkit.wording import _

Record = dict[str, Any]

_PLACES = (Place("gallery", "Instagram", "instagram"), Place("letter", _("Newsletter")))
_ATTENTION = [{"label": "Instagram", "share": 0.5}, {"label": _("Messages with friends"), "share": 0.3}]
_RULE = {
    "key": "useful-first",
    "label": "70-20-10",
    "why": _("Nobody follows a shop window for long."),
    "parts": [
        {"label": _("Of use to people"), "share": 0.7},
        {"label": _("From others"), "share": 0.2},
        {"label": _("Selling"), "share": 0.1},
    ],
}
_CRITERIA = {
    "purpose": _("Two or three people a year whom our people would follow anyway."),
    "criteria": [
        {"key": "fit", "label": _("Fits our people"), "weight": 5, "least": 3, "look_for": _("Same age, place, humour.")},
        {"key": "honest", "label": _("Honest following"), "weight": 4, "least": 3, "look_for": _("Answers from people with names.")},
    ],
    "go_from": 0.7,
    "red_flags": [_("Bought followers"), _("An advert in every other post")],
    "terms": [_("Marks the post as an advertisement")],
    "most_paid": _("500 euros, or the same in kind"),
}  # fmt: skip
_LOOK = {
    "colours": [{"key": "ink", "label": _("Night blue"), "value": "#16324f", "use": _("Text and line")}],
    "fonts": [{"key": "text", "label": "Work Sans", "use": _("Captions in pictures")}],
    "imagery": _("Daylight, one thing at a time, hands allowed."),
    "logo_rules": [_("Never on a photograph")],
}


@cache
def example_of(trade: str) -> Strategy:
    """Give a strategy of an invented brand of this trade, with something in every section."""
    case = CASES.get(trade, CASES["other"])
    answers = BrandAnswers(case.brand, case.what, case.for_whom, case.want, _PLACES, 5)
    record = begin(trade, answers).model_dump(mode="json")
    _deepen(record, case)
    return strategy_from(record)


def _deepen(record: Record, case: Case) -> None:
    places = [role["key"] for role in record["channel_roles"]]
    _deepen_people(record, case)
    _deepen_mix(record, case, places)
    record["visual_identity"] = _LOOK
    record["hashtag_sets"] = [
        {"key": "ours", "label": _("What we do"), "tags": list(case.tags), "use": _("Two or three of them."), "pillars": [record["pillars"][0]["key"]], "channels": places[:1]}
    ]  # fmt: skip
    who, gap, answer = case.rival
    record["competitors"] = [
        {"key": "rival", "label": who, "accounts": ["@example"], "strengths": [_("Known to everybody")], "gaps": [gap], "answer": answer, "rhythm": _("Daily, mostly pictures"), "themes": [_("Offers")]}
    ]  # fmt: skip
    record["creator_criteria"] = _CRITERIA
    _deepen_boundaries(record)
    record["crisis_plan"] = crisis_of(case, places[0])


def _deepen_people(record: Record, case: Case) -> None:
    goal = {
        "metric": case.metric,
        "baseline": case.baseline,
        "target": case.target,
        "deadline": date(2027, 6, 30),
    }
    record["goals"][0] |= {
        **goal,
        "owner": _("Whoever runs the till"),
        "why": _("It is what keeps us going."),
    }
    record["goals"][0]["unit"] = case.metric.split()[0].lower()
    persona = record["personas"][0]
    persona |= {
        "demographics": {
            "ages": case.ages,
            "places": list(case.places),
            "languages": [_("English")],
            "situation": case.situation,
        },
        "interests": persona["interests"] or list(case.likes),
        "likes": list(case.likes),
        "objections": [case.objection],
        "believes": case.objection,
        "should_believe": case.rival[2],
        "attention": _ATTENTION,
    }
    record["voice"]["traits"][0]["examples"] = [{"before": case.before, "after": case.after}]
    record["voice"]["traits"][0]["meaning"] = _("What a friend who knows about it would say.")
    record["voice"]["tones"] = [
        {
            "key": "unhappy",
            "label": _("Somebody is unhappy"),
            "tone": _("Quick and plain."),
            "example": case.apology,
        }
    ]


def _deepen_boundaries(record: Record) -> None:
    for topic in record["boundaries"]["topics"]:
        topic["how"] = topic["how"] or _("Where somebody asks: one sentence, and no more.")
        topic["decides"] = topic["decides"] or _("Owner")
    record["boundaries"]["decides"] = _("Whoever is in charge that day; in doubt we stay silent.")


def _deepen_mix(record: Record, case: Case, places: list[str]) -> None:
    stages = [stage["key"] for stage in _stages(case, places)]
    for pillar in record["pillars"]:
        pillar |= {
            "why": case.rival[2],
            "adaptations": {places[0]: case.adapted},
            "funnel_stages": stages[:1],
        }
    record["pillars"][-1]["funnel_stages"] = stages[1:]
    record["mix_rules"] = [{**_RULE, "pillars": _counted(record["pillars"])}]
    record["channel_roles"][0] |= {
        "never": [case.never],
        "voice": _("A little shorter than elsewhere."),
        "reactive_share": 0.25,
        "evergreen_share": 0.1,
    }
    record["funnel_stages"] = _stages(case, places)


def _counted(pillars: list[Record]) -> Mapping[str, str]:
    parts = [part["label"] for part in _RULE["parts"]]  # type: ignore[index]
    return {
        pillar["key"]: parts[0 if place < len(pillars) - 1 else 2] for place, pillar in enumerate(pillars)
    }


def _stages(case: Case, places: list[str]) -> list[Record]:
    return [
        {
            "key": "discover",
            "label": _("Discover"),
            "kpi": _("Reach"),
            "diagnostics": [_("Reach beyond followers"), _("Profile visits")],
            "purpose": _("Somebody comes across us for the first time."),
            "share": 0.6,
            "channels": places[:1],
            "next_step": _("Follows, or asks a question."),
        },
        {
            "key": "decide",
            "label": _("Decide"),
            "kpi": case.metric,
            "diagnostics": [_("Clicks on the link")],
            "purpose": _("They weigh us up and come."),
            "share": 0.4,
            "channels": places[1:],
            "next_step": _("Tells somebody."),
        },
    ]
