"""How much of the time for a goal has passed."""

from datetime import date


def share_passed(starts_on: date, ends_on: date, today: date) -> float:
    """Give the share of the days from `starts_on` to `ends_on` that have passed on `today`, from 0 to 1."""
    days = (ends_on - starts_on).days
    if days <= 0:
        return 1.0 if today >= ends_on else 0.0
    return min(max((today - starts_on).days / days, 0.0), 1.0)
