import pytest

from waypost.loop.strategy.domain.problem import DocumentRefused, Problem
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import pillar, small


def problems_of(**fields: object) -> tuple[Problem, ...]:
    with pytest.raises(DocumentRefused) as refused:
        strategy_from(small(**fields))
    return refused.value.problems


def test_shares_of_pillars_come_to_a_hundred() -> None:
    (found,) = problems_of(pillars=[pillar("a", "50%"), pillar("b", "40%")])

    assert found.sentence == "The shares of the pillars come to 90%, not 100%. Give 10% more to one of them."


def test_shares_above_a_hundred_say_how_much_to_take_away() -> None:
    (found,) = problems_of(pillars=[pillar("a", 0.7), pillar("b", 0.4)])

    assert "Take 10% away" in found.sentence


def test_thirds_in_whole_percents_are_fine() -> None:
    strategy = strategy_from(small(pillars=[pillar("a", "33%"), pillar("b", "33%"), pillar("c", "33%")]))

    assert len(strategy.pillars) == 3


def test_the_formats_of_a_channel_come_to_a_hundred() -> None:
    role = {"key": "gallery", "label": "Gallery", "formats": {"image": 0.5}}

    (found,) = problems_of(channel_roles=[role])

    assert found.where == "channel roles, gallery, formats"


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"goals": [{"key": "g", "label": "G", "objective": "none"}]}, "goals, g, objective"),
        ({"personas": [{"key": "p", "label": "P", "channels": ["none"]}]}, "personas, p, channels, number 1"),
        ({"pillars": [pillar(goals=["none"])]}, "pillars, harbour-life, goals, number 1"),
        ({"pillars": [pillar(personas=["none"])]}, "pillars, harbour-life, personas, number 1"),
        ({"pillars": [pillar(funnel_stages=["none"])]}, "pillars, harbour-life, funnel stages, number 1"),
        (
            {"crisis_plan": {"levels": [{"key": "l", "label": "L", "decides": "none"}]}},
            "crisis plan, levels, l, decides",
        ),
        (
            {"crisis_plan": {"contacts": [{"key": "c", "label": "C", "backup": "c"}]}},
            "crisis plan, contacts, c, backup",
        ),
        (
            {
                "crisis_plan": {
                    "holding_statements": [{"key": "h", "label": "H", "text": "…", "levels": ["none"]}]
                }
            },
            "crisis plan, holding statements, h, levels, number 1",
        ),
    ],
)
def test_a_reference_to_nothing_says_where_it_stands(fields: dict[str, object], where: str) -> None:
    (found,) = problems_of(**fields)

    assert found.where == where


def test_a_reference_offers_the_keys_that_there_are() -> None:
    objectives = [{"key": "sell", "label": "Sell"}, {"key": "teach", "label": "Teach"}]

    (found,) = problems_of(objectives=objectives, goals=[{"key": "g", "label": "G", "objective": "sel"}])

    assert found.sentence == "“sel” is not the key of an objective. Choose one of: sell, teach."


def test_a_key_belongs_to_one_item_of_its_kind() -> None:
    (found,) = problems_of(personas=[{"key": "a", "label": "A"}, {"key": "a", "label": "B"}])

    assert found.where == "personas, a, key"
    assert found.path == ("personas", 1, "key")


def test_the_same_key_may_stand_in_two_kinds() -> None:
    strategy = strategy_from(
        small(personas=[{"key": "a", "label": "A"}], objectives=[{"key": "a", "label": "A"}])
    )

    assert strategy.persona("a") is not None


def test_a_rename_names_a_key_that_is_free() -> None:
    (found,) = problems_of(objectives=[{"key": "a", "label": "A"}, {"key": "b", "label": "B", "was": "a"}])

    assert "still the key of another objective" in found.sentence


def test_only_one_item_can_have_been_another() -> None:
    (found,) = problems_of(
        objectives=[{"key": "a", "label": "A", "was": "z"}, {"key": "b", "label": "B", "was": "z"}]
    )

    assert "Only one can be" in found.sentence


def test_funnel_shares_are_for_all_stages_or_none() -> None:
    (found,) = problems_of(funnel_stages=[{"key": "a", "label": "A", "share": 1}, {"key": "b", "label": "B"}])

    assert "each one a share, or none" in found.sentence


def test_a_draft_may_be_unfinished_but_not_malformed() -> None:
    unfinished = small(pillars=[pillar("a", 0.5, personas=["nobody-yet"])])

    assert strategy_from(unfinished, whole=False).pillars[0].share == 0.5
    with pytest.raises(DocumentRefused):
        strategy_from(small(pillars=[pillar("A B")]), whole=False)


def test_pillars_without_a_hue_get_the_first_free_ones() -> None:
    strategy = strategy_from(small(pillars=[pillar("a", 0.5), pillar("b", 0.3, hue=1), pillar("c", 0.2)]))

    assert [found.hue for found in strategy.pillars] == [2, 1, 3]
