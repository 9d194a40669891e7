"""The ledger tries every way of knowing what became of a post that a network has."""

import re
from pathlib import Path

import pytest

from tests.chaos.ledger.families import FAMILIES
from waypost.networks import registry
from waypost.networks.contract import Ability

PAGE = Path(__file__).parents[2] / "docs" / "publishing.md"
PUBLISHING = [name for name in registry.names() if Ability.PUBLISH in registry.abilities(name)]


@pytest.mark.parametrize("name", PUBLISHING)
def test_a_network_is_of_a_family_that_the_ledger_tries(name: str) -> None:
    card = registry.card(name)

    tried = [
        family.name
        for family in FAMILIES.values()
        if (family.offers, family.findable) == (card.offers, card.findable)
    ]

    assert tried, f"nothing in the ledger knows {card.offers} with findable={card.findable}"


def test_the_page_names_every_family() -> None:
    _, how = PAGE.read_text(encoding="utf-8").split("## How this is held to")

    assert set(re.findall(r"^\| ([a-z]+) \|", how, re.MULTILINE)) - {"network"} == set(FAMILIES)
