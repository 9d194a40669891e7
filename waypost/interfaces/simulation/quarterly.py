"""The demo's weeks as a plan: what they are about, which days matter, who has how much time, and when people are at home."""

from datetime import timedelta

from waypost.interfaces.simulation.beginning import Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.planning import planner_work, queries
from waypost.loop.planning.actions import capacity, holidays, planner, quarter_plans
from waypost.loop.planning.domain.capacity import Unit
from waypost.loop.planning.domain.quarter_plan import DayKind, KeyDay, QuarterPlan, Theme
from waypost.loop.planning.models import Quarter

COUNTRY = "PT"
MINUTES, USUAL = 450, 45
"""A little less than the rhythm needs: something has to be traded."""
EFFORTS = {"image": 60, "carousel": 110, "text": 30}
CARRIED = (
    "The harbour in bad weather brings people in. Two of it a month, and nothing that looks like a catalogue."
)


def write(begun: Begun, team: Team) -> None:
    """Write the plan of the weeks that are open, and say what people can make in one."""
    workspace = begun.workspace
    capacity.describe(
        workspace,
        unit=Unit.HOURS,
        hands={team.manager_member: MINUTES},
        efforts=EFFORTS,
        usual=USUAL,
        by=team.strategist,
    )
    holidays.choose(workspace, country=COUNTRY, by=team.strategist)
    quarter = queries.quarter_covering(workspace.pk, workspace.today)
    assert quarter is not None, "the weeks to come are open"
    fair = quarter.starts_on + timedelta(days=16)
    plan = QuarterPlan(
        carried=CARRIED,
        themes=(Theme("Storm season", note="Boats, ropes, and the light before it breaks."),),
        days=(
            KeyDay("The print fair in the old cannery", fair, fair + timedelta(days=2), DayKind.LAUNCH),
            KeyDay("The calendar goes to print", quarter.ends_on - timedelta(days=3), kind=DayKind.DEADLINE),
        ),
    )
    written = quarter_plans.write(
        quarter,
        starts_on=quarter.starts_on,
        ends_on=quarter.ends_on,
        plan=plan,
        why="The fair has a date at last.",
        seen=quarter.seen,
        by=team.strategist,
    )
    _fill(written, team)


def _fill(quarter: Quarter, team: Team) -> None:
    """Let the planner fill it, and take what it found: with what it traded, for the manager has too few hours."""
    layout = planner.ask(quarter, by=team.manager)
    if (begun := planner.begin_next()) is not None:
        planner_work.work_out(begun)
    layout.refresh_from_db()
    planner.take(layout, by=team.manager)
