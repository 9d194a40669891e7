"""Posting times: read as another tool lists them, or worked out from when posts go out. All on the brand's own wall."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from math import floor

from waypost.toolkit.wording import _

DayTime = tuple[int, time]
"""A weekday (0 is Monday) and a time of that day."""

MOST = 60
"""So many different times a channel may have; a strategy takes no more."""
_ROUND_TO = 5
_EVERY = tuple(range(7))
_NAMES = (
    "mon monday mondays montag mo lundi lun lunes lunedì lunedi segunda maandag ma",
    "tue tues tuesday tuesdays dienstag di mardi mar martes martedì martedi terça terca dinsdag",
    "wed weds wednesday wednesdays mittwoch mi mercredi mer miércoles miercoles mié mercoledì quarta woensdag wo",
    "thu thur thurs thursday thursdays donnerstag do jeudi jeu jueves jue giovedì giovedi quinta donderdag",
    "fri friday fridays freitag fr vendredi ven viernes vie venerdì venerdi sexta vrijdag vr",
    "sat saturday saturdays samstag sonnabend sa samedi sam sábado sabado sáb sabato zaterdag za",
    "sun sunday sundays sonntag so dimanche dim domingo dom domenica zondag zo",
)
_DAYS = {name: number for number, names in enumerate(_NAMES) for name in names.split()}
_GROUPS = {
    **dict.fromkeys(("daily", "everyday", "täglich", "tous", "todos", "any"), _EVERY),
    **dict.fromkeys(("weekday", "weekdays", "werktags", "workdays"), _EVERY[:5]),
    **dict.fromkeys(("weekend", "weekends", "wochenende"), _EVERY[5:]),
}
_FILLERS = frozenset(
    [
        "at",
        "and",
        "the",
        "on",
        "every",
        "day",
        "days",
        "each",
        "to",
        "post",
        "posts",
        "posting",
        "time",
        "times",
        "schedule",
        "slot",
        "slots",
        "um",
        "uhr",
        "und",
        "à",
        "a",
        "et",
        "les",
        "jours",
        "el",
        "los",
        "días",
        "dias",
        "las",
        "y",
        "o’clock",
        "o'clock",
        "h",
        "am",
        "pm",
        "queue",
        "hrs",
    ]
)
_TOKEN = re.compile(
    r"(?P<time>\d{1,2}(?:[:.h]\d{2})(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?![\d:])|\d{1,2}\s*(?:[ap]\.?m\.?\b|uhr\b|h\b))"
    r"|(?P<dash>\s*[-–—]\s*|\bto\b|\bbis\b)"
    r"|(?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)?)"
    r"|(?P<odd>[^\s,;|/&+.:()\[\]•·*\"#]+)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2})?\s*([ap])?", re.IGNORECASE)


class NotTimes(ValueError):
    """What cannot be read as days and times; its text is a sentence."""


@dataclass(frozen=True)
class Habit:
    """When posts of a channel go out: how many a week, at which times, told by how many posts of how many weeks."""

    a_week: float
    times: tuple[DayTime, ...]
    posts: int
    weeks: int


def pasted(text: str) -> tuple[DayTime, ...]:
    """The times in a list as people paste it, in order; days hold until others are named, times without days are daily.

    Raises NotTimes.
    """
    found: set[DayTime] = set()
    days: list[int] = []
    is_range = is_spent = False
    for token in _TOKEN.finditer(text):
        if token["time"]:
            found.update((day, _time_of(token["time"])) for day in days or _EVERY)
            is_spent = True
        elif token["dash"]:
            is_range = bool(days) and not is_spent
            continue
        else:
            named = _days_of(token[0])
            if named and is_spent:
                days, is_spent = [], False
            if named and is_range:
                named = _between(days[-1], named[0])
            days += [day for day in named if day not in days]
        is_range = False
    if not found:
        raise NotTimes(_("There is no time in it. Write days and times, such as “Mon–Fri 09:00, 17:30”."))
    if len(found) > MOST * 7:
        raise NotTimes(_("These are more times than a channel can have. Leave some out."))
    return tuple(sorted(found))


def seen(moments: Iterable[datetime]) -> Habit | None:
    """The habit in a channel's own posts (naive, on the wall): the times that come back most often, as many as a week has."""
    found = sorted(moments)
    if not found:
        return None
    weeks = len({moment.isocalendar()[:2] for moment in found})
    a_week = round(len(found) / weeks, 1)
    places = Counter((moment.weekday(), _rounded(moment)) for moment in found)
    often = sorted(places, key=lambda place: (-places[place], place))
    wanted = min(max(1, floor(a_week + 0.5)), len(often), MOST)
    return Habit(a_week, tuple(sorted(often[:wanted])), len(found), weeks)


def by_time(times: Sequence[DayTime]) -> list[tuple[tuple[int, ...], time]]:
    """The same times, each once with the days that it has."""
    clocks = sorted({at for _day, at in times})
    return [(tuple(sorted(day for day, other in times if other == at)), at) for at in clocks]


def by_day(times: Iterable[DayTime]) -> list[list[time]]:
    """The times of each weekday, Monday first."""
    known = sorted(set(times))
    return [[at for day, at in known if day == number] for number in _EVERY]


def _days_of(word: str) -> Sequence[int]:
    plain = word.casefold()
    if plain in _DAYS:
        return [_DAYS[plain]]
    elif plain in _GROUPS:
        return _GROUPS[plain]
    elif plain in _FILLERS:
        return ()
    else:
        raise NotTimes(
            _("“{word}” is neither a day nor a time. Write such as “Mon–Fri 09:00, 17:30”.").format(
                word=word[:40]
            )
        )


def _between(first: int, last: int) -> list[int]:
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _time_of(token: str) -> time:
    match = _CLOCK.match(token)
    assert match is not None, "the token is one"
    hour, half = int(match[1]), (match[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(match[2] or 0))
    except ValueError as error:
        raise NotTimes(_("“{word}” is not a time of day.").format(word=token.strip())) from error


def _rounded(moment: datetime) -> time:
    """To five minutes, because tools spread posts a little; never past midnight."""
    minutes = moment.hour * 60 + moment.minute
    nearest = min((minutes + _ROUND_TO // 2) // _ROUND_TO * _ROUND_TO, 23 * 60 + 55)
    return time(nearest // 60, nearest % 60)
