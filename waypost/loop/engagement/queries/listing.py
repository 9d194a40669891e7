"""The inbox as a list: which conversations, how many of each, and each as a plain line."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.engagement.domain.states import State
from waypost.loop.engagement.models import Conversation
from waypost.loop.engagement.queries import conversations
from waypost.loop.publishing.domain.states import State as Sending

SHOWS = ("waiting", "mine", "unassigned", "answered", "closed")


@dataclass(frozen=True)
class Choice:
    """What a person wants to see of the inbox."""

    show: str = "waiting"
    channel_id: int | None = None
    post_id: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Tally:
    """How many conversations there are of each kind, and how many wait in all; on the chosen channel or on all."""

    waiting: int = 0
    mine: int = 0
    unassigned: int = 0
    answered: int = 0
    closed: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation in a list."""

    id: int
    person: str
    words: str
    is_ours: bool
    at: datetime
    waiting_since: datetime | None
    state: State
    channel: str
    network: str
    simulated: bool
    assignee: str
    hue: int | None
    sending: Sending | None


def chosen(access: Access, choice: Choice) -> QuerySet[Conversation]:
    """The conversations of a choice: whoever waits longest first, else the latest first."""
    found = _narrowed(conversations(access), choice).filter(_of(choice.show, access))
    if choice.show in {"waiting", "unassigned"}:
        return found.order_by(F("waiting_since").asc(nulls_last=True), "-last_message_at", "id")
    return found.order_by("-last_message_at", "-id")


def counts(access: Access, choice: Choice) -> Tally:
    """How many conversations each part of the inbox holds."""
    each = {show: Count("pk", filter=_of(show, access)) for show in SHOWS}
    return Tally(**_narrowed(conversations(access), choice).order_by().aggregate(**each))


def lines_of(found: QuerySet[Conversation]) -> list[Line]:
    """Read conversations as lines, in their order, in one query."""
    rows = found.values_list(
        "id", "person_name", "last_words", "last_is_ours", "last_message_at", "waiting_since", "state",
        "channel__name", "channel__network", "channel__simulated", "assigned_to__person__name",
        "publication__post__pillar__hue", "answer__state",
    )  # fmt: skip
    return [
        Line(
            *row[:6], State(row[6]), *row[7:10], row[10] or "", row[11], Sending(row[12]) if row[12] else None
        )
        for row in rows
    ]


def _narrowed(found: QuerySet[Conversation], choice: Choice) -> QuerySet[Conversation]:
    if choice.channel_id:
        found = found.filter(channel_id=choice.channel_id)
    if choice.post_id:
        found = found.filter(publication__post_id=choice.post_id)
    if choice.words:
        words = choice.words
        found = found.filter(
            Q(person_name__icontains=words)
            | Q(person_handle__icontains=words)
            | Q(last_words__icontains=words)
        )
    return found


def _of(show: str, access: Access) -> Q:
    match show:
        case "mine":
            return Q(assigned_to_id=access.member_id or 0) & ~Q(state=State.CLOSED)
        case "unassigned":
            return Q(assigned_to=None) & ~Q(state=State.CLOSED)
        case "answered":
            return Q(state=State.OPEN)
        case "closed":
            return Q(state=State.CLOSED)
        case _:
            return Q(state=State.WAITING)
