"""Nothing that a network hands over is trusted to be short, clean or safe to follow."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from waypost.loop.engagement.domain.incoming import LONGEST_TEXT, fit_to_keep, opening_of
from waypost.networks.contract import Address, Arrival, Speaker

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
SAID = Arrival(
    remote_id="77",
    address=Address.COMMENT,
    by=Speaker(remote_id="ana", handle="ana", name="Ana Prata", url="https://net.example/ana"),
    text="When is low tide?",
    at=NOW - timedelta(hours=1),
    url="https://net.example/77",
)


def kept(**changes: object) -> Arrival:
    found = fit_to_keep(replace(SAID, **changes), ours="tern", now=NOW)
    assert found is not None
    return found


def by(**changes: str) -> Speaker:
    return replace(SAID.by, **changes)


def test_a_usual_message_is_kept_as_it_is() -> None:
    assert kept() == SAID


def test_our_own_words_are_left_out() -> None:
    assert fit_to_keep(replace(SAID, by=by(remote_id="tern")), ours="tern", now=NOW) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"remote_id": ""},
        {"remote_id": "x" * 301},
        {"root": "x" * 301},
        {"in_reply_to": "a\x00"},
        {"by": by(remote_id="")},
    ],
)
def test_what_cannot_be_named_cannot_be_kept(changes: dict[str, object]) -> None:
    assert fit_to_keep(replace(SAID, **changes), ours="tern", now=NOW) is None


def test_somebody_without_a_name_is_called_by_the_handle() -> None:
    assert kept(by=by(name=" ")).by.name == "ana"
    assert kept(by=by(name="", handle="")).by.name == "ana"


def test_names_are_one_line_and_not_endless() -> None:
    assert kept(by=by(name="ليلى\n الحداد" + "ا" * 400)).by.name.startswith("ليلى الحداد")
    assert len(kept(by=by(name="a" * 400)).by.name) == 200


def test_endless_text_is_cut_and_odd_characters_go() -> None:
    assert len(kept(text="a" * 50_000).text) == LONGEST_TEXT
    assert kept(text=" tide\x00s 🌊 \n").text == "tides 🌊"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a b", "//net.example", "https://x\n", "https://" + "x" * 600]
)
def test_a_link_that_nobody_should_follow_is_none(url: str) -> None:
    assert kept(url=url, by=by(url=url)).url == ""
    assert kept(url=url, by=by(url=url)).by.url == ""


def test_a_message_from_the_future_was_said_now() -> None:
    assert kept(at=NOW + timedelta(hours=3)).at == NOW


def test_an_opening_is_one_line_cut_at_a_word() -> None:
    assert opening_of("Low\n tide") == "Low tide"
    assert opening_of("word " * 100, 20) == "word word word…"
    assert len(opening_of("x" * 10_000)) == 140
