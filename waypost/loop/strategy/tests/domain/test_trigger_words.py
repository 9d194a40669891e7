import pytest
from pydantic import ValidationError

from waypost.loop.strategy.domain.document import Against, Measure, Trigger
from waypost.loop.strategy.domain.trigger_words import trigger_from_words, trigger_in_words
from waypost.loop.strategy.domain.week_words import NotUnderstood

SAID = {
    "messages: 30 in 1 hour": Trigger(measure=Measure.MESSAGES, at_least=30, within_minutes=60),
    "messages: 2.5 times the usual in 90 minutes": Trigger(
        measure=Measure.MESSAGES, at_least=2.5, against=Against.USUAL, within_minutes=90
    ),
    "unhappy messages: 40% in 3 hours": Trigger(
        measure=Measure.UNHAPPY, at_least=40, against=Against.PERCENT, within_minutes=180
    ),
    "people: 12 in 2 days": Trigger(measure=Measure.PEOPLE, at_least=12, within_minutes=2880),
    "people waiting: 10 for 4 hours": Trigger(measure=Measure.WAITING, at_least=10, within_minutes=240),
}


@pytest.mark.parametrize("words", SAID)
def test_a_trigger_is_read_as_it_is_said(words: str) -> None:
    assert trigger_from_words(words) == SAID[words]
    assert trigger_in_words(SAID[words]) == words


def test_people_may_write_it_a_little_differently() -> None:
    assert trigger_from_words("Messages 5 times usual within an hour".replace("an hour", "hour")) == Trigger(
        measure=Measure.MESSAGES, at_least=5, against=Against.USUAL, within_minutes=60
    )


@pytest.mark.parametrize(
    "words",
    [
        "a reporter calls",
        "messages: 40% in 1 hour",
        "messages: 1 times the usual in 1 hour",
        "people: 0 in 1 hour",
        "people waiting: 3 times the usual for 1 hour",
        "messages: 5 in 2 minutes",
        "messages: 5 in 9 days",
    ],
)
def test_what_cannot_be_counted_is_refused_with_how_to_write_it(words: str) -> None:
    with pytest.raises(NotUnderstood, match=words.split(":")[0]):
        trigger_from_words(words)


def test_a_file_cannot_say_it_either() -> None:
    with pytest.raises(ValidationError, match="Only unhappy messages have a share"):
        Trigger(measure=Measure.PEOPLE, at_least=40, against=Against.PERCENT)
