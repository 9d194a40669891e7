"""What each family of networks offers against sending twice, and what the engine makes of it after a doubt.

The families are those of `networks.contract.Identity`; the sandbox stands for each of them in turn.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.content.tests.factories import approved_post, tomorrow
from waypost.loop.publishing.domain.answers import Outcome
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine import parcel as packing
from waypost.loop.publishing.models import Attempt, Publication
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only, send_due
from waypost.networks import registry
from waypost.networks.contract import Account, Handle, Identity, Outgoing, ReadyCall, Sent, Step
from waypost.networks.sandbox import publish
from waypost.networks.sandbox.server.faults import Fault, FaultKind

FAMILIES = [Identity.KEY, Identity.HEADER, Identity.TWO_PHASE, Identity.DUPLICATE_CHECK]
Offer = Callable[..., None]


@pytest.fixture
def offers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Offer]:
    """Lets the sandbox's card say that it is of another family."""

    def say(identity: Identity, *, findable: bool = True) -> None:
        card = replace(registry.card("sandbox"), offers=identity, findable=findable)
        monkeypatch.setattr(Channel, "card", card)

    return say


def in_doubt(world: World, network, preparer, sender, kind: FaultKind) -> Publication:
    """A post that was sent and of which no answer came."""
    approved_post(world, local=tomorrow(world))
    network.faults.switch_on(Fault(kind=kind, count=1))
    with at_its_time(only(world)):
        send_due(world, preparer, sender)
    assert only(world).state == State.UNKNOWN
    return only(world)


def look_until_settled(publication: Publication, reconciler) -> None:
    for minutes in (0.1, 2, 4):
        with at_its_time(publication, minutes):
            reconciler.work()


@pytest.mark.parametrize("family", FAMILIES)
def test_what_arrived_is_found_and_not_sent_again(
    world, network, preparer, sender, reconciler, offers, family
) -> None:
    offers(family)
    network.honour_keys(honoured=family is Identity.KEY)
    publication = in_doubt(world, network, preparer, sender, FaultKind.LOST_ANSWER)

    look_until_settled(publication, reconciler)
    with at_its_time(publication, 5):
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED
    assert on_the_network(network) == [publication.text]


@pytest.mark.parametrize("family", FAMILIES)
def test_what_did_not_arrive_goes_out_once_its_sender_reported_the_end(
    world, network, preparer, sender, reconciler, offers, family
) -> None:
    offers(family)
    publication = in_doubt(world, network, preparer, sender, FaultKind.ERROR_BEFORE)

    look_until_settled(publication, reconciler)
    with at_its_time(publication, 5):
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED
    assert on_the_network(network) == [publication.text]


@pytest.mark.parametrize("family", FAMILIES)
def test_while_a_sender_may_still_wake_only_a_key_that_is_the_record_lets_it_out(
    world, network, preparer, sender, reconciler, offers, family
) -> None:
    offers(family)
    publication = in_doubt(world, network, preparer, sender, FaultKind.ERROR_BEFORE)
    # A process that froze in its call: it never said how that ended, and nobody can show that it is dead.
    Attempt.objects.update(outcome="", finished_at=None, holder="frozen")

    look_until_settled(publication, reconciler)

    expected = State.READY if family is Identity.KEY else State.UNKNOWN
    assert only(world).state == expected
    assert (only(world).act_at is None) == (family is not Identity.KEY)


def test_a_network_that_cannot_be_asked_goes_to_a_person_at_once(
    world, network, preparer, sender, reconciler, offers
) -> None:
    offers(Identity.NONE, findable=False)
    publication = in_doubt(world, network, preparer, sender, FaultKind.LOST_ANSWER)

    with at_its_time(publication, 0.1):
        reconciler.work()

    assert only(world).needs_a_person
    assert only(world).state == State.UNKNOWN


def test_a_refusal_as_a_duplicate_after_a_doubt_is_evidence_that_it_is_there(
    world, network, preparer, sender, reconciler, offers
) -> None:
    offers(Identity.DUPLICATE_CHECK)
    publication = in_doubt(world, network, preparer, sender, FaultKind.ERROR_BEFORE)
    look_until_settled(publication, reconciler)
    network.faults.switch_on(Fault(kind=FaultKind.DUPLICATE, count=1))

    with at_its_time(publication, 5):
        send_due(world, preparer, sender)

    assert only(world).state == State.UNKNOWN
    assert only(world).attempts.last().outcome == Outcome.DOUBTFUL


class _TwoPhases:
    """The sandbox as a network where a container is made first, and asked about afterwards."""

    def __init__(self) -> None:
        self.made = 0
        self.asked: list[str] = []
        self.used: list[str] = []

    def steps(self, account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
        return (Step(name="container", label="Make the container"),)

    def run_step(self, account: Account, outgoing: Outgoing, name: str, handles: Any) -> Handle:
        self.made += 1
        return Handle(value=f"container-{self.made}")

    def prepare(self, account: Account, outgoing: Outgoing, handles: Any) -> ReadyCall:
        self.used.append(handles["container"].value)
        return publish.prepare(account, outgoing, {})

    def find(self, account: Account, outgoing: Outgoing, since: Any, known: Any) -> Sent | None:
        self.asked.append(outgoing.made["container"])
        return publish.find(account, outgoing, since, known)


def test_of_two_phases_the_container_is_made_once_and_asked_about(
    world, network, preparer, sender, reconciler, offers, monkeypatch
) -> None:
    two_phases = _TwoPhases()
    offers(Identity.TWO_PHASE)
    monkeypatch.setattr(packing.registry, "publisher", lambda name: two_phases)
    publication = in_doubt(world, network, preparer, sender, FaultKind.ERROR_BEFORE)

    look_until_settled(publication, reconciler)
    with at_its_time(publication, 5):
        send_due(world, preparer, sender)

    assert only(world).state == State.PUBLISHED
    assert two_phases.made == 1
    assert two_phases.used == ["container-1", "container-1"]
    assert set(two_phases.asked) == {"container-1"}
