"""One line of a list of publications: drawn without templates, for lists of any length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from itertools import groupby

from django.utils import dateformat
from django.utils.safestring import SafeString, mark_safe

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.publishing.domain.states import LOOKS, State
from waypost.loop.publishing.queries.listing import Line
from waypost.toolkit import clock
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.components.labels import status
from waypost.ui.marks import render as network_mark


@dataclass(frozen=True)
class DayOfRows:
    """What leaves on one day of the brand's wall."""

    heading: str
    on: date
    rows: SafeString


def draw(
    lines: Iterable[Line], workspace: Workspace, *, only_time: bool = False, why: bool = False
) -> SafeString:
    """Draw lines; with day and time or the time alone; with the reason of their state when asked."""
    template = reverse("publishing:publication", kwargs={"workspace": workspace.slug, "publication_id": 0})
    before, _zero, after = template.rpartition("0")
    today = workspace.today
    drawn = "".join(
        _row(
            line,
            f"{before}{line.id}{after}",
            _when(workspace.local(line.at), today, only_time),
            f"Next try {_when(workspace.local(line.until), today, False)}." if line.until else "",
            why=why,
        )
        for line in lines
    )
    return mark_safe(drawn)  # noqa: S308 (words are escaped in _row)


def _row(line: Line, href: str, when: str, until: str, *, why: bool) -> str:
    place = f'<span class="publication-place">{escape(line.place)}</span> ' if line.place else ""
    said = " ".join(filter(None, [line.reason if why or until else "", until]))
    reason = f'<span class="publication-why">{escape(said)}</span>' if said else ""
    return (
        f'<li class="row publication-row"><time class="publication-when" datetime="{line.at.isoformat()}">{when}</time>'
        f'<span class="publication-words">{place}<a class="row-link" href="{escape(href)}">{escape(line.words)}</a>{reason}</span>'
        f'<span class="publication-channel">{_mark(line.network)}<span>{escape(line.channel)}</span></span>'
        f"{_unapproved() if line.wants_approval else _status(line.state)}</li>"
    )


def by_day(lines: Iterable[Line], workspace: Workspace) -> list[DayOfRows]:
    """Draw lines under the days of the brand's wall on which they leave."""
    today = workspace.today
    days = groupby(lines, key=lambda line: workspace.local(line.at).date())
    return [DayOfRows(_heading(on, today), on, draw(group, workspace, only_time=True)) for on, group in days]


def _heading(on: date, today: date) -> str:
    match (on - today).days:
        case 0:
            return _("Today")
        case 1:
            return _("Tomorrow")
        case _:
            return dateformat.format(on, "l j F" if on.year == today.year else "l j F Y")


def _when(local: datetime, today: date, only_time: bool) -> str:
    if only_time or local.date() == today:
        return f"{local.hour:02}:{local.minute:02}"
    return dateformat.format(local, "D j M, H:i" if local.year == today.year else "j M Y, H:i")


@cache
def _mark(network: str) -> SafeString:
    return network_mark(network)


@cache
def _status(state: State) -> SafeString:
    looks = LOOKS[state]
    return status(looks.word, looks.tone, looks.shape)


@cache
def _unapproved() -> SafeString:
    return status(_("Not approved"), "warn", "half")


def wall_clock(moment: datetime, zone: str) -> str:
    """A moment to the second, as evidence needs it, on the brand's wall."""
    local = clock.to_local(moment, zone)
    is_this_year = local.year == clock.today(zone).year
    return dateformat.format(local, "D j M, H:i:s" if is_this_year else "D j M Y, H:i:s")
