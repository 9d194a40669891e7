"""When a post is looked at again: often while it is young, ever more rarely, and after ninety days no more."""

from datetime import datetime, timedelta

STEPS = (
    (timedelta(hours=1), timedelta(minutes=15)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=7), timedelta(hours=6)),
    (timedelta(days=30), timedelta(days=1)),
    (timedelta(days=90), timedelta(days=7)),
)
"""Up to which age a post is read how often."""

FIRST = STEPS[0][1]
SETTLED = timedelta(days=7)
"""From this age a post has collected most of what it will."""


def next_reading(published_at: datetime, read_at: datetime) -> datetime | None:
    """When a post that was read at `read_at` is due again; None when it has grown old.

    Due moments lie on a grid that begins with the publication, so that a late sweep does not shift the next.
    """
    age = max(read_at - published_at, timedelta(0))
    begins = timedelta(0)
    for until, step in STEPS:
        if age < until:
            passed = (age - begins) // step
            return published_at + min(begins + (passed + 1) * step, until)
        begins = until
    return None
