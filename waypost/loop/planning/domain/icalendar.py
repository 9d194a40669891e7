"""A calendar that other programs read (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

LASTS = timedelta(minutes=15)
"""A post takes no time; calendars draw what does."""


@dataclass(frozen=True)
class Entry:
    """Something at a moment (aware, UTC), or on days, to the last one `until`; `uid` is the same each time it is read."""

    uid: str
    at: datetime | date
    words: str
    note: str = ""
    url: str = ""
    until: date | None = None

    @property
    def lasts(self) -> timedelta:
        if isinstance(self.at, datetime):
            return LASTS
        return (self.until or self.at) - self.at + timedelta(days=1)


def as_calendar(name: str, entries: Iterable[Entry], *, made_at: datetime) -> bytes:
    """The calendar as a file. Programs are asked to read it again every hour."""
    calendar = Calendar()
    calendar.add("prodid", "-//Waypost//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, made_at))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made_at)
    event.add("summary", entry.words)
    event.add("dtstart", entry.at)
    event.add("duration", entry.lasts)
    event.add("transp", "TRANSPARENT")
    if entry.note:
        event.add("description", entry.note)
    if entry.url:
        event.add("url", entry.url)
    return event
