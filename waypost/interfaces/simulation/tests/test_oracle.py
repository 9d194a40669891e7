"""The oracle on a small audience whose best setting can be seen by eye."""

from datetime import date
from itertools import islice

import pytest

from waypost.interfaces.simulation import oracle as searching
from waypost.interfaces.simulation import outlook as outlooks
from waypost.interfaces.simulation.brand import BRANDS, Brand, read_brand
from waypost.interfaces.simulation.choices import Choice, steps
from waypost.interfaces.simulation.oracle import Oracle
from waypost.interfaces.simulation.outlook import Outlook
from waypost.networks.sandbox.audience import Crowd
from waypost.networks.sandbox.audience.memory import Memory

MONDAY = date(2027, 1, 4)


@pytest.fixture
def brand() -> Brand:
    """People who only like cakes, in carousels, in the evening, and never tire."""
    found = read_brand(BRANDS / "linden-oven" / "audience.yaml")
    host = found.audience.personas[2].model_dump(mode="json") | {
        "interests": {"cake": 3.0},
        "otherwise": 0.2,
        "formats": {"carousel": 3.0},
        "active": [{"starts": 19, "ends": 22, "weight": 1.0}],
        "idle": 0.1,
        "tires": 0,
        "bores": {},
    }
    audience = found.audience.model_dump(mode="json", by_alias=True) | {"personas": [host], "changes": []}
    return Brand(type(found.audience).model_validate(audience), found.strategy)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlooks, "WEEKS", 1)
    monkeypatch.setattr(searching, "steps", lambda like, size: islice(steps(like, size), 0, None, 3))
    monkeypatch.setattr(searching, "CANDIDATES", 6)
    monkeypatch.setattr(searching, "STARTS", 1)
    monkeypatch.setattr(searching, "STRIDES", 4)
    monkeypatch.setattr(searching, "ROUNDS", 1)


def test_the_oracle_finds_what_people_like(
    brand: Brand, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlook = Outlook(brand, Crowd(brand.audience, 1))
    monkeypatch.setattr(searching, "SIZES", (0.3,))

    best = Oracle(outlook, brand.strategy).best(MONDAY, Memory(), seed=1)

    own = Choice.of(brand.strategy)
    assert best.shares["cakes"] > own.shares["cakes"] + 0.2
    better = best.patch(brand.strategy).apply(brand.strategy)
    assert outlook.worth(better, MONDAY, Memory()) > 1.3 * outlook.worth(brand.strategy, MONDAY, Memory())


def test_the_oracle_looks_at_two_hundred_candidates_and_climbs() -> None:
    assert searching.CANDIDATES >= 200
    assert searching.ROUNDS > 1


def test_looking_ahead_changes_nothing(brand: Brand) -> None:
    crowd = Crowd(brand.audience, 1)
    memory = Memory()

    first = Outlook(brand, crowd).worth(brand.strategy, MONDAY, memory)

    assert first == Outlook(brand, crowd).worth(brand.strategy, MONDAY, memory)
    assert memory.at is crowd.memory.at is None
