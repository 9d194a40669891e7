"""Who puts things on the calendar. A later stage registers a source in its panels.py; the calendar asks each once.

A source gets the reader's access, the workspace, the period and the filters, makes one query, and returns items with
everything that a slip shows. It honours `filters.places` and shows only what the reader may see.
"""

from collections.abc import Callable
from datetime import datetime, time

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.planning.domain.calendar import CalendarItem, Filters, Period

Source = Callable[[Access, Workspace, Period, Filters], list[CalendarItem]]

_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source to the calendar; usable as a decorator. A second registration of the same one replaces the first."""
    _sources[f"{source.__module__}.{source.__qualname__}"] = source
    return source


def items(access: Access, workspace: Workspace, period: Period, filters: Filters) -> list[CalendarItem]:
    """Ask every source for its items of the period; what a later stage replaces is left out.

    A source may answer with an item outside the period, to replace one inside it.
    """
    found = [item for source in _sources.values() for item in source(access, workspace, period, filters)]
    replaced = {item.replaces for item in found if item.replaces is not None}
    start = datetime.combine(period.first_on, time.min)
    end = datetime.combine(period.last_on, time.max)
    shown = [item for item in found if start <= item.local <= end and (item.kind, item.id) not in replaced]
    return shown if filters.phase is None else [item for item in shown if item.phase == filters.phase]
