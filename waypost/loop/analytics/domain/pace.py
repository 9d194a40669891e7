"""The straight line from where a goal began to its target, where that line is today, and when it will be met."""

import math
from datetime import date, timedelta

CLOSE = 0.02
"""Closer to the line than this share of the way is on it."""
AHEAD = 0.05
FARTHEST = timedelta(days=5 * 365)
"""A day further away than this is no forecast any more."""


def share_passed(starts_on: date, deadline: date, today: date) -> float:
    """The share of the days from start to deadline that have passed, 0 to 1."""
    days = (deadline - starts_on).days
    if days <= 0:
        return 1.0 if today >= deadline else 0.0
    return min(max((today - starts_on).days / days, 0.0), 1.0)


def expected(baseline: float, target: float, passed: float) -> float:
    """Where the line stands when this share of the time has passed."""
    return baseline + (target - baseline) * passed


def share_reached(baseline: float, target: float, actual: float) -> float:
    """How much of the way from baseline to target is done: below 0 when it went back, above 1 when it went further."""
    way = target - baseline
    if way == 0:
        return 1.0 if actual == target else 0.0
    return (actual - baseline) / way


def met_on(
    baseline: float, target: float, actual: float, *, today: date, before: float, before_on: date
) -> date | None:
    """The day on which the target is met if all goes on as it went from `before` (on `before_on`) to today.

    Today when it is met already. None when it does not come nearer, or so slowly that a date would be a pretence.
    """
    way = target - baseline
    forward = math.copysign(1.0, way) if way else 0.0
    left = (target - actual) * forward
    if left <= 0:
        return today
    days = (today - before_on).days
    speed = (actual - before) * forward / days if days > 0 else 0.0
    if speed <= 0:
        return None
    needed = left / speed
    return None if needed > FARTHEST.days else today + timedelta(days=math.ceil(needed))


def days_off(reached: float, passed: float, starts_on: date, deadline: date) -> int:
    """By how many days of the line a goal is ahead (positive) or behind (negative)."""
    return round((reached - passed) * (deadline - starts_on).days)
