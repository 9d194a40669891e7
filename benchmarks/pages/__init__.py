"""How fast, how heavy and how thrifty the pages of a busy brand are: 20 channels, 5,000 posts over 12 months."""

import calendar
from datetime import date, timedelta

PAST, AHEAD = 275, 90
"""Days before and after today between which posts lie."""


def full_month(today: date) -> tuple[date, date]:
    """The first and last day of the month that holds more than any other, two months after the rest."""
    first = (today + timedelta(days=AHEAD + 60)).replace(day=1)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
