"""What people say to a brand, counted: in the last hour or day, and what is usual in such a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.engagement.domain.counting import Count, Counter
from waypost.loop.engagement.domain.states import State
from waypost.loop.engagement.models import Conversation, Mailbox, Message
from waypost.loop.strategy.domain.document import Against, CrisisLevel, Measure
from waypost.loop.strategy.models import StrategyVersion

COMPARED = timedelta(days=28)
AT_LEAST = timedelta(days=3)
"""What is usual is not said before there is so much to compare with."""
MOST = 20_000
"""Messages that are looked through for who wrote them."""


Asked = tuple[Measure, int, bool]
"""What is counted, within how many minutes, and whether beside what is usual."""


def counter_of(
    workspace_id: int, now: datetime, levels: Sequence[CrisisLevel], drill: int | None = None
) -> Counter:
    """Count for a brand, up to `now`, all that the triggers of these levels measure: three questions, however many.

    What is said in a drill is not counted, but for the drill of this id: then as if it were real, beside what is real.
    """
    triggers = [trigger for level in levels for trigger in level.measured]
    asked = {(one.measure, one.within_minutes, one.against is Against.USUAL) for one in triggers}
    counts = counts_of(workspace_id, now, asked, drill)

    def counted(measure: Measure, minutes: int, with_usual: bool) -> Count:
        return counts[measure, minutes, with_usual]

    return counted


def counts_of(
    workspace_id: int, now: datetime, asked: Collection[Asked], drill: int | None = None
) -> dict[Asked, Count]:
    """Each count that is asked for; `drill` as for `counter_of`."""
    waited = {minutes for measure, minutes, _usual in asked if measure is Measure.WAITING}
    windows = {minutes for measure, minutes, _usual in asked if measure is not Measure.WAITING}
    waiting = _waiting(workspace_id, now, waited, drill)
    said = _said_within(workspace_id, now, windows, drill)
    crowds = {minutes for measure, minutes, usual in asked if measure is Measure.PEOPLE and usual}
    crowd = _people_before(workspace_id, now, crowds)
    return {
        (measure, minutes, usual): Count(waiting[minutes])
        if measure is Measure.WAITING
        else _count(measure, said[minutes], crowd.get(minutes) if usual else None, usual=usual)
        for measure, minutes, usual in asked
    }


def brands_to_count() -> QuerySet[Workspace]:
    """The brands that listen anywhere and have a crisis plan in force."""
    listens = Mailbox.objects.filter(workspace_id=OuterRef("pk"))
    planned = {"document__crisis_plan__levels__isnull": False}
    current = StrategyVersion.objects.filter(state=StrategyVersion.State.CURRENT, **planned)
    return Workspace.objects.filter(Exists(listens), pk__in=current.values("workspace_id")).order_by("pk")


@dataclass(frozen=True)
class _Said:
    """What was said in a window, and before it in the time that is compared, of so many windows."""

    messages: int
    unhappy: int
    people: int
    before: int
    unhappy_before: int
    windows: float | None


def _count(measure: Measure, said: _Said, crowd: int | None, *, usual: bool) -> Count:
    number, before = {
        Measure.MESSAGES: (said.messages, said.before),
        Measure.UNHAPPY: (said.unhappy, said.unhappy_before),
        Measure.PEOPLE: (said.people, crowd or 0),
    }[measure]
    is_known = usual and said.windows is not None
    return Count(
        number,
        0 if measure is Measure.PEOPLE else said.messages,
        before / said.windows if is_known and said.windows else None,
    )


def _waiting(workspace_id: int, now: datetime, minutes: Collection[int], drill: int | None) -> dict[int, int]:
    """How many people wait for so long already."""
    if not minutes:
        return {}
    is_counted = _counted("drill", drill)
    found = Conversation.objects.filter(is_counted, workspace_id=workspace_id, state=State.WAITING).order_by()
    since = {f"for_{each}": Q(waiting_since__lte=now - timedelta(minutes=each)) for each in minutes}
    counted = found.aggregate(**{name: CountRows("pk", filter=long) for name, long in since.items()})
    return {each: counted[f"for_{each}"] for each in minutes}


def _said_within(
    workspace_id: int, now: datetime, minutes: Collection[int], drill: int | None
) -> dict[int, _Said]:
    """What people said in each window and before it, in one question."""
    if not minutes:
        return {}
    found = Message.objects.filter(
        _counted("conversation__drill", drill),
        workspace_id=workspace_id,
        is_ours=False,
        at__gt=now - COMPARED - timedelta(minutes=max(minutes)),
        at__lte=now,
    ).order_by()
    asked: dict[str, Any] = {}
    for each in minutes:
        since = now - timedelta(minutes=each)
        within = Q(at__gt=since)
        before = Q(at__gt=since - COMPARED, at__lte=since, conversation__drill=None)
        unhappy, people = Q(reads_unhappy=True), "conversation__person_remote_id"
        asked |= {
            f"messages_{each}": CountRows("pk", filter=within),
            f"unhappy_{each}": CountRows("pk", filter=within & unhappy),
            f"people_{each}": CountRows(people, filter=within, distinct=True),
            f"before_{each}": CountRows("pk", filter=before),
            f"unhappy_before_{each}": CountRows("pk", filter=before & unhappy),
            f"first_{each}": Min("at", filter=before),
        }
    row = found.aggregate(**asked)
    names = ("messages", "unhappy", "people", "before", "unhappy_before")
    return {
        each: _Said(
            **{name: row[f"{name}_{each}"] for name in names},
            windows=_windows(row[f"first_{each}"], now - timedelta(minutes=each), each),
        )
        for each in minutes
    }


def _people_before(workspace_id: int, now: datetime, minutes: Collection[int]) -> dict[int, int]:
    """How many people spoke in each window before, added up: whoever speaks in two of them counts twice."""
    if not minutes:
        return {}
    until, since = now - timedelta(minutes=min(minutes)), now - COMPARED - timedelta(minutes=max(minutes))
    found = Message.objects.filter(
        workspace_id=workspace_id, is_ours=False, at__gt=since, at__lte=until, conversation__drill=None
    )
    rows = list(found.order_by("-at").values_list("at", "conversation__person_remote_id")[:MOST])
    added = {}
    for each in minutes:
        end, span = now - timedelta(minutes=each), timedelta(minutes=each)
        added[each] = len({((end - at) // span, person) for at, person in rows if end - COMPARED < at <= end})
    return added


def _counted(path: str, drill: int | None) -> Q:
    """What is real; with a drill, what was said in that one too."""
    return Q(**{path: None}) if drill is None else Q(**{path: None}) | Q(**{path: drill})


def _windows(first: datetime | None, until: datetime, minutes: int) -> float | None:
    """How many windows there are from the first message to compare with; None when they are too few."""
    if first is None or until - first < AT_LEAST:
        return None
    return (until - first) / timedelta(minutes=minutes)
