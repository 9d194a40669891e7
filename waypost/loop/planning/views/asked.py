"""Reads from an address which part of the calendar somebody wants to see, and writes such addresses."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast, get_args

from django.http import QueryDict

from waypost.loop.planning.domain.calendar import (
    PHASES,
    WEEKS_OF_A_LIST,
    Colour,
    Filters,
    Phase,
    View,
    month_after,
)

MOST_OPENED = 42
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")


@dataclass(frozen=True)
class Asked:
    """A view, a day within it, the filters, and what the colours say."""

    view: View
    anchor: date
    filters: Filters
    colour: Colour = "pillar"
    opened: frozenset[date] = frozenset()

    @classmethod
    def read(cls, query: QueryDict, today: date) -> "Asked":
        """Read ?view=week&day=2026-11-03 or ?month=2026-11, &channel=7&persona=skipper&colour=state; what makes no
        sense is today's month. Each &open= is a day that shows all it has."""
        view = cast(View, query["view"]) if query.get("view") in get_args(View) else "month"
        anchor = _day(query.get("day", "")) or _day(f"{query.get('month', '')}-01") or today
        colour = cast(Colour, query["colour"]) if query.get("colour") in get_args(Colour) else "pillar"
        channel, pillar, campaign = (_number(query.get(name)) for name in ("channel", "pillar", "campaign"))
        persona, goal, stage = (_key(query.get(name)) for name in ("persona", "goal", "stage"))
        phase = cast(Phase, query["state"]) if query.get("state") in PHASES else None
        filters = Filters(channel, pillar, campaign, persona, goal, stage, phase)
        days = (_day(words) for words in query.getlist("open")[:MOST_OPENED])
        return cls(view, anchor, filters, colour, frozenset(day for day in days if day is not None))

    def before(self) -> "Asked":
        return replace(self, anchor=self._step(-1))

    def after(self) -> "Asked":
        return replace(self, anchor=self._step(1))

    def whole(self) -> "Asked":
        """The same days without a filter."""
        return replace(self, filters=Filters())

    def on(self, day: date, view: View | None = None) -> "Asked":
        return replace(self, anchor=day, view=view or self.view)

    @property
    def query(self) -> str:
        """The address's part after the question mark."""
        place = f"month={self.anchor:%Y-%m}" if self.view == "month" else f"day={self.anchor.isoformat()}"
        return f"view={self.view}&{place}{self.filter_query}"

    @property
    def filter_query(self) -> str:
        """The filters and the colours as a further part of an address: "&channel=7&colour=state", or nothing."""
        wanted = {**self.filters.places, "state": self.filters.phase}
        wanted["colour"] = None if self.colour == "pillar" else self.colour
        return "".join(f"&{name}={value}" for name, value in wanted.items() if value is not None)

    def _step(self, steps: int) -> date:
        if self.view == "month":
            return month_after(self.anchor, steps)
        elif self.view == "day":
            return self.anchor + timedelta(days=steps)
        else:
            return self.anchor + timedelta(weeks=steps * (WEEKS_OF_A_LIST if self.view == "list" else 1))


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2200 else None


def _number(words: str | None) -> int | None:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 16 else None


def _key(words: str | None) -> str | None:
    return words if words and KEY.match(words) else None
