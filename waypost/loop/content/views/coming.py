"""The times of a series as its page lists them: what is planned, what is taken out, what clocks and days off do."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.domain.states import TONES, WORDS, State
from waypost.loop.content.models import Post, Repeat, Series
from waypost.loop.content.queries.repeating import repeats_of
from waypost.loop.planning.domain.recurrence import Recurrence
from waypost.loop.planning.domain.wall import clock_note, shift_note
from waypost.loop.planning.queries import days_off
from waypost.toolkit import clock
from waypost.toolkit.wording import _

SHOWN = 12


@dataclass(frozen=True)
class Coming:
    """One time on the wall, with its post where it is made."""

    local: datetime
    note: str
    is_out: bool = False
    is_changed: bool = False
    is_first: bool = False
    post: Post | None = None

    @property
    def spoken(self) -> str:
        """The button that takes it out or puts it back, said with its day: there is one on every line."""
        words = _("Put it back") if self.is_out else _("Take it out")
        return f"{words}: {self.local:%a} {self.local.day} {self.local:%b}, {self.local:%H:%M}"

    @property
    def state(self) -> tuple[str, str, str]:
        """Word, tone and shape."""
        if self.is_out:
            return _("Taken out"), "quiet", "cross"
        elif self.post is None:
            return _("To come"), "quiet", "ring"
        else:
            state = State(self.post.state)
            return WORDS[state], *TONES[state]


def times_of(recurrence: Recurrence, workspace: Workspace) -> list[Coming]:
    """The next times of a rule: what a person looks at before it begins."""
    return _list(recurrence, workspace, {})


def coming_of(series: Series, workspace: Workspace) -> list[Coming]:
    """The next times of a series that goes on, those that were taken out too."""
    listed = _list(series.recurrence, workspace, repeats_of(series, workspace.today))
    return [_itself(each, series.source) if each.local == series.start else each for each in listed]


def _itself(first: Coming, source: Post) -> Coming:
    """The first of a series is its source, which is no repeat."""
    return replace(
        first, post=source, is_first=True, is_changed=source.planned_local != first.local, is_out=False
    )


def _list(recurrence: Recurrence, workspace: Workspace, made: dict[datetime, Repeat]) -> list[Coming]:
    now = workspace.local(clock.now())
    times = Recurrence(recurrence.rule, recurrence.start).next(now, SHOWN)
    if not times:
        return []
    off = days_off(workspace.pk, times[0].date(), times[-1].date())
    found, before = [], times[0]
    for local in times:
        repeat = made.get(local)
        found.append(
            Coming(
                local=local,
                note=_note(before, local, workspace.timezone, off),
                is_out=local in recurrence.skipped or (repeat is not None and repeat.post.is_archived),
                is_changed=repeat is not None and _is_changed(repeat),
                post=repeat.post if repeat is not None else None,
            )
        )
        before = local
    return found


def _note(before: datetime, local: datetime, zone: str, off: dict[date, str]) -> str:
    notes = [
        clock_note(local, zone) or shift_note(before, local, zone),
        f"Days off: {off[local.date()]}." if local.date() in off else "",
    ]
    return " ".join(filter(None, notes))


def _is_changed(repeat: Repeat) -> bool:
    return repeat.version != repeat.post.version or repeat.local != repeat.post.planned_local
