from datetime import date, timedelta

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.statements_due import statements_due
from waypost.loop.strategy.tests.documents import small

ENDS = date(2027, 3, 31)


def told(today: date, **fields: object) -> list[tuple[str, str]]:
    statement = {"key": "hurt", "label": "Hurt", "text": "Somebody was hurt.", "expires_on": ENDS, **fields}
    strategy = Strategy.model_validate(small(crisis_plan={"holding_statements": [statement]}))
    return [(due.sentence, due.once.rsplit(".", 1)[1]) for due in statements_due(strategy, today)]


def test_words_are_told_of_two_weeks_ahead_and_not_before() -> None:
    assert told(ENDS - timedelta(days=15)) == []
    assert told(ENDS - timedelta(days=14)) == [
        ("The words for “Hurt” end in 14 days: read them again.", "soon")
    ]
    assert told(ENDS)[0][0] == "The words for “Hurt” end today: read them again."


def test_words_that_have_ended_are_told_of_once_more_with_whose_they_are() -> None:
    sentence, stage = told(ENDS + timedelta(days=1), owner="Gallery lead")[0]

    assert stage == "over"
    assert sentence.endswith("until somebody has read it again. Kept true by Gallery lead.")


def test_words_without_an_end_are_never_told_of() -> None:
    assert told(ENDS, expires_on=None) == []
