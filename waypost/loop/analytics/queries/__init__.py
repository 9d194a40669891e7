"""Named questions about results. `measured(access)` is where every other one starts."""

from waypost.loop.analytics.queries.goals import goal_progress
from waypost.loop.analytics.queries.measured import measured, results
from waypost.loop.analytics.queries.plan import plan_against_actual

__all__ = ["goal_progress", "measured", "plan_against_actual", "results"]
