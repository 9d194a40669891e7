"""How a goal's own words find the metric that measures it, and over how long it is counted."""

import re
from dataclasses import dataclass
from enum import StrEnum

from waypost.loop.analytics.domain.metrics import METRICS, Definition, Per, Unit

WINDOWS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
RATE_DAYS = 28
"""A rate is looked at over four weeks, so that every weekday counts as often."""

_PER_TIME = re.compile(
    r"(?:\b(?:an?|per|each|every)\s+|/\s*)(day|week|month|quarter|year)\b|\b(daily|weekly|monthly|quarterly|yearly|annual)\b"
)
_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annual": "year",
}
_ELSEWHERE = frozenset(
    {"cost", "price", "spend", "budget", "time", "hour", "minute", "letter", "newsletter", "email", "mail", "seat",
     "visit", "visitor", "rating", "review", "sentiment", "mention", "response", "nps", "voice"}
)  # fmt: skip
"""Words of measures that no network's counts can stand for, however familiar the rest of the sentence sounds."""


class Way(StrEnum):
    """How a goal's number comes about."""

    LEVEL = "level"
    """It stands at a height today."""
    TOTAL = "total"
    """It adds up from the day on which the goal was set."""
    WINDOW = "window"
    """It adds up over the days of a window that ends today."""
    RATE = "rate"
    """It is a ratio over the last four weeks."""


@dataclass(frozen=True)
class Aim:
    """What a goal counts: a metric, in a way; `days` is the length of the window, 0 without one."""

    metric: Definition
    way: Way
    days: int = 0


def aim_of(words: str, unit: str = "") -> Aim | None:
    """Read what a goal's words count; None when no metric of ours does."""
    metric = metric_of(words) or (metric_of(unit) if not _tokens(words) & _ELSEWHERE else None)
    if metric is None:
        return None
    if metric.is_level:
        return Aim(metric, Way.LEVEL)
    if metric.is_rate:
        return Aim(metric, Way.RATE, RATE_DAYS)
    days = window_of(words) or window_of(unit)
    return Aim(metric, Way.WINDOW, days) if days else Aim(metric, Way.TOTAL)


def in_per_cent(target: float | None, aim: Aim) -> bool:
    """Whether a goal writes its rate as 3 for 3 %, and not as 0.03: no rate of a goal is above one otherwise."""
    return aim.metric.unit is Unit.SHARE and target is not None and target > 1


def metric_of(words: str) -> Definition | None:
    """Find the metric that `words` name: the longest phrase that is in them; None when there is none, or doubt."""
    tokens = _in_order(words)
    if _ELSEWHERE.intersection(tokens):
        return None
    text = f" {' '.join(tokens)} "
    found = [
        (len(phrase.split()), len(phrase), definition)
        for definition in METRICS
        for phrase in definition.says
        if f" {phrase} " in text
    ]
    if not found:
        return None
    best = max(found, key=lambda match: match[:2])[2]
    asks_per_post = " per post " in text or " a post " in text
    asks_rate = " rate " in text
    fits = (best.by is Per.POST or not asks_per_post) and (best.is_rate or not asks_rate)
    return best if fits else None


def window_of(words: str) -> int:
    """How many days "a month" in `words` means; 0 when nothing of the kind is said."""
    match = _PER_TIME.search(words.casefold())
    return WINDOWS[match[1] or _ADVERBS[match[2]]] if match else 0


def _tokens(words: str) -> set[str]:
    return set(_in_order(words))


def _in_order(words: str) -> list[str]:
    return [_singular(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", words.casefold())]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
