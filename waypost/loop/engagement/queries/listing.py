"""The inbox as a list: which conversations, how many of each, and each as a plain line."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.engagement.domain.states import State
from waypost.loop.engagement.models import Conversation
from waypost.loop.engagement.queries import conversations
from waypost.loop.publishing.domain.states import State as Sending

SHOWS = ("waiting", "mine", "unassigned", "answered", "closed", "drill")


@dataclass(frozen=True)
class Choice:
    """What a person wants to see of the inbox."""

    show: str = "waiting"
    channel_id: int | None = None
    post_id: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Tally:
    """How many conversations there are of each kind, and how many wait in all; on the chosen channel or on all.

    Those of drills stand by themselves.
    """

    waiting: int = 0
    mine: int = 0
    unassigned: int = 0
    answered: int = 0
    closed: int = 0
    drill: int = 0


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
    is_drill: bool


def chosen(access: Access, choice: Choice) -> QuerySet[Conversation]:
    """The conversations of a choice: whoever waits longest first, else the latest first."""
    found = _narrowed(access, choice.channel_id, choice.post_id, choice.words)
    return _ordered(found.filter(_of(choice.show, access)), choice.show)


def first_lines(access: Access, choice: Choice, count: int) -> list[Line]:
    """The first lines of a choice; `count` is always the same, so that the question is compiled once."""
    if choice.words:
        return lines_of(chosen(access, choice)[:count])
    question = _FIRST.get((choice.show, count))
    if question is None:

        def build(access: Access, channel: int | None, post: int | None) -> QuerySet[Any, Any]:
            found = _narrowed(access, channel, post).filter(_of(choice.show, access))
            return _ordered(found, choice.show)[:count].values_list(*_COLUMNS)

        question = _FIRST[choice.show, count] = Prepared(build, channel=int, post=int)
    return [_line(row) for row in question.rows(access, channel=choice.channel_id, post=choice.post_id)]


def counts(access: Access, choice: Choice) -> Tally:
    """How many conversations each part of the inbox holds."""
    if choice.words:
        found = _narrowed(access, choice.channel_id, choice.post_id, choice.words)
        return Tally(**found.order_by().aggregate(**_each(access)))
    [row] = _COUNTS.rows(access, channel=choice.channel_id, post=choice.post_id) or [(0,) * len(SHOWS)]
    return Tally(*row)


def lines_of(found: QuerySet[Conversation]) -> list[Line]:
    """Read conversations as lines, in their order, in one query."""
    return [_line(row) for row in found.values_list(*_COLUMNS)]


def with_same_person(access: Access, conversation: Conversation, count: int) -> list[Line]:
    """The latest other conversations with the same person on the same network; `count` is always the same."""
    question = _SAME.get(count)
    if question is None:

        def build(access: Access, conversation: int, person: str, network: str) -> QuerySet[Any, Any]:
            found = conversations(access).filter(person_remote_id=person, channel__network=network)
            return found.exclude(pk=conversation)[:count].values_list(*_COLUMNS)

        question = _SAME[count] = Prepared(build, conversation=int, person=str, network=str)
    return [
        _line(row)
        for row in question.rows(
            access,
            conversation=conversation.pk,
            person=conversation.person_remote_id,
            network=conversation.channel.network,
        )
    ]


_COLUMNS = (
    "id", "person_name", "last_words", "last_is_ours", "last_message_at", "waiting_since", "state",
    "channel__name", "channel__network", "channel__simulated", "assigned_to__person__name",
    "publication__post__pillar__hue", "answer__state", "drill_id",
)  # fmt: skip
_FIRST: dict[tuple[str, int], Prepared[Any]] = {}
_SAME: dict[int, Prepared[Any]] = {}


def _line(row: tuple[Any, ...]) -> Line:
    (
        pk, person, words, is_ours, at, since, state, channel, network, simulated, assignee, hue, sending, drill,
    ) = row  # fmt: skip
    return Line(
        pk, person, words, is_ours, at, since, State(state), channel, network, simulated, assignee or "", hue,
        Sending(sending) if sending else None, drill is not None,
    )  # fmt: skip


def _each(access: Access) -> dict[str, Count]:
    return {show: Count("pk", filter=_of(show, access)) for show in SHOWS}


def _ordered(found: QuerySet[Conversation], show: str) -> QuerySet[Conversation]:
    if show in {"waiting", "unassigned"}:
        return found.order_by(F("waiting_since").asc(nulls_last=True), "-last_message_at", "id")
    return found.order_by("-last_message_at", "-id")


def _counted(access: Access, channel: int | None, post: int | None) -> QuerySet[Any, Any]:
    every = _narrowed(access, channel, post).order_by().values("workspace_id")
    return every.annotate(**_each(access)).values_list(*SHOWS)


_COUNTS = Prepared(_counted, channel=int, post=int)


def _narrowed(
    access: Access, channel_id: int | None, post_id: int | None, words: str = ""
) -> QuerySet[Conversation]:
    found = conversations(access)
    if channel_id:
        found = found.filter(channel_id=channel_id)
    if post_id:
        found = found.filter(publication__post_id=post_id)
    if words:
        found = found.filter(
            Q(person_name__icontains=words)
            | Q(person_handle__icontains=words)
            | Q(last_words__icontains=words)
        )
    return found


def _of(show: str, access: Access) -> Q:
    if show == "drill":
        return Q(drill__isnull=False)
    return Q(drill=None) & _of_what_is_real(show, access)


def _of_what_is_real(show: str, access: Access) -> Q:
    match show:
        case "mine":
            return Q(assigned_to_id=-1 if access.member_id is None else access.member_id) & ~Q(
                state=State.CLOSED
            )
        case "unassigned":
            return Q(assigned_to=None) & ~Q(state=State.CLOSED)
        case "answered":
            return Q(state=State.OPEN)
        case "closed":
            return Q(state=State.CLOSED)
        case _:
            return Q(state=State.WAITING)
