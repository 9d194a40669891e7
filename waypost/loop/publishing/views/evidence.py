"""What is known about a publication that may or may not have arrived: the sentence and the facts beneath it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timesince import timesince

from waypost.foundation.processes import queries as processes
from waypost.loop.publishing.domain.answers import Outcome
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Attempt, Publication
from waypost.loop.publishing.queries import kits
from waypost.loop.publishing.views.rows import wall_clock
from waypost.toolkit import clock
from waypost.toolkit.wording import _, count

OUTCOMES = {
    "": _("No word yet"),
    Outcome.PUBLISHED.value: _("Arrived"),
    Outcome.REJECTED.value: _("Refused; nothing was stored"),
    Outcome.NOT_STORED.value: _("Certainly not stored"),
    Outcome.DISCONNECTED.value: _("Refused; the channel must be connected again"),
    Outcome.DOUBTFUL.value: _("Nobody knows"),
}


@dataclass(frozen=True)
class Try:
    """One try to send, as people read it."""

    number: int
    began: str
    until: str
    ended: str
    answer: str
    said: str
    sender: str


@dataclass(frozen=True)
class Evidence:
    """`known` and `unknown` are one sentence each; the rest is what they rest on."""

    known: str
    unknown: str
    tries: tuple[Try, ...]
    looks: str
    next_look: str


def evidence_of(publication: Publication) -> Evidence:
    """Everything that is known about how a publication was sent and looked for."""
    attempts = list(publication.attempts.order_by("number"))
    zone = publication.workspace.timezone
    return Evidence(
        known=_known(publication, attempts, zone),
        unknown=_unknown(publication, attempts),
        tries=tuple(_try(attempt, zone) for attempt in attempts),
        looks=_looks(publication, zone),
        next_look=_next_look(publication, zone),
    )


def _known(publication: Publication, attempts: Sequence[Attempt], zone: str) -> str:
    network = publication.channel.card.label
    kit = kits.kit_of(publication) if publication.channel.is_by_hand else None
    if kit is not None:
        whom = str(kit.member) if kit.member else _("somebody")
        return f"{whom} was given it on {wall_clock(kit.handed_at, zone)}, to post it on {network}."
    if not attempts:
        return _("It was due before this installation was restored or copied.")
    began = wall_clock(attempts[-1].armed_at, zone)
    times = (
        f"{count(len(attempts), 'time', 'times')}, last on {began}" if len(attempts) > 1 else f"on {began}"
    )
    looked = ""
    if publication.looks:
        looked = f", and {count(publication.looks, 'look', 'looks')} since did not find it"
    return f"It was sent to {network} {times}{looked}."


def _unknown(publication: Publication, attempts: Sequence[Attempt]) -> str:
    if publication.channel.is_by_hand:
        return _("Whether it is there is not known: nobody said so, and a person has to look.")
    if publication.act_at is not None:
        return _("Whether it arrived is not known yet; Waypost is looking for it.")
    if not publication.channel.card.findable:
        return _("Whether it arrived is not known: this network cannot be asked, so a person has to look.")
    if not attempts:
        return _("Whether it left from there is not known, so a person has to look.")
    if any(attempt.finished_at is None for attempt in attempts):
        return _(
            "Whether it arrived is not known: its sender cannot be shown to have ended, so it could still arrive."
        )
    return _("Whether it arrived is not known, and Waypost cannot tell by looking.")


def _try(attempt: Attempt, zone: str) -> Try:
    return Try(
        number=attempt.number,
        began=wall_clock(attempt.armed_at, zone),
        until=_later(attempt.deadline_at, attempt.armed_at, zone),
        ended=_later(attempt.finished_at, attempt.armed_at, zone) if attempt.finished_at else "",
        answer=OUTCOMES[attempt.outcome],
        said=attempt.said,
        sender="" if attempt.finished_at else _sender(attempt),
    )


def _later(moment: datetime, first: datetime, zone: str) -> str:
    """A moment that stands beside an earlier one: its day only where that is another."""
    local = clock.to_local(moment, zone)
    is_same_day = local.date() == clock.to_local(first, zone).date()
    return f"{local:%H:%M:%S}" if is_same_day else wall_clock(moment, zone)


def _sender(attempt: Attempt) -> str:
    """What is known of the process that has not said how its try ended."""
    if processes.is_proven_dead(attempt.holder):
        return _("Its sender has ended for certain.")
    if processes.alive("publisher").filter(key=attempt.holder).exists():
        return _("Its sender is running.")
    return _("Its sender is silent and could still wake up. `waypost doctor` names it.")


def _looks(publication: Publication, zone: str) -> str:
    if not publication.looks:
        return _("None so far")
    assert publication.last_look_at is not None
    return f"{publication.looks}, last on {wall_clock(publication.last_look_at, zone)}; it was not there"


def _next_look(publication: Publication, zone: str) -> str:
    if publication.state != State.UNKNOWN:
        return ""
    if publication.act_at is None:
        return _("None: it waits for a person")
    if publication.act_at <= clock.now():
        return _("At once")
    return f"{wall_clock(publication.act_at, zone)}, in {timesince(clock.now(), publication.act_at)}"
