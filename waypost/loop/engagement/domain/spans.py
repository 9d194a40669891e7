"""How long something took, in words for a log and a report."""

from datetime import timedelta

from waypost.toolkit.wording import _, count


def span(passed: timedelta) -> str:
    """A span in its two largest units: “2 hours 5 minutes”, “40 seconds”, “3 days 1 hour”."""
    seconds = max(int(passed.total_seconds()), 0)
    if seconds < 60:
        return count(seconds, _("second"), _("seconds"))
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86400
    if days:
        parts = [count(days, _("day"), _("days")), count(hours, _("hour"), _("hours")) if hours else ""]
    elif hours:
        parts = [
            count(hours, _("hour"), _("hours")),
            count(minutes, _("minute"), _("minutes")) if minutes else "",
        ]
    else:
        parts = [count(minutes, _("minute"), _("minutes"))]
    return " ".join(filter(None, parts))
