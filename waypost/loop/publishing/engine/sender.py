"""A sender drains one channel: one publication at a time, in order, each through the one gate."""

import logging
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from django.db import Error

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.publishing.actions import arming, kits, lanes, outcomes
from waypost.loop.publishing.actions.arming import Armed, Gate
from waypost.loop.publishing.actions.lanes import Claim
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain import answers
from waypost.loop.publishing.domain.answers import Answer
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.brakes import Passage, open_passage
from waypost.loop.publishing.engine.ledger import Ledger, insist, is_away
from waypost.loop.publishing.engine.parcel import Parcel, next_parcels, packed
from waypost.loop.publishing.queries import AT_ONCE, next_on
from waypost.networks.contract import MediaLost, NetworkError, ReadyCall
from waypost.toolkit import clock

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

PUBLISHER = Actor.system("the publisher")
GO_ON = {
    Gate.GONE,
    Gate.TOO_LATE,
    Gate.CHANNEL_OUT,
    Gate.CAMPAIGN_HELD,
    Gate.TOPIC_HELD,
    Gate.CHANGED,
    Gate.UNAPPROVED,
    Gate.TWIN_IN_DOUBT,
    Gate.IS_OUT,
}


def boot_clock() -> float:
    """Seconds since the machine booted, counting the time it slept: what a frozen or suspended sender cannot miss."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


@dataclass
class Sender:
    """Sends what is due on a channel. `holder` is the process's key; `between` is called between any two steps."""

    ledger: Ledger
    holder: str
    boot: Callable[[], float] = boot_clock
    is_stopping: Callable[[], bool] = field(default=lambda: False)
    between: Callable[[str], None] = field(default=lambda step: None)

    def drain(self, channel_id: int, *, at_most: int | None = None) -> int:
        """Claim a channel and send what is due there, `at_most` so many; return how many calls were made."""
        claim = self.ledger.do(lanes.claim, channel_id, holder=self.holder)
        if claim is None:
            return 0
        self.between("claimed")
        sent = 0
        try:
            ours = True
            while ours and (parcels := self._next(channel_id, sent, at_most)):
                with closing(open_passage(self.ledger, parcels, claim)) as passage:
                    for parcel in passage.parcels:
                        ours = not self.is_stopping() and self.send(parcel, claim, passage)
                        sent += ours
                        if not ours or passage.is_shut:
                            break
                ours = ours and not passage.is_shut
        finally:
            self.ledger.do(lanes.give_back, claim)
        return sent

    def _next(self, channel_id: int, sent: int, at_most: int | None) -> list[Parcel]:
        count = AT_ONCE if at_most is None else min(AT_ONCE, at_most - sent)
        if count <= 0 or self.is_stopping():
            return []
        try:
            return self.ledger.read(next_parcels, channel_id, count)
        except Exception as error:
            if is_away(error):
                raise
        return self._one_by_one(channel_id, count)

    def _one_by_one(self, channel_id: int, count: int) -> list[Parcel]:
        """The next ones without those that break: these hold up nothing else on their channel."""
        found: list[Parcel] = []
        for publication in self.ledger.read(next_on, channel_id, clock.now(), count):
            try:
                found += self.ledger.read(packed, [publication])
            except Exception as error:
                if is_away(error):
                    raise
                log.error("publication.breaks", exc_info=error, extra={"publication": publication.pk})
                self.ledger.do(outcomes.refused_before, publication.pk, answers.broken(error), by=PUBLISHER)
        return found

    def send(self, parcel: Parcel, claim: Claim, passage: Passage) -> bool:
        """Take one publication through the gate and make its one call; False when the lane is not ours to go on with."""
        if parcel.is_by_hand:
            return self._hand(parcel, claim)
        call = self._prepare(parcel, passage)
        if call is None:
            return True
        try:
            self.between("prepared")
            seconds = min(parcel.card.deadline, 60.0)
            deadline = self.boot() + seconds
            gate = self._arm(parcel, claim, seconds)
            if not isinstance(gate, Armed):
                log.info("publication.not_armed", extra={"publication": parcel.id, "gate": gate})
                return gate in GO_ON
            self.between("armed")
            answer = self._write(call, parcel, deadline)
            self.between("answered")
            self._insist(outcomes.settle, gate.attempt_id, answer, known=parcel.publication, by=PUBLISHER)
            self.between("settled")
            passage.heard(parcel, answer)
            log.info("publication.attempted", extra={"publication": parcel.id, "outcome": answer.outcome})
            return True
        finally:
            call.close()

    def _arm(self, parcel: Parcel, claim: Claim, seconds: float) -> Armed | Gate:
        """Ask for the gate. Where the database went away meanwhile it may have opened, but nothing leaves."""
        try:
            return self.ledger.do(
                arming.arm,
                parcel.id,
                claim=claim,
                content=parcel.content,
                text=parcel.outgoing.text,
                seconds=seconds,
            )
        except Error:
            self._insist(outcomes.never_left, parcel.id, claim=claim, by=PUBLISHER)
            raise

    def _insist(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return insist(self.ledger, self.is_stopping, work, *args, **kwargs)

    def _hand(self, parcel: Parcel, claim: Claim) -> bool:
        """Take one publication through the same gate and give it to the person who posts there."""
        gate = self.ledger.do(
            kits.hand,
            parcel.id,
            claim=claim,
            content=parcel.content,
            text=parcel.outgoing.text,
            by=PUBLISHER,
        )
        log.info("publication.handed", extra={"publication": parcel.id, "gate": gate})
        return gate is None or gate in GO_ON

    def _prepare(self, parcel: Parcel, passage: Passage) -> ReadyCall | None:
        """Resolve, connect and build before anything is armed; what fails here certainly sent nothing."""
        try:
            steps = parcel.network.steps(parcel.account, parcel.outgoing)
            if all(step.name in parcel.handles for step in steps):
                return parcel.network.prepare(parcel.account, parcel.outgoing, parcel.handles)
            self.ledger.do(_prepare_anew, parcel)
            return None
        except NetworkError as error:
            answer = answers.of_exception(error, doubted_before=False)
        except MediaLost as error:
            answer = Answer(answers.Outcome.NOT_STORED, str(error))
        except (OSError, ValueError) as error:
            answer = Answer(
                answers.Outcome.NOT_STORED,
                f"The network cannot be reached ({type(error).__name__}).",
                heard=False if isinstance(error, OSError) else None,
            )
        except Exception as error:
            if is_away(error):
                raise
            log.exception("publication.breaks", extra={"publication": parcel.id})
            answer = answers.broken(error)
        self.ledger.do(outcomes.refused_before, parcel.id, answer, known=parcel.publication, by=PUBLISHER)
        passage.heard(parcel, answer)
        return None

    def _write(self, call: ReadyCall, parcel: Parcel, deadline: float) -> Answer:
        left = deadline - self.boot()
        if left <= 0:
            return answers.too_late_to_write()
        try:
            return answers.sent(call.send(left))
        except Exception as error:  # noqa: BLE001 (every other exception means exactly that nobody knows)
            return answers.of_exception(error, doubted_before=parcel.doubted)


def _prepare_anew(parcel: Parcel) -> None:
    """Handles ran out or the content changed: back to the preparer, without losing the time."""
    move(parcel.id, State.SCHEDULED, since=[State.READY, State.WAITING], act_at=clock.now())
