"""A campaign's life: planned as a draft, running, ended; and what its dates mean on a day."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from waypost.toolkit.wording import _

HUES = range(1, 9)
"""The eight colours that tell campaigns apart; they are those of pillars, carried by a flag instead of an edge."""

LONGEST_KEY = 60


class State(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    ENDED = "ended"


WORDS: Mapping[State, str] = {State.DRAFT: _("Draft"), State.RUNNING: _("Running"), State.ENDED: _("Ended")}

LOOKS: Mapping[State, tuple[str, str]] = {
    State.DRAFT: ("neutral", "ring"),
    State.RUNNING: ("good", "dot"),
    State.ENDED: ("quiet", "check"),
}
"""Tone and shape of each state."""

SINCE: Mapping[State, tuple[State, ...]] = {
    State.RUNNING: (State.DRAFT, State.ENDED),
    State.ENDED: (State.DRAFT, State.RUNNING),
}
"""From which states a campaign may come to one. A draft may be called off, and what ended may run on."""


def key_of(words: str, taken: Collection[str]) -> str:
    """Make the key that addresses and reports know a campaign by: lower case, hyphens, none of `taken`.

    Words in which nothing can be spelled so become "campaign".
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].rstrip("-") or "campaign"
    number, free = 2, key
    while free in taken:
        free = f"{key[: LONGEST_KEY - 5]}-{number}"
        number += 1
    return free


def free_hue(used: Collection[int]) -> int:
    """Choose the colour that the fewest campaigns have, the first of them where several are as rare."""
    return min(HUES, key=lambda hue: (list(used).count(hue), hue))


def due_within(
    wants: int, starts_on: date, ends_on: date, *, last_on: date, before: int = 0, after: int = 0
) -> int:
    """How many of the slots that a campaign wants are due in a period that ends on `last_on`, by the campaign's days
    until then, rounded half up; `before` and `after` the period it has so many already.
    """
    days = (ends_on - starts_on).days + 1
    passed = (min(ends_on, last_on) - starts_on).days + 1
    due = (2 * wants * passed + days) // (2 * days)
    return max(min(due - before, wants - before - after), 0)


def in_words(state: State, starts_on: date, ends_on: date, today: date) -> str:
    """Say how a campaign stands to its dates on a day."""
    if state is State.ENDED:
        return _("It has ended.")
    if today > ends_on:
        return _("Its last day is past.")
    if state is State.DRAFT:
        return _("It is being planned.")
    if today < starts_on:
        return _days((starts_on - today).days, "It starts tomorrow.", "It starts in {} days.")
    if today == ends_on:
        return _("This is its last day.")
    return _days((ends_on - today).days, "One day is left after today.", "{} days are left after today.")


def _days(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count)
