"""How long somebody has been waiting, in words."""

from datetime import datetime, timedelta

from waypost.toolkit.wording import _, count

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def how_long(since: datetime, now: datetime) -> str:
    """The time from `since` to `now` in its largest unit: "4 minutes", "3 hours", "2 days"."""
    passed = max(now - since, timedelta())
    if passed < timedelta(minutes=1):
        return _("less than a minute")
    elif passed < HOUR:
        return count(int(passed.total_seconds() // 60), "minute", "minutes")
    elif passed < 2 * DAY:
        return count(int(passed / HOUR), "hour", "hours")
    else:
        return count(passed.days, "day", "days")


def in_short(since: datetime, now: datetime) -> str:
    """The same for a narrow column: "4 min", "3 h", "2 d"."""
    passed = max(now - since, timedelta())
    if passed < HOUR:
        return f"{int(passed.total_seconds() // 60)} min"
    elif passed < 2 * DAY:
        return f"{int(passed / HOUR)} h"
    else:
        return f"{passed.days} d"
