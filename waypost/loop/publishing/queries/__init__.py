"""Named questions about publishing. `publications(access)` and `holds(access)` are where every other one starts."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.processes import queries as processes
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Belongings, Question
from waypost.loop.content.models import Post
from waypost.loop.planning.models import Campaign
from waypost.loop.publishing.domain.states import NEEDS_A_PERSON, QUEUED, State
from waypost.loop.publishing.models import Attempt, Hold, Lane, Publication, Step, TrackedLink
from waypost.loop.publishing.queries.topics import hold_on_the_topic_of
from waypost.toolkit import clock

DAY = timedelta(hours=24)
AT_ONCE = 10
"""How many publications of a channel are read at a time."""
# Each begins with its states alone, so that the index by state serves it.
MOVING = Q(state__in=[*QUEUED, State.ARMED, State.UNKNOWN]) & (
    ~Q(state=State.UNKNOWN) | Q(act_at__isnull=False)
)
STUCK = Q(state__in=NEEDS_A_PERSON) & (~Q(state=State.UNKNOWN) | Q(act_at=None))


def publications(access: Access) -> QuerySet[Publication]:
    """The publications of the workspace on channels that this member may use; everything else starts here."""
    found = Publication.objects.filter(workspace_id=access.workspace_id)
    return found.filter(channel__in=channels(access)) if access.limited else found


def of_every_brand() -> QuerySet[Publication]:
    """The publications of the whole installation, brand by brand: what asks them by state goes by the index of these."""
    return Publication.objects.filter(workspace__in=Workspace.objects.all())


def holds(access: Access) -> QuerySet[Hold]:
    """The holds of the workspace, newest first."""
    found = Hold.objects.filter(workspace_id=access.workspace_id)
    return found.filter(Q(channel=None) | Q(channel__in=channels(access))) if access.limited else found


def hold_over(workspace_id: int, channel_id: int | None, post_id: int | None = None) -> Hold | None:
    """The hold that stops a post on this channel, if any is on: on everything, the channel, the post's campaign or topic."""
    found = _HOLD_OVER.ask(workspace=workspace_id, channel=channel_id, post=post_id)
    outright = [hold for hold in found if hold.scope != Hold.Scope.TOPIC]
    if outright or post_id is None:
        return outright[0] if outright else None
    return hold_on_the_topic_of(post_id, found)


def _hold_over(workspace: int, channel: int | None, post: int | None) -> QuerySet[Hold]:
    scopes = Q(scope=Hold.Scope.WORKSPACE)
    if channel is not None:
        scopes |= Q(scope=Hold.Scope.CHANNEL, channel_id=channel)
    if post is not None:
        its_campaign = Post.objects.filter(pk=post).values("campaign")
        scopes |= Q(scope=Hold.Scope.CAMPAIGN, campaign_id=Subquery(its_campaign)) | Q(scope=Hold.Scope.TOPIC)
    return Hold.objects.filter(scopes, workspace_id=workspace, lifted_at=None).order_by("-scope", "-pk")


_HOLD_OVER = Question(_hold_over, workspace=int, channel=int, post=int)


def holds_like(workspace_id: int, channel: Channel | None, campaign: Campaign | None) -> QuerySet[Hold]:
    """The holds that are on and stop everything, or just this channel or campaign: another one would change nothing."""
    scopes = Q(scope=Hold.Scope.WORKSPACE)
    if channel is not None:
        scopes |= Q(channel=channel)
    if campaign is not None:
        scopes |= Q(campaign=campaign)
    return Hold.objects.filter(scopes, workspace_id=workspace_id, lifted_at=None)


def campaign_holds_on(workspace_id: int) -> QuerySet[Hold]:
    """The holds on campaigns that are on."""
    return Hold.objects.filter(workspace_id=workspace_id, scope=Hold.Scope.CAMPAIGN, lifted_at=None)


def is_out(post: Post, channel_id: int) -> bool:
    """Whether a post is on a channel at this moment; what was taken down is not."""
    # Asked by the post alone: an index by channel or state would lead through all that was ever sent.
    of_post = Publication.objects.filter(post=post).order_by()
    wanted = (channel_id, None, State.PUBLISHED)
    return wanted in of_post.values_list("channel_id", "head_id", "state")


def held_for_want_of(channel: Channel) -> QuerySet[Publication]:
    """What is held only until its channel is connected again, in order of time."""
    return Publication.objects.filter(channel=channel, state=State.HELD, wants_channel=True)


def needs_a_person(access: Access) -> QuerySet[Publication]:
    """Publications to which nothing happens until somebody decides, the longest waiting first."""
    return publications(access).filter(STUCK).order_by("state_at")


def may_still_leave(found: QuerySet[Publication]) -> QuerySet[Publication]:
    """Those of `found` that no gate stops any more: armed, with a person who posts it, or begun by a sender that
    neither reported an end nor is dead."""
    open_attempts = Attempt.objects.filter(publication__in=found, finished_at=None)
    begun = open_attempts.exclude(publication__state=State.PUBLISHED).values_list("publication_id", "holder")
    awake = {publication_id for publication_id, holder in begun if not processes.is_proven_dead(holder)}
    return found.filter(Q(state__in=[State.ARMED, State.HANDED]) | Q(pk__in=awake))


def _due_lanes(now: datetime) -> QuerySet[Lane, tuple[int, int]]:
    due = Publication.objects.filter(
        channel_id=OuterRef("channel_id"), state__in=[State.READY, State.WAITING], act_at__lte=now
    )
    free = Q(holder="") | Q(lease_until__lt=Now())
    lanes = Lane.objects.filter(free, Exists(due), is_held=False)
    return lanes.order_by("lease_epoch", "channel_id").values_list("channel_id", "workspace_id")


def _moments() -> QuerySet[Publication, tuple[datetime | None]]:
    waiting = Publication.objects.filter(state__in=[*QUEUED, State.UNKNOWN], act_at__isnull=False)
    return waiting.order_by("act_at").values_list("act_at")


def _queued_on(channel: int) -> QuerySet[Publication]:
    queued = Publication.objects.filter(channel_id=channel, state__in=[State.READY, State.WAITING])
    return queued.order_by("due_at", "id")


# The publisher asks these whenever something changed: compiled once.
DUE_LANES = Question(_due_lanes, now=datetime)
FIRST_MOMENT = Question(lambda: _moments()[:1])
MOMENT_AFTER = Question(lambda now: _moments().filter(act_at__gt=now)[:1], now=datetime)
DUE_ON = Question(
    lambda channel, now: (
        _queued_on(channel).filter(act_at__lte=now).select_related("variant__post")[:AT_ONCE]
    ),
    channel=int,
    now=datetime,
)
CHANNEL = Question(
    lambda channel: Channel.objects.filter(pk=channel).select_related("workspace").order_by(), channel=int
)
STEPS_OF = Belongings(
    lambda ids: Step.objects.filter(publication_id__in=ids).order_by("id"), key="publication_id", name="steps"
)
LINKS_OF = Belongings(
    lambda ids: TrackedLink.objects.filter(publication_id__in=ids).order_by("position"),
    key="publication_id",
    name="links",
)
TRIED_AGAIN_ON = Question(
    # By the brand's index of states: what waits there for so long already is little, what waits at all may be much.
    lambda workspace, channel, now, until: (
        Publication.objects.alias(on=F("channel_id") + 0)
        .filter(workspace_id=workspace, state=State.WAITING, due_at__lte=until, on=channel, act_at__gt=now)
        .order_by("due_at", "id")
        .values_list("due_at", "id")[:1]
    ),
    workspace=int,
    channel=int,
    now=datetime,
    until=datetime,
)


def due_lanes(now: datetime, *, busy: set[int]) -> list[tuple[int, int]]:
    """Free lanes with something to send at `now`, as (channel, workspace), the longest waiting first."""
    return [lane for lane in DUE_LANES.ask(now=now) if lane[0] not in busy]


def next_on(channel_id: int, now: datetime, count: int = 1) -> list[Publication]:
    """The publications to send next on a channel, at most `count` and `AT_ONCE`, in order of time.

    What waits to be tried again is overtaken only where the workspace says so.
    """
    found = DUE_ON.ask(channel=channel_id, now=now)[:count]
    # One channel for all of them: made anew for each row, it and its brand would be two fifths of what is read.
    channel = CHANNEL.first(channel=channel_id) if found else None
    if channel is None:
        return []
    for row in found:
        row.channel, row.workspace = channel, channel.workspace
    if not channel.workspace.waiting_may_be_overtaken:
        last = found[-1]
        first = TRIED_AGAIN_ON.first(
            workspace=last.workspace_id, channel=channel_id, now=now, until=last.due_at
        )
        if first is not None:
            found = [row for row in found if (row.due_at, row.pk) < first]
    return found


def next_moments(now: datetime) -> tuple[datetime | None, datetime | None]:
    """When something is to be acted on first, and when first after `now`."""
    first, following = FIRST_MOMENT.first(), MOMENT_AFTER.first(now=now)
    return first[0] if first else None, following[0] if following else None


def to_prepare(now: datetime, *, busy: Collection[int] = ()) -> QuerySet[Publication, int]:
    """Ids of scheduled publications whose preparation is due, soonest first; without those of `busy` channels."""
    due = Publication.objects.filter(state=State.SCHEDULED, act_at__lte=now).order_by("due_at", "id")
    return (due.exclude(channel_id__in=busy) if busy else due).values_list("pk", flat=True)


def to_look_for(now: datetime, *, busy: Collection[int] = ()) -> QuerySet[Publication, tuple[int, int]]:
    """Publications in doubt for which a look is due, as (channel, id); without those of `busy` channels."""
    due = Publication.objects.filter(state=State.UNKNOWN, act_at__lte=now).order_by("act_at", "id")
    return (due.exclude(channel_id__in=busy) if busy else due).values_list("channel_id", "pk")


def known_remote_ids(channel_id: int, since: datetime) -> frozenset[str]:
    """Ids at the network of what we know to be other posts of ours since then."""
    # In the order of the index by channel, which leads past all that was sent before.
    out = {"channel_id": channel_id, "state__in": [State.PUBLISHED, State.REMOVED], "act_at": None}
    known = Publication.objects.filter(**out, published_at__gte=since).exclude(remote_id="").order_by()
    return frozenset(known.values_list("remote_id", flat=True))


def nobody_sends() -> datetime | bool:
    """False while a publisher lives; else when one was last seen, or True when there never was one."""
    sign = processes.last_sign("publisher")
    if sign is None:
        return True
    return False if sign.is_fresh else sign.seen_at


def lateness(access: Access) -> QuerySet[Publication]:
    """Publications that should have left by now and are still queued, the latest first."""
    return publications(access).filter(state__in=QUEUED, due_at__lt=clock.now()).order_by(F("due_at"))
