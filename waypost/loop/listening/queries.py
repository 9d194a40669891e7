"""What waits to be judged, what was judged, and what marks the charts."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.listening.domain.platforms import State
from waypost.loop.listening.domain.trends import Outcome
from waypost.loop.listening.models import (
    AlgorithmNote,
    IdeaLetter,
    IdeaMailbox,
    IdeaPicture,
    PilotCriterion,
    PlatformReview,
    Trend,
)
from waypost.loop.strategy.domain.document.boundaries import BoundaryTopic, Stance
from waypost.loop.strategy.queries import current_strategy
from waypost.networks import registry


def trends(access: Access) -> QuerySet[Trend]:
    """Every trend that somebody noted, the newest first."""
    return Trend.objects.filter(workspace_id=access.workspace_id).select_related("workspace")


def open_trends(access: Access) -> QuerySet[Trend]:
    """Trends that nobody has decided on, the one that was seen last first: it loses most by waiting."""
    return trends(access).filter(outcome="").order_by("-seen_on", "-pk")


def waiting_trends(access: Access) -> QuerySet[Trend]:
    """Trends that come back on a day, the soonest first."""
    return trends(access).filter(outcome=Outcome.WAIT).order_by("again_on", "pk")


def decided_trends(access: Access) -> QuerySet[Trend]:
    """Trends that were joined or skipped, the latest decision first."""
    decided = trends(access).exclude(outcome__in=["", Outcome.WAIT])
    return decided.select_related("idea").order_by("-decided_at", "-pk")


def trends_due(before: date) -> QuerySet[Trend]:
    """Trends of every brand whose day to be judged again may be here."""
    return Trend.objects.filter(outcome=Outcome.WAIT, again_on__lte=before).select_related("workspace")


def topics(workspace_id: int) -> tuple[BoundaryTopic, ...]:
    """What the strategy in force never talks about, or only with care."""
    strategy = current_strategy(workspace_id)
    return strategy.boundaries.topics if strategy is not None else ()


def touched(trend: Trend, known: Sequence[BoundaryTopic]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The topics that a trend touches, by name: those of which we never talk, and those that take care."""
    found = [topic for topic in known if topic.key in trend.touches]
    never, care = (
        tuple(topic.label for topic in found if topic.stance is stance)
        for stance in (Stance.NEVER, Stance.CARE)
    )
    return never, care


def reviews(access: Access) -> QuerySet[PlatformReview]:
    """Every network that was weighed, the newest review first."""
    found = PlatformReview.objects.filter(workspace_id=access.workspace_id)
    return found.select_related("workspace", "owner__person", "stand_in__person")


def open_reviews(access: Access) -> QuerySet[PlatformReview]:
    """Networks that are weighed or tried, those that wait for a decision first."""
    found = reviews(access).filter(state__in=[State.WEIGHING, State.PILOT])
    return found.order_by(F("called_at").asc(nulls_last=True), "-begun_at", "-pk")


def criteria(access: Access) -> QuerySet[PilotCriterion]:
    """What pilots must show, or what ends them."""
    return PilotCriterion.objects.filter(workspace_id=access.workspace_id)


def called_pilots(access: Access) -> QuerySet[PlatformReview]:
    """Pilots whose term is over and which wait for a decision, the one that waits longest first."""
    return reviews(access).filter(state=State.PILOT, called_at__isnull=False).order_by("called_at", "pk")


def pilots_due(before: date) -> QuerySet[PlatformReview]:
    """Pilots of every brand whose last day may be here and about which nobody was told yet."""
    due = PlatformReview.objects.filter(state=State.PILOT, ends_on__lte=before, called_at=None)
    return due.select_related("workspace")


def notes(access: Access) -> QuerySet[AlgorithmNote]:
    """What is known of changes of networks' algorithms, the latest first; of a channel only for those who may use it."""
    found = AlgorithmNote.objects.filter(workspace_id=access.workspace_id).select_related("channel")
    mine = Exists(channels(access).filter(pk=OuterRef("channel_id")))
    return found.filter(Q(channel=None) | mine)


@dataclass(frozen=True)
class Mark:
    """A change of a network's algorithm as a chart shows it: its day, where it counts, what it was."""

    id: int
    on: date
    network: str
    channel_id: int | None
    channel: str | None
    what: str

    @property
    def where(self) -> str:
        return self.channel or registry.card(self.network).label

    def concerns(self, channel_id: int, network: str) -> bool:
        """Whether it changes what a channel on a network brings."""
        return self.channel_id == channel_id if self.channel_id is not None else self.network == network


def marks_until(access: Access, since: date, until: date, of: Sequence[tuple[int, str]]) -> list[Mark]:
    """What marks charts of channels (id and network each) between two days, both included; the earliest first."""
    found = [Mark(*row) for row in _MARKS.rows(access, since=since, until=until)]
    return [mark for mark in found if any(mark.concerns(*channel) for channel in of)]


def _marks(access: Access, since: date, until: date) -> QuerySet[AlgorithmNote, tuple[Any, ...]]:
    between = notes(access).filter(on__gte=since, on__lte=until).order_by("on", "pk")
    return between.values_list("pk", "on", "network", "channel_id", "channel__name", "what")


_MARKS = Prepared(_marks, since=date, until=date)


def begun(access: Access) -> Combinable:
    """Whether anything was ever judged or noted here, as a part of a question about the brand."""
    found: Sequence[QuerySet[Trend] | QuerySet[PlatformReview] | QuerySet[AlgorithmNote]]
    found = (trends(access), reviews(access).select_related(None), notes(access).select_related(None))
    first, second, third = (Exists(each) for each in found)
    return first | second | third


def idea_mailbox(access: Access) -> IdeaMailbox | None:
    """The mailbox whose letters come in as ideas."""
    return IdeaMailbox.objects.filter(workspace_id=access.workspace_id).select_related("workspace").first()


def mailboxes_to_read(before: datetime) -> QuerySet[IdeaMailbox]:
    """The mailboxes of all brands that nobody read since `before`, the one that waits longest first."""
    due = IdeaMailbox.objects.filter(Q(read_at=None) | Q(read_at__lt=before))
    return due.select_related("workspace").order_by(F("read_at").asc(nulls_first=True), "pk")


def locked_mailboxes() -> QuerySet[IdeaMailbox]:
    """Every mailbox of the installation: for the one who rotates keys."""
    return IdeaMailbox.objects.order_by("pk")


def idea_letters(access: Access) -> QuerySet[IdeaLetter]:
    """Every letter that came in, the latest first; the letters themselves are left out."""
    found = IdeaLetter.objects.filter(workspace_id=access.workspace_id)
    return found.select_related("workspace", "idea").defer("content")


def waiting_letters(access: Access) -> QuerySet[IdeaLetter]:
    """Letters of people who are no members here, which nobody has decided on."""
    return idea_letters(access).filter(state=IdeaLetter.State.WAITING)


def pictures_of_ideas(access: Access, idea_ids: Collection[int]) -> dict[int, list[int]]:
    """The pictures that came with ideas: for each idea the ids in the library, in their order."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = IdeaPicture.objects.filter(workspace_id=access.workspace_id, idea__in=idea_ids)
    for idea_id, media_id in rows.filter(media__archived_at=None).values_list("idea_id", "media_id"):
        found[idea_id].append(media_id)
    return found


def pictures_for_slot(slot_id: int) -> QuerySet[IdeaPicture]:
    """The pictures of the ideas that a slot is about."""
    rows = IdeaPicture.objects.filter(idea__slot=slot_id, media__archived_at=None)
    return rows.select_related("media")


def mail_at_a_glance(access: Access) -> tuple[str, int]:
    """What people write to with ideas, empty where there is no mailbox; and how many letters wait to be let in."""
    found = _MAIL.rows(access)
    return found[0] if found else ("", 0)


def _mail(access: Access) -> QuerySet[Workspace, tuple[Any, ...]]:
    waiting = IdeaLetter.objects.filter(workspace=OuterRef("pk"), state=IdeaLetter.State.WAITING)
    counted = waiting.order_by().values("workspace").annotate(count=Count("pk")).values("count")
    address = IdeaMailbox.objects.filter(workspace=OuterRef("pk")).values("address")
    brand = Workspace.objects.filter(pk=access.workspace_id)
    return brand.values_list(Coalesce(Subquery(address), Value("")), Coalesce(Subquery(counted), 0))


_MAIL = Prepared(_mail)
