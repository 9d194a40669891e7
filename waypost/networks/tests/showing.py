"""Which tests show what the table of abilities says: `@shows("polls")` runs a test for every network that has polls.

A test so marked stands against something that can refuse: the network's own fake where a program posts, the page of the
kit where a person does. The table of docs/networks is held against what is written down here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from waypost.networks import registry
from waypost.networks.contract import FIRST_COMMENT, POLL, Ability, Card

TestT = TypeVar("TestT", bound=Callable[..., Any])

SAYS: dict[str, Callable[[Card, frozenset[Ability]], bool]] = {
    "posts": lambda card, able: True,
    "carousels": lambda card, able: "carousel" in card.formats,
    "videos": lambda card, able: bool(card.media.videos_max),
    "answers": lambda card, able: Ability.CONVERSE in able,
    "hears at once": lambda card, able: Ability.LISTEN in able,
    "measures": lambda card, able: Ability.MEASURE in able,
    "takes back": lambda card, able: card.deletes,
    "edits": lambda card, able: card.edits,
    "threads": lambda card, able: card.threads,
    "polls": lambda card, able: POLL in {option.name for option in card.options},
    "first comment": lambda card, able: FIRST_COMMENT in {option.name for option in card.options},
}
"""By the columns of the table, whether a network has it."""

SHOWN: dict[tuple[str, bool], list[str]] = defaultdict(list)
"""By column, and whether it is by hand: the tests that show it."""


def names_that(ability: str, *, by_hand: bool = False) -> list[str]:
    """The networks of which the table says this, where a program posts or where a person does."""
    return [
        name
        for name in registry.names()
        if (Ability.PUBLISH in registry.abilities(name)) is not by_hand
        and SAYS[ability](registry.card(name), registry.abilities(name))
    ]


def shows(ability: str, *, by_hand: bool = False) -> Callable[[TestT], TestT]:
    """Run a test once for each of these networks, and note that it shows the ability."""

    def note(test: TestT) -> TestT:
        SHOWN[ability, by_hand].append(f"{test.__module__}::{test.__name__}")
        marked: TestT = pytest.mark.parametrize("sender", names_that(ability, by_hand=by_hand))(test)
        return marked

    return note
