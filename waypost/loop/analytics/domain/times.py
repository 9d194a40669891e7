"""Times of a week by which posts are told apart: weekdays, and parts of the day on weekdays and weekends."""

from collections.abc import Mapping
from dataclasses import dataclass

from waypost.toolkit.wording import _

WEEKDAYS = (
    _("Mondays"),
    _("Tuesdays"),
    _("Wednesdays"),
    _("Thursdays"),
    _("Fridays"),
    _("Saturdays"),
    _("Sundays"),
)
DAYPARTS: Mapping[str, tuple[str, int, int]] = {
    "early": (_("nights (0:00–7:00)"), 0, 7),
    "morning": (_("mornings (7:00–10:00)"), 7, 10),
    "midday": (_("middays (10:00–14:00)"), 10, 14),
    "afternoon": (_("afternoons (14:00–17:00)"), 14, 17),
    "evening": (_("early evenings (17:00–20:00)"), 17, 20),
    "night": (_("evenings (20:00–24:00)"), 20, 24),
}
"""Each part of the day with its words, its first hour, and the hour that is no part of it any more."""


@dataclass(frozen=True)
class Times:
    """Some days of the week (0 is Monday) and hours of the wall clock, from `first` up to but not including `end`."""

    key: str
    label: str
    weekdays: tuple[int, ...]
    first: int = 0
    end: int = 24


def _times() -> dict[str, Times]:
    found = {
        f"day-{number}": Times(f"day-{number}", label, (number,)) for number, label in enumerate(WEEKDAYS)
    }
    for days, word, weekdays in (("week", _("Weekday"), range(5)), ("weekend", _("Weekend"), range(5, 7))):
        for part, (label, first, end) in DAYPARTS.items():
            key = f"{days}-{part}"
            found[key] = Times(key, f"{word} {label}", tuple(weekdays), first, end)
    return found


TIMES: Mapping[str, Times] = _times()
