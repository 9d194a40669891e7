from hypothesis import given

from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.removal import without_references_to_removed
from waypost.loop.strategy.tests.documents import QUICK, strategies, tern_and_tide


def test_a_removed_persona_is_taken_out_of_the_pillars() -> None:
    before = tern_and_tide()
    after = before.model_copy(update={"personas": before.personas[1:]})

    pruned = without_references_to_removed(before, after)

    assert pruned.pillar("behind-the-scenes").personas == ("print-maker",)
    assert problems(pruned) == ()


def test_a_removed_contact_decides_nothing_any_more() -> None:
    before = tern_and_tide()
    crisis = before.crisis_plan.model_copy(update={"contacts": before.crisis_plan.contacts[:1]})

    pruned = without_references_to_removed(before, before.model_copy(update={"crisis_plan": crisis}))

    assert pruned.crisis_plan.levels[0].decides is None
    assert pruned.crisis_plan.contacts[0].backup is None
    assert pruned.crisis_plan.levels[1].decides == "owner"


def test_a_reference_that_never_led_anywhere_is_left_to_be_seen() -> None:
    before = tern_and_tide()
    dangling = before.pillars[0].model_copy(update={"personas": ("nobody",)})
    after = before.model_copy(update={"pillars": (dangling, *before.pillars[1:])})

    assert without_references_to_removed(before, after) == after


@QUICK
@given(strategies())
def test_where_nothing_is_removed_nothing_changes(strategy: Strategy) -> None:
    assert without_references_to_removed(strategy, strategy) == strategy
