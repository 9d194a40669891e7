from itertools import product

import pytest

from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.document import EngageStep, Strategy, Way
from waypost.loop.strategy.domain.engage_tree import COMMON, circles, open_branches, tree_of, walk
from waypost.loop.strategy.domain.guidance import gaps
from waypost.loop.strategy.tests.documents import small, tern_and_tide


def test_every_way_through_the_common_tree_ends() -> None:
    for answers in product([True, False], repeat=len(COMMON)):
        assert walk(COMMON, answers).ending is not None, answers
    assert circles(COMMON) == open_branches(COMMON) == ()


def test_a_walk_stops_at_the_first_open_question() -> None:
    found = walk(COMMON, [False, False])

    assert [(step.key, yes) for step, yes in found.answered] == [("danger", False), ("kind", False)]
    assert found.question is not None
    assert found.question.key == "attack"
    assert found.ending is None


def test_what_is_answered_beyond_the_end_is_left_out() -> None:
    found = walk(COMMON, [True, True, False])

    assert len(found.answered) == 1
    assert found.ending is not None
    assert found.ending.way is Way.ESCALATE


def test_a_brand_walks_its_own_tree_and_without_one_the_common() -> None:
    own = tern_and_tide()

    assert tree_of(own)[0].label.startswith("Is somebody hurt, or accused of copying")
    assert tree_of(None) == COMMON


def test_a_tree_that_turns_in_a_circle_cannot_be_accepted() -> None:
    around = [
        {"key": "a", "label": "A?", "yes_next": "b", "when_no": "answer"},
        {"key": "b", "label": "B?", "yes_next": "a", "when_no": "close"},
        {"key": "c", "label": "C?", "when_yes": "watch", "when_no": "close"},
    ]
    strategy = Strategy.model_validate(small(crisis_plan={"engage_tree": around}))

    assert [problem.sentence.split("“")[1][:2] for problem in problems(strategy)] == ["A?", "B?"]


@pytest.mark.parametrize("open_end", [{}, {"when_yes": "answer"}, {"yes_next": "b"}])
def test_an_answer_that_leads_nowhere_is_said_to_be_missing(open_end: dict[str, str]) -> None:
    tree = [
        {"key": "a", "label": "A?", **open_end},
        {"key": "b", "label": "B?", "when_yes": "close", "when_no": "close"},
    ]
    strategy = Strategy.model_validate(small(crisis_plan={"engage_tree": tree}))

    assert open_branches(strategy.crisis_plan.engage_tree) == (EngageStep.model_validate(tree[0]),)
    assert "Where both answers to “A?” lead." in [gap.what for gap in gaps("crisis", strategy)]
