"""Hours and times as a person writes them: “Mon–Fri 7–9”, “Tue, Thu 09:30”, “any day 18:00”."""

import re
from collections.abc import Iterable

from waypost.loop.strategy.domain.document import ActiveHours, PostingTime, Weekday
from waypost.toolkit.wording import _

_DASH = r"\s*(?:-|–|—|to)\s*"
_DAY = "mon|tue|wed|thu|fri|sat|sun"
_DAYS = re.compile(rf"^({_DAY})[a-z]*(?:{_DASH}({_DAY})[a-z]*)?$")
_HOURS = re.compile(
    rf"^(?P<days>.*?)[\s:]+(?P<starts>\d{{1,2}})(?::00)?{_DASH}(?P<ends>\d{{1,2}})(?::00)?(?:\s*h)?$"
)
_TIME = re.compile(r"^(?P<days>.*?)\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})$")
_ANY = {"", "any day", "every day", "daily", "all days", "any", "all"}


class NotUnderstood(ValueError):
    """A line that is neither hours nor a time; its text is a sentence of how to write it."""


def hours_in_words(hours: ActiveHours) -> str:
    """Say active hours, such as “Mon–Fri 7–9”."""
    return f"{days_in_words(hours.days)} {hours.starts}–{hours.ends}"


def time_in_words(time: PostingTime) -> str:
    """Say a posting time, such as “Tue, Thu 09:30”."""
    return f"{days_in_words(time.days)} {time.at}"


def days_in_words(days: Iterable[Weekday]) -> str:
    """Say days with runs of three and more drawn together, such as “Mon–Wed, Sat”."""
    numbers = [day.number for day in days]
    if not numbers or len(numbers) == 7:
        return _("any day")
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run_in_words(run) for run in runs)


def _run_in_words(run: list[int]) -> str:
    names = [list(Weekday)[number].value.capitalize() for number in run]
    return f"{names[0]}–{names[-1]}" if len(names) > 2 else ", ".join(names)


def hours_from_words(line: str) -> ActiveHours:
    """Read “Mon–Fri 7–9”. Raises NotUnderstood."""
    found = _HOURS.match(f" {line.strip().lower()}")
    starts, ends = (int(found["starts"]), int(found["ends"])) if found else (0, 0)
    if not found or not 0 <= starts < ends <= 24:
        raise NotUnderstood(
            _("Write days and hours like “Mon–Fri 7–9”, one range a line; “{line}” is not.").format(line=line)
        )
    return ActiveHours(days=_days(found["days"], line) or tuple(Weekday), starts=starts, ends=ends)


def time_from_words(line: str) -> PostingTime:
    """Read “Tue, Thu 09:30”. Raises NotUnderstood."""
    found = _TIME.match(line.strip().lower())
    if not found or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise NotUnderstood(
            _("Write days and a time like “Tue, Thu 09:30”, one time a line; “{line}” is not.").format(
                line=line
            )
        )
    return PostingTime(days=_days(found["days"], line), at=f"{int(found['hour']):02}:{found['minute']}")


def _days(words: str, line: str) -> tuple[Weekday, ...]:
    words = words.strip(" :,")
    if words in _ANY:
        return ()
    days: set[Weekday] = set()
    for part in re.split(r"\s*(?:,|and|&|\+)\s*", words):
        found = _DAYS.match(part.strip())
        if not found:
            sentence = _("“{part}” in “{line}” is not a day. Write Mon, Tue, Wed, Thu, Fri, Sat or Sun.")
            raise NotUnderstood(sentence.format(part=part, line=line))
        days.update(_run(Weekday(found[1]), Weekday(found[2] or found[1])))
    return tuple(day for day in Weekday if day in days)


def _run(first: Weekday, last: Weekday) -> list[Weekday]:
    """The days from `first` to `last`, past Sunday where need be."""
    length = (last.number - first.number) % 7 + 1
    return [list(Weekday)[(first.number + step) % 7] for step in range(length)]
