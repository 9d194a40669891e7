from datetime import timedelta

from waypost.loop.engagement.domain.calling import in_turn, named_at
from waypost.loop.engagement.domain.filling import filled_in
from waypost.loop.engagement.domain.spans import span
from waypost.loop.strategy.domain.document import CrisisPlan
from waypost.loop.strategy.tests.documents import tern_and_tide

PLAN = tern_and_tide().crisis_plan


def test_a_level_names_the_lines_of_its_matrix() -> None:
    named = named_at(PLAN, "issue")

    assert [(one.contact.key, one.task, one.within, one.turns) for one in named] == [
        ("gallery", "Answers and looks through the queue", timedelta(hours=1), ("owner",))
    ]


def test_who_decides_is_named_where_no_line_does() -> None:
    plan = PLAN.model_copy(update={"escalation": ()})

    assert [(one.contact.key, one.turns) for one in named_at(plan, "crisis")] == [("owner", ("gallery",))]


def test_a_line_without_a_level_holds_at_each_and_nobody_is_named_twice() -> None:
    lines = [
        {"key": "all", "label": "Looks", "contact": "owner"},
        {"key": "speaks", "label": "Speaks", "contact": "owner"},
    ]
    plan = CrisisPlan.model_validate(PLAN.model_dump() | {"escalation": lines})

    assert [one.task for one in named_at(plan, "issue") if one.contact.key == "owner"] == ["Looks"]
    assert {one.contact.key for one in named_at(plan, "issue")} == {"owner", "gallery"}


def test_those_who_were_called_are_passed_over() -> None:
    found = in_turn(PLAN, ["gallery", "owner"], ["gallery"])

    assert found is not None
    assert (found[0].key, found[1]) == ("owner", ())
    assert in_turn(PLAN, ["gallery", "nobody"], ["gallery"]) is None


def test_blanks_are_filled_and_the_rest_stands() -> None:
    assert filled_in("At {time}, {place}.", {"time": " noon ", "place": ""}) == "At noon, {place}."


def test_a_span_is_said_in_two_units() -> None:
    assert [span(timedelta(seconds=seconds)) for seconds in (1, 59, 120, 7500, 90000)] == [
        "1 second",
        "59 seconds",
        "2 minutes",
        "2 hours 5 minutes",
        "1 day 1 hour",
    ]
