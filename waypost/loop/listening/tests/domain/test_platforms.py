import pytest

from waypost.loop.listening.domain.platforms import (
    ASPECTS,
    Advice,
    Answer,
    Criterion,
    Judged,
    Kind,
    Outcome,
    criteria_in,
    is_countable,
    judge_pilot,
    weigh,
)

MUSTS = [aspect.key for aspect in ASPECTS if aspect.must]
OTHERS = [aspect.key for aspect in ASPECTS if not aspect.must]


def answered(**answers: Answer) -> dict[str, Judged]:
    return {aspect.key: Judged(answers.get(aspect.key, Answer.YES)) for aspect in ASPECTS}


@pytest.mark.parametrize("must", MUSTS)
def test_a_no_to_a_must_ends_it_with_its_reason(must):
    opinion = weigh(answered(**{must: Answer.NO}), has_owner=True, has_stand_in=True)

    assert opinion.advice is Advice.NOT_NOW
    assert len(opinion.reasons) == 1


@pytest.mark.parametrize("must", MUSTS)
def test_what_is_unknown_of_a_must_is_found_out_first(must):
    opinion = weigh(answered(**{must: Answer.UNKNOWN}), has_owner=True, has_stand_in=True)

    assert opinion.advice is Advice.FIND_OUT


def test_nobody_to_keep_it_is_found_out_first():
    opinion = weigh(answered(), has_owner=False, has_stand_in=False)

    assert opinion.advice is Advice.FIND_OUT
    assert "Nobody is named" in opinion.reasons[0]


def test_one_doubt_is_what_a_pilot_is_for_and_two_noes_are_too_many():
    one = weigh(answered(**{OTHERS[0]: Answer.NO}), has_owner=True, has_stand_in=True)
    two = weigh(answered(**dict.fromkeys(OTHERS[:2], Answer.NO)), has_owner=True, has_stand_in=True)

    assert (one.advice, one.open) == (Advice.PILOT, ("Format",))
    assert two.advice is Advice.NOT_NOW


def test_a_missing_stand_in_is_said_and_does_not_stop_a_pilot():
    opinion = weigh(answered(), has_owner=True, has_stand_in=False)

    assert opinion.advice is Advice.PILOT
    assert "stands in" in opinion.reasons[-1]


def criteria(*met: bool | None, exits: bool | None = None) -> list[Criterion]:
    wins = [Criterion(f"{number} visits", Kind.SUCCESS, each) for number, each in enumerate(met)]
    return [*wins, Criterion("Too much work", Kind.EXIT, exits)]


@pytest.mark.parametrize(
    ("found", "is_over", "was_prolonged", "outcome"),
    [
        (criteria(True, True), False, False, Outcome.KEEP),
        (criteria(True, True, exits=True), True, False, Outcome.STOP),
        (criteria(None, None, exits=True), False, False, Outcome.STOP),
        (criteria(True, False), False, False, None),
        (criteria(True, None), True, False, None),
        (criteria(True, False), True, False, Outcome.LONGER),
        (criteria(True, False), True, True, Outcome.STOP),
        (criteria(False, False), True, False, Outcome.STOP),
    ],
)
def test_a_pilot_is_judged_by_what_was_agreed_before(found, is_over, was_prolonged, outcome):
    assert judge_pilot(found, is_over=is_over, was_prolonged=was_prolonged).outcome is outcome


def test_criteria_are_read_one_a_line():
    assert criteria_in(" - 30 visits\n\n• 200 followers \n") == ("30 visits", "200 followers")
    assert is_countable("30 visits")
    assert not is_countable("people like it")
