from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.reach import week_of
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import small

HOURS = [{"days": ["tue", "wed"], "starts": 18, "ends": 21}]
GALLERY = {
    "key": "gallery",
    "label": "Gallery",
    "times": [{"days": ["tue"], "at": "20:30"}, {"days": ["tue"], "at": "21:00"}],
}
RADIO = {"key": "radio", "label": "Radio", "times": [{"at": "19:00"}]}


def test_a_time_within_the_hours_meets_the_persona_and_the_end_is_without() -> None:
    persona = {"key": "marta", "label": "Marta", "channels": ["gallery"], "active_hours": HOURS}
    strategy = strategy_from(small(personas=[persona], channel_roles=[GALLERY, RADIO]))

    week = week_of(strategy.personas[0], strategy)

    assert [(block.day, block.starts, block.ends) for block in week.blocks] == [(1, 18, 21), (2, 18, 21)]
    assert [(mark.channel, mark.hour, mark.meets) for mark in week.marks] == [
        ("Gallery", 20.5, True),
        ("Gallery", 21.0, False),
    ]
    assert week.met == 1


def test_a_time_without_days_is_a_time_on_every_day() -> None:
    persona = {"key": "marta", "label": "Marta", "channels": ["radio"], "active_hours": HOURS}
    strategy = strategy_from(small(personas=[persona], channel_roles=[RADIO]))

    week = week_of(strategy.personas[0], strategy)

    assert (len(week.marks), week.met) == (7, 2)


def test_nobody_spends_more_than_all_of_their_time() -> None:
    places = [{"label": "Here", "share": "70%"}, {"label": "There", "share": "40%"}]

    found = problems(
        strategy_from(small(personas=[{"key": "marta", "label": "Marta", "attention": places}]), whole=False)
    )

    assert [problem.where for problem in found] == ["personas, marta, attention"]
    assert "110%" in found[0].sentence
