"""A wave on a running sandbox: it rises, is marked, calms when the account speaks, and ends when it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from waypost.networks.contract import Account, Arrival, Outgoing, Rejected, Wave
from waypost.networks.sandbox import connect, converse, drill, measure, publish
from waypost.networks.sandbox.audience.scenes import SCENES
from waypost.networks.sandbox.audience.tests.harbour import MONDAY, audience
from waypost.networks.sandbox.audience.wave import LASTS, wave
from waypost.networks.sandbox.server import Sandbox
from waypost.networks.tests.fakes import ready
from waypost.toolkit import clock

MINUTES = 10
WAVE = Wave(key="drill-1", scene="product-fault", seed=7, minutes=MINUTES, messages=90)


@pytest.fixture
def account(sandbox: Sandbox) -> Iterator[Account]:
    sandbox.settle(audience(), seed=1)
    with clock.frozen_at(MONDAY):
        yield connect.sign_up("http://sandbox.example", "pier", "The pier")


def heard(account: Account, minutes: float) -> list[Arrival]:
    """Everything that was said to the account so many minutes after the wave began."""
    with clock.frozen_at(MONDAY + timedelta(minutes=minutes)):
        found, cursor = [], ""
        while True:
            page = converse.arrivals(account, cursor)
            found += page.messages
            if not page.more:
                return found
            cursor = page.cursor


def answer(account: Account, under: str, minutes: float, key: str = "words") -> str:
    with clock.frozen_at(MONDAY + timedelta(minutes=minutes)):
        outgoing = Outgoing(text="We are sorry, and look into it.", key=key, in_reply_to=under)
        return ready(publish, account, outgoing).send(5).remote_id


@pytest.mark.parametrize("scene", [told.key for told in SCENES])
def test_a_seed_says_the_same_every_time(scene: str) -> None:
    first, again, other = (wave(scene, "pier", seed=seed, minutes=MINUTES, messages=60) for seed in (3, 3, 4))

    assert first == again
    assert first != other
    assert len(first) == 60
    assert all("@pier " in one.text and one.handle.endswith(".drill") for one in first)
    assert all(len(one.text) <= 500 for one in first)


def test_it_rises_to_its_peak_and_left_alone_dies_down_slowly() -> None:
    said = wave("outage", "pier", seed=1, minutes=MINUTES, messages=300)
    third = timedelta(minutes=MINUTES) / 3
    by_third = [
        sum(number * third <= one.after < (number + 1) * third for one in said) for number in range(9)
    ]

    assert by_third[0] < by_third[1] < by_third[2]
    assert by_third[3] > by_third[5] > by_third[8]
    assert [one.after for one in said] == sorted(one.after for one in said)
    assert said[-1].after <= LASTS * timedelta(minutes=MINUTES)


def test_messages_come_as_time_passes_each_with_its_wave(account: Account) -> None:
    opening = drill.begin(account, WAVE)

    early, late = heard(account, MINUTES / 2), heard(account, LASTS * MINUTES)

    assert heard(account, 0) == []
    assert early[0].remote_id == opening
    assert early[0].root == ""
    assert 3 < len(early) < len(late) == WAVE.messages
    assert {one.wave for one in late} == {WAVE.key}
    assert {one.root for one in late} == {"", opening}


def test_beginning_twice_with_one_key_is_once(account: Account) -> None:
    first = drill.begin(account, WAVE)

    assert drill.begin(account, WAVE) == first
    assert len(heard(account, LASTS * MINUTES)) == WAVE.messages


def test_an_unknown_scene_is_refused(account: Account) -> None:
    with pytest.raises(Rejected, match="Nobody here knows the scene “flood”"):
        drill.begin(account, Wave(key="k", scene="flood", seed=1, minutes=5, messages=20))


def test_the_first_words_calm_it_and_the_same_words_calm_it_the_same(account: Account) -> None:
    calmed = []
    for key in ("drill-1", "drill-2"):
        opening = drill.begin(account, Wave(key=key, scene="outage", seed=7, minutes=MINUTES, messages=90))
        before = [one for one in heard(account, MINUTES) if one.wave == key]
        answer(account, opening, MINUTES, key)
        after = [one for one in heard(account, LASTS * MINUTES) if one.wave == key]
        calmed.append([one.text for one in after])
        assert len(before) < len(after) < len(before) + 30

    assert calmed[0] == calmed[1]
    assert any("Thank you for saying something." in text or "honest words" in text for text in calmed[0])


def test_an_answer_to_somebody_else_calms_nobody(account: Account) -> None:
    opening = drill.begin(account, WAVE)
    other = next(one for one in heard(account, MINUTES) if not one.root and one.remote_id != opening)

    answer(account, other.remote_id, MINUTES)

    assert len([one for one in heard(account, LASTS * MINUTES) if one.wave]) == WAVE.messages


def test_ended_nothing_more_comes_and_what_was_said_stands(account: Account) -> None:
    drill.begin(account, WAVE)
    before = heard(account, MINUTES)
    with clock.frozen_at(MONDAY + timedelta(minutes=MINUTES)):
        drill.end(account, WAVE.key)
        drill.end(account, WAVE.key)

    assert heard(account, LASTS * MINUTES) == before


def test_nobody_elses_wave_is_ended_and_a_usual_message_is_of_none(
    sandbox: Sandbox, account: Account
) -> None:
    drill.begin(account, WAVE)
    other = connect.sign_up("http://sandbox.example", "quay", "The quay")
    drill.end(other, WAVE.key)
    sandbox.truth.let_say("@pier, when does the boat leave?", "ana")

    found = heard(account, LASTS * MINUTES)

    assert len(found) == WAVE.messages + 1
    assert [one.text for one in found if not one.wave] == ["@pier, when does the boat leave?"]


def test_the_usual_audience_takes_no_notice_of_what_is_said_in_a_wave(account: Account) -> None:
    opening = drill.begin(account, WAVE)
    heard(account, 1)
    words = answer(account, opening, 2)

    with clock.frozen_at(MONDAY + timedelta(days=3)):
        counts = measure.posts(account, [words])

    assert not any(counts.get(words, {}).values())
