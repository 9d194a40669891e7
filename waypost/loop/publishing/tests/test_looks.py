"""Looks that fail: a token that is no longer good is said at once, a pause is kept, and one holds up no other."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from waypost.foundation.channels.actions import channels as connections
from waypost.foundation.channels.models import Channel
from waypost.foundation.notices.models import Notice
from waypost.loop.content.tests.factories import tomorrow
from waypost.loop.publishing.actions import doubts
from waypost.loop.publishing.actions.doubts import PATIENT
from waypost.loop.publishing.domain import answers
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine import reconciler as reconciler_module
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.reconciler import Reconciler
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import scheduled_publication, still_looked_for
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, send_due
from waypost.networks.contract import Sent
from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.toolkit import clock
from waypost.toolkit.secrets import Secret


class Atomic(DirectLedger):
    """Undoes what breaks, as the publisher's own ledgers do."""

    def do(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return work(*args, **kwargs)


@pytest.fixture
def doubted(world, network, preparer, sender) -> Publication:
    """A post that is on the network, which nobody knows, because the answer was lost."""
    publication = scheduled_publication(world)
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))
    with at_its_time(publication):
        send_due(world, preparer, sender)
    return as_it_is(publication)


def as_it_is(publication: Publication) -> Publication:
    return Publication.objects.select_related("channel").get(pk=publication.pk)


def test_a_token_that_is_refused_at_a_look_is_said_at_once_and_what_wants_it_is_held(
    world, network, reconciler, doubted
) -> None:
    later = scheduled_publication(world, local=tomorrow(world, hour=18))
    network.tokens.take_back(doubted.channel.remote_id)

    with at_its_time(doubted):
        reconciler.work()

    assert not as_it_is(doubted).channel.is_connected
    assert as_it_is(later).state == State.HELD
    assert Notice.objects.filter(kind="channel_out").exists()
    found = as_it_is(doubted)
    assert (found.state, found.reason) == (
        State.UNKNOWN, "Could not look yet: This token belongs to nobody.",
    )  # fmt: skip


def test_the_doubt_ends_once_the_channel_is_connected_again(world, network, reconciler, doubted) -> None:
    network.tokens.take_back(doubted.channel.remote_id)
    with at_its_time(doubted):
        reconciler.work()
    [owner] = [one for one in network.truth.accounts() if one.id == doubted.channel.remote_id]

    with at_its_time(doubted, 5):
        token = Secret(network.tokens.give(owner).token)
        again = Channel.objects.get(pk=doubted.channel_id)
        connections.connect(
            world.workspace, network="sandbox", token=token, again=again, by=world.actor("manager")
        )
        reconciler.work()

    assert as_it_is(doubted).state == State.PUBLISHED
    assert len(on_the_network(network)) == 1


@pytest.mark.parametrize(
    ("asked", "waits"),
    [(1, timedelta(seconds=30)), (900, timedelta(seconds=900)), (3 * 24 * 3600, PATIENT)],
)
def test_a_network_that_asks_to_come_back_is_not_asked_before(
    world, network, reconciler, doubted, asked, waits
) -> None:
    network.faults.switch_on(Fault(kind=FaultKind.RATE_LIMITED, call=Call.LOOK, count=1, seconds=asked))

    with at_its_time(doubted):
        reconciler.work()
        now = clock.now()

    found = as_it_is(doubted)
    assert found.state == State.UNKNOWN
    assert found.act_at == now + waits


def test_a_doubt_that_breaks_keeps_no_other_from_being_looked_for(world, network, monkeypatch) -> None:
    broken, beside = still_looked_for(world), still_looked_for(world)
    pack = reconciler_module.pack
    monkeypatch.setattr(reconciler_module, "pack", lambda pk: [].pop() if pk == broken.pk else pack(pk))

    with at_its_time(broken, 2):
        Reconciler(Atomic()).work()
        now = clock.now()

    assert as_it_is(beside).looks == 1
    found = as_it_is(broken)
    assert (found.looks, found.reason) == (0, "Could not look yet: IndexError")
    assert found.act_at > now, "it is not looked for again and again without a pause"


@pytest.mark.parametrize(("length", "kept"), [(500, 500), (501, 0)])
def test_an_address_that_is_too_long_to_keep_is_left_out_and_the_post_is_sent(world, length, kept) -> None:
    publication = still_looked_for(world)
    found = Sent(remote_id="7", url="https://tern.example/".ljust(length, "x"))

    doubts.found(publication.pk, found, by=PUBLISHER)

    assert as_it_is(publication).is_published
    assert len(as_it_is(publication).remote_url) == len(answers.sent(found).remote_url) == kept
