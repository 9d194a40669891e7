import pytest

from waypost.loop.engagement.domain.counting import Count, Reading, gravest_met
from waypost.loop.strategy.domain.document import CrisisLevel, Measure, Trigger
from waypost.loop.strategy.domain.trigger_words import trigger_from_words


def reading(words: str, number: int, messages: int = 0, usual: float | None = None) -> Reading:
    return Reading(trigger_from_words(words), Count(number, messages, usual))


@pytest.mark.parametrize(
    ("words", "number", "messages", "usual", "is_met"),
    [
        ("messages: 30 in 1 hour", 29, 29, None, False),
        ("messages: 30 in 1 hour", 30, 30, None, True),
        ("messages: 5 times the usual in 1 hour", 25, 25, 5.0, True),
        ("messages: 5 times the usual in 1 hour", 24, 24, 5.0, False),
        ("messages: 5 times the usual in 1 hour", 99, 99, None, False),
        ("messages: 5 times the usual in 1 hour", 4, 4, 0.1, False),
        ("unhappy messages: 40% in 3 hours", 8, 20, None, True),
        ("unhappy messages: 40% in 3 hours", 7, 20, None, False),
        ("unhappy messages: 40% in 3 hours", 4, 4, None, False),
        ("people waiting: 3 for 1 hour", 3, 0, None, True),
    ],
)
def test_a_trigger_is_met_from_its_threshold_on(
    words: str, number: int, messages: int, usual: float | None, is_met: bool
) -> None:
    assert reading(words, number, messages, usual).is_met is is_met


def test_what_was_counted_is_said_with_what_it_is_held_against() -> None:
    assert reading("messages: 5 times the usual in 1 hour", 23, usual=4).sentence == (
        "23 messages in 1 hour; 4.0 are usual"
    )
    assert reading("unhappy messages: 40% in 3 hours", 8, 20).sentence == (
        "8 unhappy messages in 3 hours, of 20 in all"
    )
    assert reading("messages: 3 in 1 hour", 1).sentence == "1 message in 1 hour"
    assert reading("people waiting: 3 for 2 hours", 4).sentence == "4 people waiting for 2 hours"


def test_the_gravest_level_that_is_met_counts() -> None:
    def level(key: str, least: int) -> CrisisLevel:
        trigger = Trigger(measure=Measure.MESSAGES, at_least=least)
        return CrisisLevel(key=key, label=key.capitalize(), measured=(trigger,))

    levels = [level("noise", 5), level("issue", 10), level("crisis", 50)]

    def counted(_measure: Measure, _minutes: int, _usual: bool) -> Count:
        return Count(12, 12)

    found = gravest_met(levels, counted)
    assert found is not None
    assert found[0].key == "issue"
    assert gravest_met(levels[2:], counted) is None
