"""What is due within a day, and what is in its way: a few compiled questions, because Home asks them each time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Substr

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import keepers_of
from waypost.foundation.notices.queries import devices
from waypost.foundation.processes import queries as processes
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.content import shelf
from waypost.loop.content.models import Attachment, Post
from waypost.loop.content.queries import posts
from waypost.loop.publishing.domain.forecast import Due, Forecast, Obstacle, Phone, Remedy, obstacles_of
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.queries import DAY, publications
from waypost.loop.publishing.queries.listing import SHOWN, first_line
from waypost.networks import registry
from waypost.networks.contract import Ability
from waypost.toolkit import clock

STOPPED = (State.HELD, State.REJECTED)


def forecast(access: Access, now: datetime | None = None, *, unfinished: bool = True) -> Forecast:
    """Everything due in the next 24 hours, and what of it will not go out as things stand, soonest first.

    Who knows that nothing planned for then is `unfinished` says so, and it is not asked for.
    """
    now = now or clock.now()
    period = {"start": now, "end": now + DAY}
    rows = [_Row._make(row) for row in _DUE.rows(access, **period)]
    more = [_More._make(row) for row in _MORE.rows(access, **period)] if rows or unfinished else []
    lost = _lost(row for row in more if row.at is None)
    phones = _phones(
        access.workspace_id, {row.channel_id: row.kept_by for row in rows if _is_by_hand(row.network)}
    )
    pictured = {row.post_id for row in more if row.at is None}
    due = [_due(row, lost, phones, _is_out_of_reach(row.network, row.post_id in pictured)) for row in rows]
    obstacles = [obstacle for each in due for obstacle in obstacles_of(each)]
    if unfinished:
        obstacles += _drafts((row for row in more if row.at is not None), {each.post_id for each in due})
    is_held = any(row.installation_held for row in rows)
    return Forecast(due, sorted(obstacles, key=lambda obstacle: obstacle.due_at), is_held)


class _Row(NamedTuple):
    id: int
    post_id: int
    opening: str
    state: str
    reason: str
    due_at: datetime
    act_at: datetime | None
    grace: int
    wants_channel: bool
    channel_id: int
    channel: str
    network: str
    health: str
    token_ends_at: datetime | None
    token_renews: bool | None
    token_refused_at: datetime | None
    written: str | None
    approved: str | None
    post_state: str
    kind: str
    kept_by: int | None
    installation_held: bool

    @property
    def connection_ends_at(self) -> datetime | None:
        """Nothing while Waypost itself renews the token."""
        return None if self.token_renews and self.token_refused_at is None else self.token_ends_at

    @property
    def is_approved(self) -> bool:
        """Whether what is written is what was approved."""
        return (
            bool(self.approved) and self.approved == self.written and self.post_state == Post.State.APPROVED
        )


def _due_rows(access: Access, start: datetime, end: datetime) -> QuerySet[Any, Any]:
    """What follows another one goes with that."""
    coming = publications(access).filter(due_at__gte=start, due_at__lt=end)
    whole = Q(state__in=QUEUED, head=None) | Q(state__in=STOPPED)
    return (
        coming.filter(whole)
        .order_by("due_at", "id")
        .values_list(
            "id",
            "post_id",
            Substr("text", 1, SHOWN),
            "state",
            "reason",
            "due_at",
            "act_at",
            "workspace__grace_minutes",
            "wants_channel",
            "channel_id",
            "channel__name",
            "channel__network",
            "channel__health",
            "channel__token_life__ends_at",
            "channel__token_life__renews",
            "channel__token_life__refused_at",
            "variant__content_hash",
            "variant__approved_hash",
            "post__state",
            "post__kind",
            "channel__kept_by_id",
            Exists(processes.held()),
        )
    )


class _More(NamedTuple):
    """A picture (its name, file and size) of a post that is due, or a draft (its title, opening, channel) for `at`."""

    post_id: int
    name: str
    words: str
    size: int
    at: datetime | None
    channel: str | None


def _more(access: Access, start: datetime, end: datetime) -> QuerySet[Any, Any]:
    """Pictures and drafts in one question, because Home asks it each time."""
    none = Cast(Value(None), DateTimeField()), Cast(Value(None), CharField())
    pictures = _pictures(access, start, end).values_list(
        "post_id", "media__name", Cast("media__file", TextField()), "media__size", *none
    )
    drafts = unfinished_between(access, start, end).order_by()
    return pictures.union(
        drafts.values_list(
            "id", "title", Substr("body", 1, SHOWN), Value(0), "planned_at", "variants__channel__name"
        ),
        all=True,
    )


def _pictures(access: Access, start: datetime, end: datetime) -> QuerySet[Attachment]:
    coming = publications(access).filter(due_at__gte=start, due_at__lt=end, state__in=QUEUED)
    return Attachment.objects.filter(post__in=coming.order_by().values("post_id")).order_by()


def unfinished_between(access: Access, start: datetime, end: datetime) -> QuerySet[Post]:
    """The drafts and returned posts that are planned for this time."""
    planned = posts(access).filter(planned_at__gte=start, planned_at__lt=end, archived_at=None)
    return planned.filter(state__in=[Post.State.DRAFT, Post.State.RETURNED])


_DUE = Prepared(_due_rows, start=datetime, end=datetime)
_MORE = Prepared(_more, start=datetime, end=datetime)


def _due(row: _Row, lost: dict[int, tuple[str, ...]], phones: dict[int, Phone], out_of_reach: bool) -> Due:
    return Due(
        id=row.id,
        post_id=row.post_id,
        title=first_line(row.opening),
        state=State(row.state),
        reason=row.reason,
        due_at=row.due_at,
        act_at=row.act_at,
        grace=timedelta(minutes=row.grace),
        channel_id=row.channel_id,
        channel=row.channel,
        is_connected=row.health == Channel.Health.CONNECTED,
        wants_channel=row.wants_channel,
        connection_ends_at=row.connection_ends_at,
        is_approved=row.is_approved,
        is_answer=row.kind == Post.Kind.ANSWER,
        lost=lost.get(row.post_id, ()),
        out_of_reach=out_of_reach,
        phone=phones.get(row.channel_id),
    )


def _lost(pictures: Iterable[_More]) -> dict[int, tuple[str, ...]]:
    """By post the names of the pictures whose files are gone, or are not whole any more."""
    found: dict[int, tuple[str, ...]] = {}
    whole = cache(shelf.seems_whole)
    for picture in pictures:
        if not whole(picture.words, picture.size):
            found[picture.post_id] = (*found.get(picture.post_id, ()), picture.name)
    return found


def _is_out_of_reach(network: str, has_pictures: bool) -> bool:
    """Whether a network would have to fetch pictures from us, and cannot."""
    if not has_pictures or settings.WAYPOST.files_reach_out or _is_by_hand(network):
        return False
    return registry.card(network).media.fetched


@cache
def _is_by_hand(network: str) -> bool:
    return Ability.PUBLISH not in registry.abilities(network)


def _phones(workspace_id: int, kept_by: Mapping[int, int | None]) -> dict[int, Phone]:
    """By channel who posts there by hand, and whether a device of theirs rings."""
    rings = Exists(devices(OuterRef("person_id")))
    keepers = keepers_of(workspace_id, kept_by, rings=rings) if kept_by else {}
    return {channel_id: _phone(keepers.get(channel_id)) for channel_id in kept_by}


def _phone(keeper: Member | None) -> Phone:
    if keeper is None:
        return Phone(keeper="", rings=False)
    return Phone(keeper=keeper.person.label, rings=keeper.rings)  # type: ignore[attr-defined]  # annotated above


def _drafts(drafts: Iterable[_More], covered: Collection[int]) -> Iterator[Obstacle]:
    """The planned posts that nobody finished, each with the channels it is meant for."""
    names: dict[tuple[int, str, datetime], list[str]] = defaultdict(list)
    for row in drafts:
        if row.post_id not in covered and row.at is not None:
            title = row.name or first_line(row.words)
            names[row.post_id, title, row.at] += [row.channel] if row.channel else []
    for (post_id, title, planned_at), channels in names.items():
        fix = "Finish it and submit it" if channels else "Choose its channels, finish it and submit it"
        yield Obstacle(
            title=title,
            due_at=planned_at,
            channel=", ".join(sorted(channels)),
            why="It is still a draft.",
            fix=fix,
            remedy=Remedy.WRITE,
            post_id=post_id,
            channel_id=None,
            publication_id=None,
        )
