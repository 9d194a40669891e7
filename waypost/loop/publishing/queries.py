from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Now, NullIf, Substr

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.processes import queries as processes
from waypost.foundation.processes.models import Installation
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.models import Post
from waypost.loop.content.queries import posts
from waypost.loop.planning.domain.calendar import Filters, Period
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Attempt, Hold, Lane, Publication
from waypost.toolkit import clock
from waypost.toolkit.wording import _, count

DAY = timedelta(hours=24)
SHOWN = 140
"""Characters of a text that a line shows at most."""
MOVING = Q(state__in=[*QUEUED, State.ARMED]) | Q(state=State.UNKNOWN, act_at__isnull=False)
STUCK = Q(state__in=[State.REJECTED, State.MISSED, State.HELD]) | Q(state=State.UNKNOWN, act_at=None)


def publications(access: Access) -> QuerySet[Publication]:
    """The publications of the workspace on channels that this member may use; everything else starts here."""
    found = Publication.objects.filter(workspace_id=access.workspace_id)
    return found.filter(channel__in=channels(access)) if access.limited else found


def holds(access: Access) -> QuerySet[Hold]:
    """The holds of the workspace, newest first."""
    found = Hold.objects.filter(workspace_id=access.workspace_id)
    return found.filter(Q(channel=None) | Q(channel__in=channels(access))) if access.limited else found


def hold_over(workspace_id: int, channel_id: int | None) -> Hold | None:
    """The hold that stops this channel (or, without one, the whole workspace), if any is on."""
    scopes = Q(scope=Hold.Scope.WORKSPACE)
    if channel_id is not None:
        scopes |= Q(scope=Hold.Scope.CHANNEL, channel_id=channel_id)
    return (
        Hold.objects.filter(scopes, workspace_id=workspace_id, lifted_at=None).order_by("scope", "pk").last()
    )


def needs_a_person(access: Access) -> QuerySet[Publication]:
    """Publications to which nothing happens until somebody decides, the longest waiting first."""
    return publications(access).filter(STUCK).order_by("state_at")


def may_still_leave(found: QuerySet[Publication]) -> QuerySet[Publication]:
    """Those of `found` that no gate stops any more: armed, or begun by a sender that neither reported an end nor is dead."""
    open_attempts = Attempt.objects.filter(publication__in=found, finished_at=None)
    begun = open_attempts.exclude(publication__state=State.PUBLISHED).values_list("publication_id", "holder")
    awake = {publication_id for publication_id, holder in begun if not processes.is_proven_dead(holder)}
    return found.filter(Q(state=State.ARMED) | Q(pk__in=awake))


def due_lanes(now: datetime, *, busy: set[int]) -> QuerySet[Lane, tuple[int, int]]:
    """Free lanes with something to send at `now`, as (channel, workspace), the longest waiting first."""
    due = Publication.objects.filter(
        channel_id=OuterRef("channel_id"), state__in=[State.READY, State.WAITING], act_at__lte=now
    )
    free = Q(holder="") | Q(lease_until__lt=Now())
    return (
        Lane.objects.filter(free, Exists(due), is_held=False)
        .exclude(channel_id__in=busy)
        .order_by("lease_epoch", "channel_id")
        .values_list("channel_id", "workspace_id")
    )


def next_on(channel_id: int, now: datetime, count: int = 1) -> list[Publication]:
    """The publications to send next on a channel, at most `count`, in order of time.

    What waits to be tried again is overtaken only where the workspace says so.
    """
    queued = Publication.objects.filter(channel_id=channel_id, state__in=[State.READY, State.WAITING])
    due = queued.filter(act_at__lte=now).select_related("workspace", "channel", "variant__post")
    found = list(due.order_by("due_at", "id")[:count])
    if found and not found[0].workspace.waiting_may_be_overtaken:
        first = queued.filter(state=State.WAITING, act_at__gt=now).order_by("due_at", "id").first()
        if first is not None:
            found = [row for row in found if (row.due_at, row.pk) < (first.due_at, first.pk)]
    return found


def next_moments(now: datetime) -> tuple[datetime | None, datetime | None]:
    """When something is to be acted on first, and when first after `now`."""
    waiting = Publication.objects.filter(state__in=[*QUEUED, State.UNKNOWN])
    found = waiting.aggregate(first=Min("act_at"), following=Min("act_at", filter=Q(act_at__gt=now)))
    return found["first"], found["following"]


def to_prepare(now: datetime) -> QuerySet[Publication, int]:
    """Ids of scheduled publications whose preparation is due, soonest first."""
    due = Publication.objects.filter(state=State.SCHEDULED, act_at__lte=now).order_by("due_at", "id")
    return due.values_list("pk", flat=True)


def to_look_for(now: datetime) -> QuerySet[Publication, int]:
    """Ids of publications in doubt for which a look is due."""
    due = Publication.objects.filter(state=State.UNKNOWN, act_at__lte=now).order_by("act_at", "id")
    return due.values_list("pk", flat=True)


@dataclass(frozen=True)
class AtTheGate:
    """All that decides at the gate, as it is now: the publication, grace, channel, holds and twins."""

    publication: Publication
    grace: timedelta
    channel_health: str
    installation_held: bool
    twin_in_doubt: bool


def at_the_gate(publication_id: int) -> AtTheGate | None:
    """A publication with what decides about it, kept from changing until the transaction ends.

    A twin is the same text in doubt on the same channel: a second copy could not be told from the first.
    """
    twin = Publication.objects.filter(
        channel_id=OuterRef("channel_id"), text_hash=OuterRef("text_hash"), state=State.UNKNOWN
    )
    row = (
        Publication.objects.select_for_update(of=("self",))
        .annotate(
            grace_minutes=F("workspace__grace_minutes"),
            channel_health=F("channel__health"),
            installation_held=Exists(Installation.objects.exclude(held_at=None)),
            twin_in_doubt=Exists(twin.exclude(pk=OuterRef("pk"))),
        )
        .filter(pk=publication_id)
        .first()
    )
    if row is None:
        return None
    return AtTheGate(
        row,
        timedelta(minutes=row.grace_minutes),
        row.channel_health,
        row.installation_held,
        row.twin_in_doubt,
    )


def known_remote_ids(channel_id: int, since: datetime) -> frozenset[str]:
    """Ids at the network of what we know to be other posts of ours since then."""
    known = Publication.objects.filter(channel_id=channel_id, published_at__gte=since).exclude(remote_id="")
    return frozenset(known.values_list("remote_id", flat=True))


class Remedy(StrEnum):
    """Where an obstacle is removed."""

    LOOK = "look"
    CONNECT = "connect"
    APPROVE = "approve"
    WRITE = "write"


@dataclass(frozen=True)
class Obstacle:
    """Something due within a day that will not go out as things stand: what, when, why, and the fix."""

    title: str
    due_at: datetime
    channel: str
    why: str
    fix: str
    remedy: Remedy
    post_id: int
    channel_id: int | None
    publication_id: int | None


def tomorrows_check(access: Access, now: datetime | None = None) -> list[Obstacle]:
    """Everything due in the next 24 hours that will not go out, soonest first, each with its fix."""
    now = now or clock.now()
    coming = publications(access).filter(due_at__gte=now, due_at__lt=now + DAY)
    stopped = [State.HELD, State.REJECTED]
    queued = coming.filter(state__in=[*QUEUED, *stopped]).select_related("channel", "variant", "post")
    found = [obstacle for row in queued if (obstacle := _obstacle(row)) is not None]
    unsent = posts(access).filter(planned_at__gte=now, planned_at__lt=now + DAY, archived_at=None)
    drafts = unsent.filter(state__in=[Post.State.DRAFT, Post.State.RETURNED]).prefetch_related(
        "variants__channel"
    )
    covered = {obstacle.post_id for obstacle in found}
    found += [_draft(post) for post in drafts if post.pk not in covered]
    return sorted(found, key=lambda obstacle: obstacle.due_at)


def _obstacle(publication: Publication) -> Obstacle | None:
    reason: tuple[str, str, Remedy] | None = None
    if publication.state == State.HELD:
        reason = (publication.reason or "It is held.", "Look at it and release it.", Remedy.LOOK)
    elif publication.state == State.REJECTED:
        reason = (publication.reason, "Change the post and give it a new time.", Remedy.LOOK)
    elif publication.channel.health != Channel.Health.CONNECTED:
        reason = (
            f"{publication.channel.name} is not connected.",
            "Connect the channel again.",
            Remedy.CONNECT,
        )
    elif (
        publication.variant is None or not publication.variant.is_approved or not publication.post.is_approved
    ):
        reason = ("It is not approved.", "Ask for the approval, or approve it.", Remedy.APPROVE)
    if reason is None:
        return None
    return Obstacle(
        title=str(publication),
        due_at=publication.due_at,
        channel=publication.channel.name,
        why=reason[0],
        fix=reason[1],
        remedy=reason[2],
        post_id=publication.post_id,
        channel_id=publication.channel_id,
        publication_id=publication.pk,
    )


def _draft(post: Post) -> Obstacle:
    assert post.planned_at is not None
    names = ", ".join(variant.channel.name for variant in post.variants.all())
    fix = "Finish it and submit it." if names else "Choose its channels, finish it and submit it."
    return Obstacle(
        title=str(post),
        due_at=post.planned_at,
        channel=names,
        why="It is still a draft.",
        fix=fix,
        remedy=Remedy.WRITE,
        post_id=post.pk,
        channel_id=None,
        publication_id=None,
    )


def nobody_sends() -> datetime | bool:
    """False while a publisher lives; else when one was last seen, or True when there never was one."""
    if processes.alive("publisher"):
        return False
    return processes.last_seen("publisher") or True


def lateness(access: Access) -> QuerySet[Publication]:
    """Publications that should have left by now and are still queued, the latest first."""
    return publications(access).filter(state__in=QUEUED, due_at__lt=clock.now()).order_by(F("due_at"))


# For pages.


@dataclass(frozen=True)
class Standing:
    """How the queue stands at this moment, in numbers.

    `moving` is what goes on by itself; `today` of it leave before midnight by the workspace's wall, `late` should
    have left by now.
    """

    moving: int
    today: int
    late: int
    needs_a_person: int

    @property
    def sentence(self) -> str:
        """What is true of the queue now: "1 needs a decision, 3 leave today."."""
        parts = []
        if self.needs_a_person:
            parts.append(count(self.needs_a_person, "needs a decision", "need a decision"))
        if self.late:
            parts.append(count(self.late, "is late", "are late"))
        leaving = (
            count(self.today, "leaves today", "leave today") if self.today else _("nothing leaves today")
        )
        said = ", ".join([*parts, leaving])
        return f"{said[0].upper()}{said[1:]}."


def standing(access: Access, *, today_ends_at: datetime, channel_id: int | None = None) -> Standing:
    """Count the queue and what waits for a person, of one channel or of all, in one query."""
    now = clock.now()
    found = publications(access)
    if channel_id is not None:
        found = found.filter(channel_id=channel_id)
    queued = Q(state__in=QUEUED)
    counts = found.aggregate(
        moving=Count("pk", filter=MOVING),
        today=Count("pk", filter=queued & Q(due_at__gte=now, due_at__lt=today_ends_at)),
        late=Count("pk", filter=queued & Q(due_at__lt=now)),
        needs_a_person=Count("pk", filter=STUCK),
    )
    return Standing(**counts)


def end_of_today(workspace: Workspace) -> datetime:
    """The moment at which today ends on the workspace's wall."""
    return clock.to_utc(datetime.combine(workspace.today + timedelta(days=1), time.min), workspace.timezone)


def next_up(access: Access) -> QuerySet[Publication]:
    """What still goes out, or is looked for, by itself: in order of time."""
    return publications(access).filter(MOVING).order_by("due_at", "id")


def just_sent(access: Access) -> QuerySet[Publication]:
    """What went out, the latest first."""
    return publications(access).filter(state=State.PUBLISHED).order_by("-due_at", "-id")


def either(first: QuerySet[Publication], second: QuerySet[Publication]) -> QuerySet[Publication]:
    """What is in either of two (cut) lists, the longest in its state first; so that a page reads both in one query."""
    of_both = Q(pk__in=first.values("pk")) | Q(pk__in=second.values("pk"))
    return Publication.objects.filter(of_both).order_by("state_at", "id")


def in_state(access: Access, state: str) -> QuerySet[Publication]:
    """Everything in one state, the latest first."""
    return publications(access).filter(state=state).order_by("-due_at", "-id")


def holds_to_mention(access: Access) -> QuerySet[Hold]:
    """The holds that are on, and those that were lifted while something they stopped still waits for a look."""
    return holds_with_count(access).filter(Q(lifted_at=None) | Q(held_count__gt=0))


def crisis_holds(access: Access) -> QuerySet[Hold]:
    """The holds on everything and on channels, newest first; those on one post show on its own page."""
    return holds(access).exclude(scope=Hold.Scope.PUBLICATION).select_related("channel")


def holds_with_count(access: Access) -> QuerySet[Hold]:
    """The holds on everything and on channels, with how many posts each stopped and still holds."""
    mine = publications(access).filter(hold=OuterRef("pk"), state=State.HELD).order_by()
    held = mine.values("hold").annotate(number=Count("pk")).values("number")
    found = crisis_holds(access).annotate(
        held_count=Coalesce(Subquery(held), 0), stopped_count=Count("was_stopped", distinct=True)
    )
    return found.order_by("-put_at", "-id")


def due_soon(access: Access) -> QuerySet[Publication]:
    """What leaves by itself within a day."""
    now = clock.now()
    return publications(access).filter(state__in=QUEUED, due_at__gte=now, due_at__lt=now + DAY)


def held_by(hold: Hold, access: Access) -> QuerySet[Publication]:
    """What this hold still holds, in order of time."""
    held = publications(access).filter(hold=hold, state=State.HELD)
    return held.select_related("channel", "workspace", "post").order_by("due_at", "id")


def stopped_by(hold: Hold, access: Access) -> QuerySet[Publication]:
    """What this hold stopped when it was put and holds no longer, in order of time."""
    stopped = publications(access).filter(pk__in=hold.was_stopped.values("pk"))
    return stopped.exclude(hold=hold, state=State.HELD).order_by("due_at", "id")


def holds_that_stopped(publication: Publication) -> QuerySet[Hold]:
    """The holds on everything or on its channel that stopped a publication, newest first."""
    return Hold.objects.filter(was_stopped=publication)


def was_leaving(hold: Hold, access: Access) -> QuerySet[Publication]:
    """What was just leaving when this hold was put."""
    return publications(access).filter(pk__in=hold.was_leaving.values("pk")).order_by("due_at", "id")


def publications_of(post: Post, access: Access) -> QuerySet[Publication]:
    """Where and when a post goes out or went out; what was withdrawn by itself is left out."""
    found = publications(access).filter(post=post).exclude(state=State.CANCELLED, given_up=False)
    return found.select_related("channel").order_by("due_at", "channel__name", "id")


@dataclass(frozen=True, slots=True)
class Line:
    """One publication in a list. `at` is when it went out, or is due."""

    id: int
    at: datetime
    words: str
    state: State
    reason: str
    channel: str
    network: str


def lines_of(found: QuerySet[Publication]) -> list[Line]:
    """Read publications as lines, in their order, in one query."""
    rows = found.annotate(
        at=Case(When(state=State.PUBLISHED, then=Coalesce("published_at", "due_at")), default=F("due_at")),
        opening=Substr("text", 1, SHOWN),
    ).values_list("id", "at", "opening", "state", "reason", "channel__name", "channel__network")
    return [Line(pk, at, _first_line(opening), State(state), *rest) for pk, at, opening, state, *rest in rows]


def _first_line(opening: str) -> str:
    line = opening.strip().split("\n", 1)[0]
    if len(line) >= SHOWN:
        line = f"{line[:SHOWN].rsplit(' ', 1)[0]}…"
    return line or _("A post without words")


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One publication as the calendar wants it."""

    id: int
    post_id: int
    at: datetime
    opening: str
    state: State
    pillar: str | None
    hue: int | None
    channel_id: int
    channel: str
    network: str

    @property
    def words(self) -> str:
        """The beginning of the first line."""
        return _first_line(self.opening)


def on_the_calendar(access: Access, period: Period, zone: str, filters: Filters) -> list[CalendarRow]:
    """The publications that are due in a period, or whose post is planned in it; in one query."""
    span = period.moments(zone)
    here = Q(due_at__gte=span[0], due_at__lt=span[1]) | Q(planned_at__gte=span[0], planned_at__lt=span[1])
    found = publications(access).filter(here).exclude(state=State.CANCELLED, given_up=False)
    if filters.channel_id is not None:
        found = found.filter(channel_id=filters.channel_id)
    if filters.pillar_id is not None:
        found = found.filter(post__pillar_id=filters.pillar_id)
    rows = found.order_by("due_at", "id").values_list(
        "id",
        "post_id",
        "due_at",
        Coalesce(NullIf("post__title", Value("")), Substr("text", 1, SHOWN)),
        "state",
        "post__pillar__label",
        "post__pillar__hue",
        "channel_id",
        "channel__name",
        "channel__network",
    )
    return [
        CalendarRow(pk, post, at, opening, State(state), *rest)
        for pk, post, at, opening, state, *rest in rows
    ]
