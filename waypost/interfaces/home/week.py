"""A person's week, in one brand or across all of theirs: what to write, to do and to approve, what goes out, what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from waypost.foundation.notices.models import Task
from waypost.foundation.notices.queries import tasks_across
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.domain.states import TONES, WORDS
from waypost.loop.content.domain.states import State as Writing
from waypost.loop.content.queries.across import planned_across, waiting_across
from waypost.loop.content.queries.listing import Line
from waypost.loop.planning.queries import BriefBehind, briefs_behind, gaps_across
from waypost.loop.publishing.domain.states import LOOKS, State
from waypost.loop.publishing.queries.listing import standing_across
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse

DAYS = 7
_DAY = timedelta(days=1)
AHEAD = timedelta(weeks=4)
"""So far beyond the week what is asked of a person is shown, so that nothing handed over is first seen when it is due."""
Brands = Mapping[int, tuple[Workspace, Access]]


@dataclass(frozen=True)
class Thing:
    """One thing of the week. `is_mine` asks this person for something; the others only go out, or are missing."""

    day: date | None
    at: time | None
    words: str
    href: str
    word: str
    tone: str
    shape: str
    brand: str
    hue: int | None = None
    note: str = ""
    is_mine: bool = True
    done_href: str = ""


@dataclass(frozen=True)
class Day:
    """A day with what a person has to do, and what goes out."""

    on: date
    mine: tuple[Thing, ...]
    out: tuple[Thing, ...]
    is_today: bool
    is_past: bool


@dataclass(frozen=True)
class Week:
    """What is late, each day, what has no day, and what is due in the weeks after it."""

    late: tuple[Thing, ...]
    days: tuple[Day, ...]
    undated: tuple[Thing, ...]
    later: tuple[Thing, ...]

    @property
    def shown(self) -> tuple[Day, ...]:
        """The days, without those that passed and of which nothing is left to see."""
        return tuple(day for day in self.days if day.out or not day.is_past)

    @property
    def asked(self) -> int:
        """How many things wait for this person."""
        return len(self.late) + len(self.undated) + sum(len(day.mine) for day in self.days)

    @property
    def going_out(self) -> int:
        return sum(thing.tone != "quiet" for day in self.days for thing in day.out)

    @property
    def missing(self) -> int:
        """How many slots have nobody."""
        return sum(thing.tone == "quiet" for day in self.days for thing in day.out)


def week_of(person_id: int, brands: Brands, monday: date, today: date, now: datetime) -> Week:
    """The week from `monday` of a person in these brands: seven questions, however many brands."""
    sunday = monday + timedelta(days=DAYS - 1)
    ahead = sunday + AHEAD if sunday >= today else sunday
    found = [
        *_tasks(person_id, brands, ahead, today),
        *_reviews(brands, sunday),
        *_out(brands, monday, sunday),
    ]
    found += _gaps(brands, now, sunday) if sunday >= today else []
    mine = [thing for thing in found if thing.is_mine]
    return Week(
        late=tuple(thing for thing in mine if thing.day is not None and thing.day < today),
        days=tuple(_day(found, monday + timedelta(days=number), today) for number in range(DAYS)),
        undated=tuple(thing for thing in mine if thing.day is None),
        later=tuple(thing for thing in mine if thing.day is not None and thing.day > sunday),
    )


def _day(found: Sequence[Thing], on: date, today: date) -> Day:
    here = sorted((thing for thing in found if thing.day == on), key=lambda thing: thing.at or time())
    mine = tuple(thing for thing in here if thing.is_mine and on >= today)
    out = tuple(thing for thing in here if not thing.is_mine)
    return Day(on, mine, out, on == today, on < today)


def _tasks(person_id: int, brands: Brands, until: date, today: date) -> Iterator[Thing]:
    """Tasks; those that a brief gave are shown in its pillar's colour, with when its post goes out."""
    given = tasks_across(person_id, brands.keys(), until)
    behind: dict[int | None, BriefBehind] = {}
    for brief in briefs_behind([task.pk for task in given]):
        behind |= dict.fromkeys((brief.writing_id, brief.approving_id, brief.checkpoint_id), brief)
    for task in given:
        yield _task(task, behind.get(task.pk), brands[task.workspace_id][0], today)


def _task(task: Task, brief: BriefBehind | None, workspace: Workspace, today: date) -> Thing:
    at = {"workspace": workspace.slug}
    is_late = task.due_on is not None and task.due_on < today
    word = _asking(task, brief)
    note = "" if brief is None else _("goes out {day}").format(day=f"{brief.local:%A %-d %b, %H:%M}")
    return Thing(
        day=task.due_on,
        at=None,
        words=task.what,
        href=task.href or reverse("notices:notices", kwargs=at),
        word=_("Late") if is_late else word,
        tone="bad" if is_late else "signal",
        shape="half" if is_late else "ring",
        brand=workspace.name,
        hue=brief.hue if brief else None,
        note=note,
        done_href=reverse("notices:completion", kwargs={**at, "task_id": task.pk}),
    )


def _asking(task: Task, brief: BriefBehind | None) -> str:
    """What a task asks for, in a word."""
    if brief is None:
        return _("Task")
    elif brief.writing_id == task.pk:
        return _("Write")
    elif brief.approving_id == task.pk:
        return _("Approve")
    else:
        return _("Check-point")


def _reviews(brands: Brands, until: date) -> Iterator[Thing]:
    """What waits for approval, and what came back, on the day before it goes out, or without a day."""
    for post in waiting_across([access for _workspace, access in brands.values()], until + _DAY):
        workspace = brands[post.workspace_id][0]
        is_back = post.state == Writing.RETURNED
        where = "content:post" if is_back else "content:approval"
        on = post.planned_on
        yield Thing(
            day=on - _DAY if on else None,
            at=None,
            words=f"“{post.title or post.opening.strip().split(chr(10), 1)[0][:120]}”",
            href=reverse(where, kwargs={"workspace": workspace.slug, "post_id": post.id}),
            word=_("Returned to you") if is_back else _("Wants approval"),
            tone="warn" if is_back else "signal",
            shape="cross" if is_back else "ring",
            brand=workspace.name,
            hue=post.hue,
            note=_("goes out {day}").format(day=f"{on:%A %-d %b}") if on else "",
        )


def _out(brands: Brands, first_on: date, last_on: date) -> Iterator[Thing]:
    """The posts that have their time in this week, with what became of them."""
    accesses = [access for _workspace, access in brands.values()]
    lines = planned_across(accesses, first_on, last_on)
    standing = standing_across(accesses, [line.id for line in lines]) if lines else {}
    for line in lines:
        yield _going_out(line, brands[line.workspace_id][0], standing.get(line.id))


def _going_out(line: Line, workspace: Workspace, state: State | None) -> Thing:
    looks = LOOKS.get(state) if state else None
    writing = Writing(line.state)
    word, tone, shape = (looks.word, looks.tone, looks.shape) if looks else (WORDS[writing], *TONES[writing])
    return Thing(
        day=line.planned_on,
        at=line.planned_time,
        words=line.words or _("Untitled post"),
        href=reverse("content:post", kwargs={"workspace": workspace.slug, "post_id": line.id}),
        word=word,
        tone="neutral" if tone == "quiet" else tone,
        shape=shape,
        brand=workspace.name,
        hue=line.hue,
        note=", ".join(name for _network, name in line.channels),
        is_mine=False,
    )


def _gaps(brands: Brands, now: datetime, until: date) -> Iterator[Thing]:
    """The slots that nobody was asked for."""
    writers = [access for _workspace, access in brands.values() if access.may("post.draft")]
    for gap in gaps_across(writers, now, until):
        workspace = brands[gap.workspace_id][0]
        yield Thing(
            day=gap.local_on,
            at=gap.local_time,
            words=gap.brief or gap.pillar or _("Open for the day"),
            href=reverse("planning:slot", kwargs={"workspace": workspace.slug, "slot_id": gap.slot_id}),
            word=_("Needs a post"),
            tone="quiet",
            shape="ring",
            brand=workspace.name,
            hue=gap.hue,
            note=gap.channel,
            is_mine=False,
        )
