"""When a brand's posts are looked at again, and when what follows is put forward."""

from datetime import date, timedelta

EVERY = timedelta(days=7)


def is_look_due(today: date, looked_on: date | None) -> bool:
    """Whether a week has passed since the last look."""
    return looked_on is None or today - looked_on >= EVERY


def is_review_due(today: date, reviewed_on: date | None) -> bool:
    """Whether this month had no review yet: proposals come at its beginning, never in the middle of writing."""
    return reviewed_on is None or (today.year, today.month) > (reviewed_on.year, reviewed_on.month)
