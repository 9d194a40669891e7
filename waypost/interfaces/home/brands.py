"""The brands of a person, a row each: what needs somebody, the next gap, the channels, the pace."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.queries import open_tasks
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Question
from waypost.foundation.workspaces.queries import workspaces_of
from waypost.interfaces.home.facts import how_many
from waypost.loop.content.queries import awaiting_review
from waypost.loop.engagement.queries import waiting
from waypost.loop.planning.models import Slot
from waypost.loop.planning.queries import open_slots, slots_between
from waypost.loop.publishing.queries import needs_a_person
from waypost.loop.strategy.queries import accepted_versions, open_proposals
from waypost.toolkit.wording import _, count
from waypost.ui.addresses import reverse

SOON = timedelta(days=7)
PACE = timedelta(days=28)
MOST_ALONE = 6
"""Brands where somebody works on some channels only are asked one by one: so many at most, the others by name alone."""


class Counts(NamedTuple):
    """What is counted of a brand for one person."""

    reviews: int
    stuck: int
    people: int
    proposals: int
    tasks: int
    gap_id: int | None
    gaps: int
    places: int
    kept: int
    channels: int
    troubled: int
    has_strategy: bool


@dataclass(frozen=True)
class Need:
    """So many of something, and where it is seen to."""

    words: str
    href: str
    tone: str


@dataclass(frozen=True)
class Row:
    """A brand; `counts` is None where it is shown by its name alone."""

    workspace: Workspace
    counts: Counts | None
    gap: Slot | None

    @property
    def needs(self) -> list[Need]:
        """What needs this person here, what costs most by waiting first."""
        found = self.counts
        if found is None:
            return []
        told = (
            (found.stuck, _("post stuck"), _("posts stuck"), "publishing:queue", "bad"),
            (found.people, _("person waits"), _("people wait"), "engagement:inbox", "warn"),
            (found.reviews, _("post to approve"), _("posts to approve"), "content:reviews", "signal"),
            (found.proposals, _("proposal"), _("proposals"), "strategy:proposals", "signal"),
            (found.tasks, _("task of yours"), _("tasks of yours"), "notices:notices", "neutral"),
        )
        return [
            Need(count(number, one, many), self._to(name), tone)
            for number, one, many, name, tone in told
            if number
        ]

    @property
    def asked(self) -> int:
        found = self.counts
        return 0 if found is None else sum(found[:5])

    @property
    def pace(self) -> float | None:
        """The share of the last four weeks' places that got a post; None where there was none."""
        return self.counts.kept / self.counts.places if self.counts and self.counts.places else None

    def _to(self, name: str) -> str:
        return reverse(name, kwargs={"workspace": self.workspace.slug})


@dataclass(frozen=True)
class Group:
    """An organisation with its brands."""

    name: str
    rows: tuple[Row, ...]


def brands_today(found: Sequence[tuple[Workspace, Access]], now: datetime) -> list[Group]:
    """Every brand by organisation, those that ask most first; one question for each set of roles that somebody holds."""
    counted = _counted(found, now)
    ids = {counts.gap_id for counts in counted.values() if counts.gap_id is not None}
    gaps = Slot.objects.select_related("channel").in_bulk(ids) if ids else {}
    groups: dict[str, list[Row]] = defaultdict(list)
    for workspace, _access in found:
        counts = counted.get(workspace.pk)
        gap = gaps.get(counts.gap_id) if counts and counts.gap_id else None
        groups[workspace.organisation.name].append(Row(workspace, counts, gap))
    return [
        Group(name, tuple(sorted(rows, key=lambda row: (-row.asked, row.workspace.name))))
        for name, rows in groups.items()
    ]


def _counted(found: Sequence[tuple[Workspace, Access]], now: datetime) -> dict[int, Counts]:
    """The counts of each brand. Those that somebody sees whole are counted together, by the roles held there."""
    together: dict[frozenset[Role], list[Access]] = defaultdict(list)
    for _workspace, access in found:
        if not access.limited:
            together[access.roles].append(access)
    counts: dict[int, Counts] = {}
    for roles, alike in together.items():
        theirs = {access.workspace_id for access in alike}
        rows = _alike(roles).ask(person=alike[0].actor.person_id, **_days(now))
        counts |= {pk: Counts._make(row) for pk, *row in rows if pk in theirs}
    alone = [access for _workspace, access in found if access.limited]
    for access in alone[:MOST_ALONE]:
        brand = Workspace.objects.filter(pk=access.workspace_id)
        counts |= {pk: Counts._make(row) for pk, *row in _with_counts(brand, access, **_days(now))}
    return counts


@cache
def _alike(roles: frozenset[Role]) -> Question[tuple[Any, ...]]:
    """The counts of every brand of a person, as one who holds these roles there sees them; compiled once."""

    def build(person: int, **days: Any) -> QuerySet[Any, tuple[Any, ...]]:
        actor = Actor("person", str(person), "")
        # Each part of the question names the brand of the row that it belongs to.
        anywhere = Access(actor, cast(int, OuterRef("pk")), roles)
        return _with_counts(workspaces_of(actor).order_by(), anywhere, **days)

    return Question(build, person=int, now=datetime, soon=datetime, since=date, until=date)


def _days(now: datetime) -> dict[str, Any]:
    today = now.date()
    return {"now": now, "soon": now + SOON, "since": today - PACE, "until": today - timedelta(days=1)}


def _with_counts(
    brands: QuerySet[Workspace], access: Access, *, now: datetime, soon: datetime, since: date, until: date
) -> QuerySet[Any, tuple[Any, ...]]:
    ahead = open_slots(access, now).select_related(None)
    lately = slots_between(access, since, until)
    mine = channels(access)
    parts = {
        "reviews": how_many(_if(access, "post.approve", awaiting_review(access).select_related(None))),
        "stuck": how_many(_if(access, "publication.decide", needs_a_person(access))),
        "people": how_many(_if(access, "conversation.answer", waiting(access))),
        "proposals": how_many(_if(access, "proposal.decide", open_proposals(access))),
        "tasks": how_many(open_tasks(access)),
        "gap_id": Subquery(ahead.values("pk")[:1]),
        "gaps": how_many(ahead.filter(at__lt=soon)),
        "places": how_many(lately),
        "kept": how_many(lately.filter(~Q(taken_at=None))),
        "channels": how_many(mine),
        "troubled": how_many(mine.exclude(health=Channel.Health.CONNECTED)),
        "has_strategy": Exists(accepted_versions(access)),
    }
    return brands.annotate(**parts).values_list("pk", *Counts._fields)


def _if(access: Access, permission: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows if access.may(permission) else rows.none()
