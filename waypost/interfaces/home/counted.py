"""Everything that Home counts, in one question: the loop's numbers, and which lists are worth asking for."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, Q, QuerySet, Subquery

from waypost.foundation.notices.queries import open_tasks
from waypost.foundation.processes.queries import signs_of
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared, moment
from waypost.interfaces.home.facts import FACTS, Facts, how_many, parts
from waypost.loop.content.models import Post
from waypost.loop.content.queries import posts
from waypost.loop.engagement.queries import real_conversations, waiting, waiting_for
from waypost.loop.engagement.queries.incidents import serious, unjudged
from waypost.loop.learning.queries import looks
from waypost.loop.planning.queries import quarters, slots_between
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.queries import DAY, needs_a_person, publications
from waypost.loop.publishing.queries.tomorrow import unfinished_between
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_in
from waypost.loop.strategy.queries import open_proposals, set_up_outsets, trials_ending, versions
from waypost.toolkit import clock

WEEK = timedelta(days=7)


class Counted(NamedTuple):
    """`slots` and `taken` are next week's, `coming` and `sent` today's; `my_` is what this person can see to.
    `emergencies` are open incidents, and counts that nobody has judged.

    `first` is what the brand was set up to see to first. Something is `unfinished` that is planned for the next day.
    """

    has_weeks: bool
    slots: int
    taken: int
    drafts: int
    reviews: int
    returned: int
    my_returned: int
    stuck: int
    unfinished: bool
    coming: int
    sent: int
    conversations: int
    waiting: int
    waiting_since: datetime | None
    my_waiting: int
    emergencies: int
    trials: int
    proposals: int
    tasks: int
    publisher_seen_at: datetime | None
    publisher_lives: bool | None
    learned_from: int | None
    factors: Any
    version: int | None
    document: str | None
    first: str | None

    @property
    def strategy(self) -> Strategy | None:
        """What is in force."""
        return strategy_in(self.document) if self.document else None

    @property
    def nobody_sends(self) -> datetime | bool:
        """False while a publisher lives; else when one was last seen, or True when there never was one."""
        return False if self.publisher_lives else self.publisher_seen_at or True

    @property
    def said(self) -> int:
        """Of how many factors the latest look at the posts says something."""
        factors = json.loads(self.factors) if isinstance(self.factors, str) else self.factors
        return sum(bool(factor["is_said"]) for factor in factors or ())


def count_today(access: Access, workspace: Workspace, now: datetime) -> tuple[Counted, Facts]:
    """Count for one person and one brand, as things are now; and what the frame says, asked in the same breath."""
    today = workspace.today
    monday = clock.start_of_week(today) + WEEK
    row = _COUNTED.raw(
        access,
        first=monday,
        last=monday + timedelta(days=6),
        start=clock.to_utc(datetime.combine(today, time()), workspace.timezone),
        end=clock.to_utc(datetime.combine(today + timedelta(days=1), time()), workspace.timezone),
        soon=today + WEEK,
        now=now,
        ahead=now + DAY,
    )[0]
    counted, facts = Counted._make(row[: len(Counted._fields)]), row[len(Counted._fields) :]
    since, seen = counted.waiting_since, counted.publisher_seen_at
    counted = counted._replace(waiting_since=since and moment(since), publisher_seen_at=seen and moment(seen))
    return counted, dict(zip(FACTS, facts, strict=True))


def _counted(
    access: Access,
    first: date,
    last: date,
    start: datetime,
    end: datetime,
    soon: date,
    now: datetime,
    ahead: datetime,
) -> QuerySet[Any, Any]:
    slots = slots_between(access, first, last)
    alive = posts(access).filter(archived_at=None)
    returned = alive.filter(state=Post.State.RETURNED)
    in_force = versions(access).filter(state="current")
    due = publications(access).filter(due_at__gte=start, due_at__lt=end, head=None, post__kind=Post.Kind.POST)
    return (
        Workspace.objects.filter(pk=access.workspace_id)
        .annotate(
            has_weeks=Exists(quarters(access).filter(state="open")),
            slots=how_many(slots),
            taken=how_many(slots.filter(~Q(taken_at=None))),
            drafts=how_many(alive.filter(state=Post.State.DRAFT)),
            reviews=how_many(alive.filter(state=Post.State.IN_REVIEW)),
            returned=how_many(returned),
            my_returned=how_many(returned.filter(author_id=access.member_id)),
            stuck=how_many(needs_a_person(access)),
            unfinished=Exists(unfinished_between(access, now, ahead)),
            coming=how_many(due.filter(state__in=QUEUED)),
            sent=how_many(due.filter(state=State.PUBLISHED)),
            conversations=how_many(real_conversations(access)),
            waiting=how_many(waiting(access)),
            waiting_since=Subquery(waiting(access).values("waiting_since")[:1]),
            my_waiting=how_many(waiting_for(access)),
            emergencies=how_many(serious(access)) + how_many(unjudged(access)),
            trials=how_many(trials_ending(access, soon)),
            proposals=how_many(open_proposals(access)),
            tasks=how_many(open_tasks(access)),
            publisher_seen_at=Subquery(signs_of("publisher").values("seen_at")[:1]),
            publisher_lives=Subquery(signs_of("publisher").values("fresh")[:1]),
            learned_from=Subquery(looks(access).values("posts")[:1]),
            factors=Subquery(looks(access).values("factors")[:1]),
            version=Subquery(in_force.values("number")),
            document=Subquery(in_force.values("document")),
            first=Subquery(set_up_outsets(access).values("first")[:1]),
        )
        .annotate(**parts(access))
        .values_list(*Counted._fields, *FACTS)
    )


_COUNTED = Prepared(
    _counted,
    first=date,
    last=date,
    start=datetime,
    end=datetime,
    soon=date,
    now=datetime,
    ahead=datetime,
)
