"""The strategy says how to answer; a few signs of the message say which of it comes first."""

from datetime import date

import pytest

from waypost.loop.engagement.domain.voice import Guidance, filled, guidance_of
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import tern_and_tide

TODAY = date(2026, 5, 4)


def voiced(**voice: object) -> Strategy:
    document = tern_and_tide().model_dump(mode="json", by_alias=True)
    document["voice"] |= voice
    return strategy_from(document, whole=False)


def guided(said: str, *, in_crisis: bool = False, today: date = TODAY, **voice: object) -> Guidance:
    return guidance_of(voiced(**voice), said, today=today, in_crisis=in_crisis)


TONES = [
    {"key": "unhappy", "label": "Somebody is unhappy", "tone": "Plain."},
    {"key": "asks", "label": "Somebody asks", "tone": "Exact."},
    {"key": "praise", "label": "Praise", "tone": "Glad."},
]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("My print arrived broken. When do you answer?", "tone:unhappy"),
        ("😡", "tone:unhappy"),
        ("When is low tide", "tone:asks"),
        ("متى؟", "tone:asks"),
        ("Thank you ❤", "tone:praise"),
        ("We were there on Sunday.", ""),
        ("", ""),
    ],
)
def test_the_gravest_situation_that_a_message_shows_is_suggested(said: str, key: str) -> None:
    assert guided(said, tones=TONES).suggested == key


def test_a_situation_for_which_there_is_no_tone_suggests_none() -> None:
    assert guided("Thank you ❤").chosen is None


def test_a_voice_without_tones_still_says_what_to_do_and_to_leave() -> None:
    found = guided("When?", tones=[])

    assert found.suggested == ""
    assert "Name other printers" in found.do
    assert "Guard tricks" in found.dont
    assert found.never == ("Other printers' prices",)


def test_in_a_crisis_the_agreed_words_come_first() -> None:
    assert guided("When?").rules[0].kind == "tone"
    assert guided("When?", in_crisis=True).rules[0].kind == "statement"


def test_agreed_words_that_must_be_read_again_are_not_offered() -> None:
    assert guided("When?", today=date(2028, 1, 1)).rule("statement:broken-print") is None
    assert guided("When?").rule("statement:broken-print") is not None


def test_a_saved_reply_speaks_to_the_person() -> None:
    assert (
        filled("Dear {name} ({handle}), {hours}.", name="Ana", handle="ana.sea")
        == "Dear Ana (ana.sea), {hours}."
    )
