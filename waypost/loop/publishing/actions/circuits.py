"""Noting which servers answer, and sending nothing into a silence."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.actions.lanes import Claim
from waypost.loop.publishing.domain import circuits
from waypost.loop.publishing.domain.states import QUEUED
from waypost.loop.publishing.models import Circuit, Lane, Publication
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def failed(channel: Channel, *, publication_id: int, why: str) -> Circuit:
    """Count a post that got no answer; after enough of them, or when it was the one that tried, be quiet for a while."""
    now = clock.now()
    circuit = _locked(channel)
    if circuit.is_open:
        # What was on its way when the circuit opened says nothing new; a try that failed does.
        if circuit.trying_until is not None:
            circuit.tries += 1
            circuit.open_until, circuit.trying_until = now + circuits.pause_after(circuit.tries), None
    elif circuit.failed_id != publication_id or not circuit.failures:
        circuit.failures += 1
        circuit.failing_since = circuit.failing_since if circuit.failures > 1 else now
    circuit.failed_id, circuit.why = publication_id, why[:300]
    assert circuit.failing_since is not None
    if not circuit.is_open and circuits.is_silent(circuit.failures, circuit.failing_since, now):
        circuit.tries, circuit.open_until = 0, now + circuits.pause_after(0)
    circuit.save()
    return circuit


@transaction.atomic
def answered(channel: Channel) -> Circuit:
    """Note that the server answers: whatever it said, it is there."""
    circuit = _locked(channel)
    if circuit.is_open:
        _let_go_on(circuit)
    circuit.answered_at = clock.now()
    circuit.failures, circuit.tries, circuit.why = 0, 0, ""
    circuit.failing_since = circuit.failed_id = circuit.open_until = circuit.trying_until = None
    circuit.save()
    return circuit


def take_turn(circuit: Circuit, *, claim: Claim) -> bool:
    """Be the one that tries an open circuit whose pause is over; False when somebody else is.

    Whoever lost the claim on the channel whose post tried, by dying or by its lease, lost the turn with it.
    """
    now = clock.now()
    its_claim = Lane.objects.filter(
        channel_id=OuterRef("trying_channel"), lease_epoch=OuterRef("trying_epoch"), lease_until__gt=Now()
    ).exclude(holder="")
    free = Circuit.objects.filter(pk=circuit.pk, open_until__lte=now).filter(
        Q(trying_until=None) | Q(trying_until__lte=now) | ~Exists(its_claim)
    )
    turn = {"trying_channel": claim.channel_id, "trying_epoch": claim.epoch}
    return free.update(trying_until=now + circuits.TURN, **turn) == 1


def give_turn_back(circuit: Circuit) -> None:
    """End a turn in which nothing was sent after all."""
    Circuit.objects.filter(pk=circuit.pk).update(trying_until=None)


@transaction.atomic
def try_now(channel: Channel, *, by: Actor) -> Circuit:
    """Let the next post of a silent server try at once, because a person knows or hopes that it is back."""
    usable_channel(require(by, "publication.decide", channel.workspace_id), channel.pk)
    circuit = Circuit.objects.filter(network=channel.network, server=channel.server).first()
    if circuit is None or not circuit.is_open:
        raise Refusal("It answers again, so nothing has to be tried. Reload the page.")
    now = clock.now()
    Circuit.objects.filter(pk=circuit.pk).update(open_until=now, trying_until=None)
    _let_go_on(circuit)
    record("network.tried", channel, by=by, network=channel.network, server=channel.server)
    circuit.refresh_from_db()
    return circuit


def _locked(channel: Channel) -> Circuit:
    Circuit.objects.get_or_create(network=channel.network, server=channel.server)
    return Circuit.objects.select_for_update().get(network=channel.network, server=channel.server)


def _let_go_on(circuit: Circuit) -> int:
    """What waited for the end of the silence is due again at its time."""
    waiting = Publication.objects.filter(
        channel__network=circuit.network,
        channel__server=circuit.server,
        state__in=QUEUED,
        act_at=circuit.open_until,
    )
    return waiting.update(act_at=clock.now())
