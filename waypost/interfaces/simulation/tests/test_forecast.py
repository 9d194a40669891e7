from datetime import date

import pytest

from waypost.interfaces.simulation.brand import BRANDS, Brand, read_brand
from waypost.interfaces.simulation.choices import Choice
from waypost.interfaces.simulation.choosers import Chance, Knowledge, Nobody
from waypost.interfaces.simulation.forecast import forecast
from waypost.interfaces.simulation.oracle import Oracle
from waypost.networks.sandbox.audience.memory import Memory


@pytest.fixture(scope="module")
def brand() -> Brand:
    return read_brand(BRANDS / "spoke-and-lane" / "audience.yaml")


def test_a_forecast_has_a_number_for_each_quarter(brand: Brand) -> None:
    first, second = forecast(brand, Nobody(), 14)

    assert first > 8 * second > 0


def test_nobody_changes_nothing_and_chance_changes_something(brand: Brand) -> None:
    own, memory = Choice.of(brand.strategy), Memory()

    assert Nobody().choose(brand.strategy, date(2027, 2, 1), memory) == own
    first = Chance(1).choose(brand.strategy, date(2027, 2, 1), memory)
    assert first != own
    assert first == Chance(1).choose(brand.strategy, date(2027, 2, 1), memory)
    assert first != Chance(2).choose(brand.strategy, date(2027, 2, 1), memory)


def test_who_knows_looks_anew_only_when_taste_has_changed(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[date] = []

    def best(self: Oracle, on: date, memory: Memory, seed: int) -> Choice:
        looked.append(on)
        return Choice.of(brand.strategy)

    monkeypatch.setattr(Oracle, "best", best)
    knowledge = Knowledge(brand, 1)

    for month in range(1, 13):
        knowledge.choose(brand.strategy, date(2027, month, 5), Memory())

    assert looked == [date(2027, 1, 5), date(2027, 7, 5)]
