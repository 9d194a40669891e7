"""A small audience for tests: one persona, two topics, no noise, nothing tires and nothing bores unless asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from waypost.networks.sandbox.audience import Audience, Crowd, Glance

MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)

FILE: dict[str, Any] = {
    "schema": 1,
    "name": "The harbour",
    "zone": "UTC",
    "begins_on": "2027-01-04",
    "strategy": "strategy.yaml",
    "capacity": 10,
    "worth": {"clicks": 1},
    "channels": [{"key": "pier", "name": "The pier", "followers": 500}],
    "topics": [
        {"key": "boats", "words": ["boat", "sail"]},
        {"key": "prints", "words": ["print", "lino cut"]},
    ],
    "personas": [
        {
            "key": "sailor",
            "label": "Sailors",
            "size": 4000,
            "channels": {"pier": 0.5},
            "elsewhere": 0.3,
            "interests": {"boats": 2.0, "prints": 0.5},
            "formats": {"image": 1.5},
            "active": [{"starts": 8, "ends": 14, "weight": 1.0}],
            "idle": 0.2,
            "habits": {"likes": 0.05, "comments": 0.002, "clicks": 0.02, "buys": 0.1},
        }
    ],
    "noise": {"posts": 0},
    "names": ["Ana Reis", "Rui Sol"],
    "says": {
        "glad": ["More about {topic}!"],
        "curious": ["When?"],
        "unhappy": ["I waited."],
        "bored": ["Again?"],
        "thankful": ["Thank you, {handle}!"],
        "telling": ["Have a look at {handle}."],
    },
    "writer": {"pillars": {"boats": ["A boat."]}, "reactive": ["Wind."], "answers": ["At ten."]},
}


def audience(**changes: Any) -> Audience:
    return Audience.model_validate(FILE | changes)


def persona(**changes: Any) -> dict[str, Any]:
    return {"personas": [FILE["personas"][0] | changes]}


def crowd(seed: int = 1, **changes: Any) -> Crowd:
    return Crowd(audience(**changes), seed)


def glance(hours: float = 0, **changes: Any) -> Glance:
    seen = {"channel": "pier", "topic": "boats", "format": "text", "has_link": True} | changes
    return Glance(at=MONDAY + timedelta(hours=hours), **seen)
