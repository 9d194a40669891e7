"""The database goes away at the worst moments: what left is known, what did not leave is no doubt."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError

from waypost.loop.publishing.actions import arming, lanes, outcomes
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine import ledger as ledger_module
from waypost.loop.publishing.engine.ledger import DirectLedger, insist
from waypost.loop.publishing.engine.sender import Sender
from waypost.loop.publishing.models import Attempt, Lane
from waypost.loop.publishing.publisher import Publisher
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only


class Shaky(DirectLedger):
    """A database that goes away `times` times at one piece of work: before it, or after it was committed."""

    def __init__(self, work: Callable[..., Any], *, times: int = 1, after: bool = False) -> None:
        self.work, self.left, self.after = work, times, after

    def do(self, work, *args, **kwargs):
        if work is not self.work or not self.left:
            return work(*args, **kwargs)
        self.left -= 1
        if self.after:
            work(*args, **kwargs)
        raise OperationalError("server closed the connection unexpectedly")


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_module, "PAUSES", (0.0,))


def ready(world, preparer):
    publication = scheduled_publication(world)
    with at_its_time(publication, -5):
        preparer.work()
    return publication


@pytest.mark.parametrize("after", [False, True])
def test_an_answer_is_written_down_however_long_the_database_is_away(world, network, preparer, after) -> None:
    publication = ready(world, preparer)
    shaky = Shaky(outcomes.settle, times=1 if after else 5, after=after)

    with at_its_time(publication):
        Sender(shaky, "this-process").drain(publication.channel_id)

    assert only(world).state == State.PUBLISHED
    assert len(on_the_network(network)) == 1


def test_a_gate_that_opened_unseen_lets_nothing_out_and_leaves_no_doubt(
    world, network, preparer, sender
) -> None:
    publication = ready(world, preparer)

    with at_its_time(publication), pytest.raises(OperationalError):
        Sender(Shaky(arming.arm, after=True), "this-process").drain(publication.channel_id)

    found = only(world)
    assert (found.state, found.reason) == (
        State.WAITING, "The database was away for a moment, so nothing was sent.",
    )  # fmt: skip
    assert on_the_network(network) == []
    with at_its_time(publication, 3):
        sender.drain(publication.channel_id)
    assert only(world).state == State.PUBLISHED
    assert len(on_the_network(network)) == 1


def test_a_gate_that_stayed_shut_is_no_try(world, network, preparer) -> None:
    publication = ready(world, preparer)

    with at_its_time(publication), pytest.raises(OperationalError):
        Sender(Shaky(arming.arm), "this-process").drain(publication.channel_id)

    assert only(world).state == State.READY
    assert not Attempt.objects.exists()


def test_what_is_wrong_with_the_question_is_not_asked_again() -> None:
    asked = []

    def ask() -> None:
        asked.append(1)
        raise IntegrityError

    with pytest.raises(IntegrityError):
        insist(DirectLedger(), lambda: False, ask)
    assert len(asked) == 1


def test_a_process_that_must_stop_does_not_wait_for_ever(monkeypatch) -> None:
    monkeypatch.setattr(ledger_module, "FAREWELL", 0.02)
    monkeypatch.setattr(ledger_module, "PAUSES", (0.01,))

    def ask() -> None:
        raise OperationalError

    with pytest.raises(OperationalError):
        insist(DirectLedger(), lambda: True, ask)


def test_a_claim_that_could_not_be_given_back_is_given_back_later(world) -> None:
    kept, drained, other = (lanes.open_for(channel).channel_id for channel in world.channels)
    for channel_id, holder in ((kept, "this-process"), (drained, "this-process"), (other, "another")):
        assert lanes.claim(channel_id, holder=holder)
    publisher = Publisher("this-process", senders=1)
    publisher._ledger.close()
    publisher._ledger = DirectLedger()
    publisher._busy.add(drained)

    publisher._free_what_nobody_drains()

    held = dict(Lane.objects.exclude(holder="").values_list("channel_id", "holder"))
    assert held == {drained: "this-process", other: "another"}
