import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.strategy.domain.outset import (
    QUESTIONS,
    STEPS,
    Field,
    beginnings,
    outcome,
    shares,
    turns,
    unanswered,
)

LOST = {
    "scale": "small", "hands": "alone", "hours": "3", "money": "0", "goals": "unknown", "aim": "sell",
    "audience": "no", "reach": "few", "rhythm": "rarely", "answers": "days", "voice": "no", "results": "no",
    "clicks": "unknown",
}  # fmt: skip
SETTLED = {
    "scale": "growing", "hands": "team", "hours": "20", "money": "1500", "goals": "numbers", "aim": "sell",
    "audience": "well", "reach": "few", "rhythm": "steady", "answers": "hours", "voice": "yes", "results": "worth",
    "clicks": "partly",
}  # fmt: skip
anything = st.fixed_dictionaries(
    {
        key: st.sampled_from([choice.value for choice in question.choices])
        if question.choices
        else st.integers(0, 1000).map(str)
        for key, question in QUESTIONS.items()
    }
)


def test_who_lacks_everything_begins_with_strategy() -> None:
    found = outcome(LOST)

    assert [need.field for need in found.needs] == [Field.STRATEGY, Field.MANAGEMENT, Field.MARKETING]
    assert found.size == "solo"
    assert found.needs[0].hours == pytest.approx(3 * found.needs[0].hours_share)
    assert all(need.money_share == 0 for need in found.needs)


def test_who_has_a_plan_and_a_rhythm_begins_with_marketing() -> None:
    found = outcome(SETTLED)

    assert found.first is Field.MARKETING
    assert found.need(Field.MARKETING).money_share > found.need(Field.MARKETING).hours_share
    assert not found.need(Field.STRATEGY).score >= 4
    assert found.size == "team"


def test_strategy_goes_first_where_nobody_knows_whom_to_speak_to() -> None:
    found = outcome({**SETTLED, "audience": "no"})

    assert found.first is Field.STRATEGY
    assert any("nothing to aim at" in why for why in found.order)


def test_marketing_waits_where_nobody_speaks() -> None:
    found = outcome({**SETTLED, "rhythm": "rarely"})

    fields = [need.field for need in found.needs]
    assert fields.index(Field.MANAGEMENT) < fields.index(Field.MARKETING)
    assert any("nobody speaks" in why for why in found.order)


@given(anything)
def test_no_score_is_without_its_reasons_and_shares_sum_to_one(answers: dict[str, str]) -> None:
    found = outcome(answers)

    for need in found.needs:
        assert need.score == sum(points for points, _why in need.reasons) <= need.most
        assert all(why for _points, why in need.reasons)
        assert need.hours_share > 0
    assert sum(need.hours_share for need in found.needs) == pytest.approx(1)
    assert sum(need.money_share for need in found.needs) == pytest.approx(1 if answers["money"] != "0" else 0)
    assert {need.field for need in found.needs} == set(Field)


@given(st.tuples(*[st.floats(0.01, 100)] * 3))
def test_shares_are_whole_steps_within_one_step_of_the_weights(weights: tuple[float, float, float]) -> None:
    found = shares(dict(zip(Field, weights, strict=True)))

    assert sum(found.values()) == pytest.approx(1)
    for each, weight in zip(Field, weights, strict=True):
        assert abs(found[each] - weight / sum(weights)) <= 0.05 + 1e-9
        assert round(found[each] * 20) == pytest.approx(found[each] * 20)


def test_steps_with_an_open_question_are_told() -> None:
    answers = {**LOST, "hours": "many", "voice": "perhaps"}

    assert [step.name for step in unanswered(answers)] == ["business", "consistency"]
    assert unanswered({}) == list(STEPS)
    with pytest.raises(ValueError, match="every question"):
        outcome(answers)


def test_what_to_do_first_follows_the_order() -> None:
    lost = [each.key for each in beginnings(outcome(LOST), LOST)]
    settled = [each.key for each in beginnings(outcome(SETTLED), SETTLED)]

    assert lost == ["audit", "strategy", "management", "marketing"]
    assert settled[0] == "marketing"
    assert "audit" not in settled


def test_two_checks_are_compared_by_what_was_answered_otherwise() -> None:
    found = turns(LOST, {**LOST, "rhythm": "steady", "hours": "5"})

    assert [(turn.before, turn.after) for turn in found] == [
        ("3", "5"),
        ("Rarely, or not at all", "Every week, as planned"),
    ]
