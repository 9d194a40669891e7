"""Every ability in the table has tests that show it, for each network of which the table says it."""

from importlib import import_module

import pytest

from waypost.interfaces.commands.networks import COLUMNS
from waypost.interfaces.commands.tests.test_networks import rows
from waypost.networks.tests.showing import SAYS, SHOWN, names_that

CONTRACT = "waypost.networks.tests"
PLACES = (
    *(
        f"{CONTRACT}.test_{name}"
        for name in ("contract", "carrying", "reading", "listening", "changing", "editing")
    ),
    "waypost.loop.publishing.tests.test_kits_everywhere",
)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    for place in PLACES:
        import_module(place)


def said(ability: str, *, by_hand: bool) -> list[str]:
    """The networks of which the printed page says this."""
    posting = "by hand" if by_hand else "yes"
    return sorted(name for name, row in rows().items() if row["posts"] == posting and row[ability] != "–")


def test_every_column_of_the_table_is_known() -> None:
    assert ("network", *SAYS) == COLUMNS


@pytest.mark.parametrize("by_hand", [False, True], ids=["by program", "by hand"])
@pytest.mark.parametrize("ability", SAYS)
def test_what_the_table_says_is_shown_for_every_network_of_which_it_says_it(
    ability: str, by_hand: bool
) -> None:
    networks = said(ability, by_hand=by_hand)

    assert names_that(ability, by_hand=by_hand) == networks
    assert SHOWN[ability, by_hand] or not networks, "no test shows this; the table may not say it"
