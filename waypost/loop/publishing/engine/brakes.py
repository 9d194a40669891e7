"""Sends nothing that a network has no room for, and nothing into a silence: before a channel's posts reach the gate."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from waypost.foundation.channels.actions import quotas
from waypost.foundation.channels.domain.quotas import LONGEST, Spent, sentence
from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import has_quotas
from waypost.loop.publishing.actions import circuits, limits
from waypost.loop.publishing.actions.lanes import Claim
from waypost.loop.publishing.domain.answers import Answer
from waypost.loop.publishing.domain.circuits import BEHIND, NOTED
from waypost.loop.publishing.engine.ledger import Ledger
from waypost.loop.publishing.engine.parcel import Parcel
from waypost.loop.publishing.models import Circuit
from waypost.loop.publishing.queries.networks import circuit_of
from waypost.networks import registry
from waypost.networks.contract import Allowance, Card, Spend, Step
from waypost.toolkit import clock


@dataclass
class Passage:
    """What may leave of some posts of one channel, and what their calls said of the network; closed when it is over."""

    ledger: Ledger
    channel: Channel
    circuit: Circuit | None
    parcels: list[Parcel]
    taken: dict[int, Spent] = field(default_factory=dict)
    tries_it: bool = False
    is_shut: bool = False
    _told: dict[str, Allowance] = field(default_factory=dict)
    _was_answered: bool = False

    def heard(self, parcel: Parcel, answer: Answer) -> None:
        """Note what a call said; whatever leaves no room for another shuts the passage."""
        if answer.heard is None:
            return
        self.taken.pop(parcel.id, None)
        self._told |= {each.limit: each for each in answer.allowances}
        self.is_shut |= any(not each.left for each in answer.allowances)
        self._was_answered = answer.heard
        if not answer.heard:
            self.circuit = self.ledger.do(
                circuits.failed, self.channel, publication_id=parcel.id, why=answer.said
            )
            self.tries_it = False
            self.is_shut |= self.circuit.is_open

    def close(self) -> None:
        """Give back what was not used, keep what was told, let wait what has no room."""
        if self.taken or self._told:
            unused, told = list(self.taken.values()), list(self._told.values())
            self.ledger.do(quotas.settle, self.channel, unused=unused, heard=told)
        for each in self._told.values():
            if not each.left:
                until, why = min(each.until, clock.now() + LONGEST), _why(self.channel.card, each.limit)
                self.ledger.do(limits.wait, self.channel.pk, until=until, why=why)
        if self._was_answered and _is_news(self.circuit):
            self.ledger.do(circuits.answered, self.channel)
        elif self.tries_it and self.circuit:
            self.ledger.do(circuits.give_turn_back, self.circuit)


def open_passage(ledger: Ledger, parcels: Sequence[Parcel], claim: Claim) -> Passage:
    """Let as many of a channel's next posts through as there is room for; the rest waits, and says until when."""
    channel, card = parcels[0].publication.channel, parcels[0].card
    if parcels[0].is_by_hand:
        return Passage(ledger, channel, None, list(parcels))
    circuit, is_counted = ledger.read(_standing, channel)
    found = Passage(ledger, channel, circuit, list(parcels))
    if circuit and circuit.is_open:
        found.parcels = found.parcels[:1] if _takes_turn(found, circuit, claim) else []
    if found.parcels and is_counted:
        costs = [_spent(parcel) for parcel in found.parcels]
        granted = ledger.do(quotas.reserve, channel, costs)
        found.parcels = found.parcels[: granted.count]
        found.taken = {parcel.id: cost for parcel, cost in zip(found.parcels, costs, strict=False)}
        if granted.until is not None:
            ledger.do(limits.wait, channel.pk, until=granted.until, why=_why(card, granted.limit))
    found.is_shut = not found.parcels
    return found


def step_waits(ledger: Ledger, parcel: Parcel, step: Step) -> tuple[datetime, str] | None:
    """Take the room for one step before the time; or until when it waits, and why."""
    channel = parcel.publication.channel
    circuit, is_counted = ledger.read(_standing, channel)
    if circuit and circuit.open_until is not None and clock.now() < circuit.open_until:
        return circuit.open_until, silence(channel.card, circuit)
    if not is_counted:
        return None
    granted = ledger.do(quotas.reserve, channel, [{step.spends: 1}])
    return None if granted.until is None else (granted.until, _why(parcel.card, granted.limit))


def step_failed(ledger: Ledger, parcel: Parcel, answer: Answer) -> None:
    """Note what the failure of a step says of the network."""
    if answer.heard is False:
        channel = parcel.publication.channel
        ledger.do(circuits.failed, channel, publication_id=parcel.id, why=answer.said)


def _standing(channel: Channel) -> tuple[Circuit | None, bool]:
    """What is known of the channel's server, and whether anything was counted or heard of its limits."""
    return circuit_of(channel), bool(channel.card.limits) or has_quotas(channel)


def silence(card: Card, circuit: Circuit) -> str:
    """Why a post waits for a silent server, as people read it."""
    where = f" ({circuit})" if card.home and circuit.server != card.home else ""
    return f"{card.label}{where} does not answer. Nothing is sent there until a try is answered."


def _takes_turn(found: Passage, circuit: Circuit, claim: Claim) -> bool:
    """Whether this is the one that tries a silent server; if not, its posts wait for the try."""
    assert circuit.open_until is not None
    now = clock.now()
    found.tries_it = circuit.open_until <= now and found.ledger.do(circuits.take_turn, circuit, claim=claim)
    if not found.tries_it:
        until, why = max(circuit.open_until, now + BEHIND), silence(found.channel.card, circuit)
        found.ledger.do(limits.wait, found.channel.pk, until=until, why=why)
    return found.tries_it


def _spent(parcel: Parcel) -> Spent:
    return Counter({Spend.POST: registry.posts_in(parcel.publication.channel.network, parcel.outgoing)})


def _why(card: Card, name: str) -> str:
    return sentence(next((limit for limit in card.limits if limit.name == name), None), card.label)


def _is_news(circuit: Circuit | None) -> bool:
    """Whether an answer changes what is known: not when it is known to the minute already."""
    if circuit is None or circuit.answered_at is None or circuit.failures or circuit.is_open:
        return True
    return clock.now() - circuit.answered_at > NOTED
