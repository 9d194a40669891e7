"""What the guide for switching shows: how far the move is, and what its posts say about times and tags."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.domain.states import State
from waypost.loop.content.models import ImportedRow, Labelling, Post, PostImport, Switch, SwitchStep, Variant
from waypost.loop.content.queries.posts import posts
from waypost.loop.content.queries.sheets import post_imports


def switches(access: Access) -> QuerySet[Switch]:
    """The moves of the brand from other tools, the latest first."""
    return Switch.objects.filter(workspace_id=access.workspace_id)


def open_switch(access: Access) -> Switch | None:
    """The move that goes on."""
    return switches(access).filter(ended_at=None).first()


def steps_of(switch: Switch) -> dict[str, SwitchStep]:
    """What was said about its steps, by name."""
    return {step.name: step for step in SwitchStep.objects.filter(switch=switch)}


def tables_of(access: Access, switch: Switch) -> QuerySet[PostImport]:
    """The tables that belong to a move, in the order in which they came."""
    return post_imports(access).filter(switch=switch).order_by("pk")


def brought(access: Access, switch: Switch) -> QuerySet[Post]:
    """The posts that came in with a move and are still there."""
    rows = ImportedRow.objects.filter(post_import__switch=switch, post=OuterRef("pk"))
    return posts(access).filter(Exists(rows), archived_at=None)


def still_elsewhere(access: Access) -> QuerySet[Post]:
    """The posts that another tool would send too, the soonest first."""
    found = posts(access).filter(archived_at=None).exclude(still_in="")
    return found.prefetch_related("variants__channel").order_by(F("planned_at").asc(nulls_last=True), "pk")


def count_elsewhere(access: Access) -> int:
    """How many posts another tool would send too."""
    return posts(access).filter(archived_at=None).exclude(still_in="").count()


@dataclass(frozen=True)
class TagUse:
    """A tag that came along: on how many posts it stands, and how many of those have no pillar."""

    name: str
    posts: int
    without: int


def tags_of(access: Access, switch: Switch) -> list[TagUse]:
    """The labels of the posts that came along, those on most posts first."""
    mine = Labelling.objects.filter(post__in=brought(access, switch).values("pk"))
    rows = mine.values_list("label__name").annotate(
        all=Count("pk"), without=Count("pk", filter=Q(post__pillar=None, post__reactive=False))
    )
    return [TagUse(*row) for row in rows.order_by("-all", "label__name")]


def without_pillar(access: Access, switch: Switch, names: Iterable[str]) -> QuerySet[Post]:
    """The posts that came along with one of these labels, may still be changed, and have no pillar yet."""
    marked = Labelling.objects.filter(
        post=OuterRef("pk"), label__folded__in=[name.casefold() for name in names]
    )
    found = brought(access, switch).filter(Exists(marked), pillar=None, reactive=False)
    return found.filter(state__in=[State.DRAFT, State.RETURNED]).prefetch_related("labels").order_by("pk")


def planned_of(access: Access, switch: Switch) -> dict[int, list[datetime]]:
    """When the posts that came along are to go out, on the wall, by channel."""
    rows = Variant.objects.filter(post__in=brought(access, switch).exclude(planned_at=None).values("pk"))
    found: dict[int, list[datetime]] = defaultdict(list)
    for channel, on, at in rows.values_list("channel_id", "post__planned_on", "post__planned_time"):
        if on is not None and at is not None:
            found[channel].append(datetime.combine(on, at))
    return found


def outcomes_of(access: Access, switch: Switch) -> Counter[str]:
    """What became of the rows of its tables: how many are new, changed, skipped or wrong."""
    rows = ImportedRow.objects.filter(workspace_id=access.workspace_id, post_import__switch=switch)
    return Counter(dict(rows.values_list("outcome").annotate(count=Count("pk"))))
