from datetime import date, time

import pytest
from pydantic import ValidationError

from waypost.loop.strategy.domain.document import (
    ActiveHours,
    ChannelRole,
    Competitor,
    Goal,
    HoldingStatement,
    Persona,
    Portion,
    PostingTime,
    Strategy,
    Weekday,
)


def test_a_goal_without_a_number_or_a_day_is_an_intention() -> None:
    intention = Goal(key="g", label="More readers", metric="Readers", target=1000)

    assert not intention.measurable
    assert intention.missing == ("deadline",)


def test_a_goal_with_metric_target_and_day_is_measurable() -> None:
    goal = Goal(key="g", label="More readers", metric="Readers", target=0, deadline=date(2027, 9, 30))

    assert goal.measurable
    assert goal.missing == ()


def test_nothing_in_a_strategy_can_be_changed() -> None:
    strategy = Strategy(schema=2, brand="Tern & Tide")

    with pytest.raises(ValidationError):
        strategy.brand = "Other"


def test_a_fifth_of_a_channels_slots_stays_open_for_the_day() -> None:
    assert ChannelRole(key="gallery", label="Gallery").reactive_share == 0.2


def test_a_persona_is_around_in_its_hours_only() -> None:
    hours = ActiveHours(days=("mon", "tue"), starts=7, ends=9)
    persona = Persona(key="p", label="P", active_hours=(hours,))

    assert persona.is_around(Weekday.TUE, 8)
    assert not persona.is_around(Weekday.TUE, 9)
    assert not persona.is_around(Weekday.WED, 8)


@pytest.mark.parametrize(
    ("network", "share"),
    [("Instagram", 0.5), ("instagram", 0.5), ("X", 0.1), ("Threads", 0), ("Tagram", 0), ("", 0)],
)
def test_a_persona_spends_its_time_on_the_networks_that_it_names(network: str, share: float) -> None:
    attention = (
        Portion(label="Instagram", share=0.3),
        Portion(label="Instagram stories", share=0.2),
        Portion(label="X (once Twitter)", share=0.1),
        Portion(label="Text messages, Netflix", share=0.4),
    )

    assert Persona(key="p", label="P", attention=attention).attention_on(network) == pytest.approx(share)


def test_a_competitor_is_where_an_account_of_theirs_is() -> None:
    rival = Competitor(key="r", label="Gull Prints", accounts=("https://x.com/gull", "@gull on Pinterest"))

    assert rival.is_on("X")
    assert rival.is_on("pinterest")
    assert not rival.is_on("Gul")


def test_hours_run_forward() -> None:
    with pytest.raises(ValidationError, match="end before they start"):
        ActiveHours(days=("sat",), starts=22, ends=2)


def test_a_posting_time_is_a_time_on_the_wall() -> None:
    assert PostingTime(at="09:30").time == time(9, 30)


def test_a_holding_statement_knows_its_blanks_and_its_day() -> None:
    statement = HoldingStatement(
        key="h",
        label="H",
        text="Your {print} comes by {day}; the {print} too.",
        expires_on=date(2027, 12, 31),
    )

    assert statement.blanks == ("print", "day")
    assert not statement.is_expired(date(2027, 12, 31))
    assert statement.is_expired(date(2028, 1, 1))


def test_a_share_is_read_from_percent() -> None:
    role = ChannelRole(key="a", label="A", formats={"image": "62,5 %", "text": "37.5%"})

    assert role.formats == {"image": 0.625, "text": 0.375}


@pytest.mark.parametrize("value", [True, "many", float("nan"), 1e13])
def test_a_number_is_a_number(value: object) -> None:
    with pytest.raises(ValidationError):
        Goal(key="g", label="G", target=value)
