"""Reads from an address which part of the calendar somebody wants to see, and writes such addresses."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import QueryDict

from waypost.loop.planning.domain.calendar import Filters, View, month_after


@dataclass(frozen=True)
class Asked:
    """A view, a day within it, and the filters."""

    view: View
    anchor: date
    filters: Filters

    @classmethod
    def read(cls, query: QueryDict, today: date) -> "Asked":
        """Read ?view=week&day=2026-11-03 or ?month=2026-11, &channel=7&pillar=3; what makes no sense is today's."""
        view: View = "week" if query.get("view") == "week" else "month"
        anchor = _day(query.get("day", "")) or _day(f"{query.get('month', '')}-01") or today
        chosen = (_number(query.get(name)) for name in ("channel", "pillar", "campaign"))
        return cls(view, anchor, Filters(*chosen))

    def before(self) -> "Asked":
        return replace(self, anchor=self._step(-1))

    def after(self) -> "Asked":
        return replace(self, anchor=self._step(1))

    def on(self, day: date, view: View | None = None) -> "Asked":
        return replace(self, anchor=day, view=view or self.view)

    @property
    def query(self) -> str:
        """The address's part after the question mark."""
        place = f"month={self.anchor:%Y-%m}" if self.view == "month" else f"day={self.anchor.isoformat()}"
        return f"view={self.view}&{place}{self.filter_query}"

    @property
    def filter_query(self) -> str:
        """The filters as a further part of an address: "&channel=7", or nothing."""
        wanted = {
            "channel": self.filters.channel_id,
            "pillar": self.filters.pillar_id,
            "campaign": self.filters.campaign_id,
        }
        return "".join(f"&{name}={pk}" for name, pk in wanted.items() if pk is not None)

    def _step(self, steps: int) -> date:
        if self.view == "month":
            return month_after(self.anchor, steps)
        else:
            return self.anchor + timedelta(weeks=steps)


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2200 else None


def _number(words: str | None) -> int | None:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 16 else None
