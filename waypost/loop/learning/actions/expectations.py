from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.queries import results
from waypost.loop.learning.domain import judging
from waypost.loop.learning.domain.found import as_record
from waypost.loop.learning.domain.levers import levers_of
from waypost.loop.learning.domain.measure import measure_called
from waypost.loop.learning.domain.reading import rows_of
from waypost.loop.learning.domain.rows import Row, as_columns
from waypost.loop.learning.queries import to_be_judged
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.evidence import Expectation, Interval, Outcome
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import version_numbered
from waypost.toolkit import clock, heavy_work

SETTLES = timedelta(days=3)
"""The last posts under a change have shown by then what they bring."""


def check(workspace: Workspace, *, now: datetime | None = None, by: Actor) -> list[Proposal]:
    """Look whether what was expected of proposals came true, of those whose day has come; each is looked at once."""
    require(by, "proposal.put", workspace.pk)
    now = now or clock.now()
    due = to_be_judged(workspace.pk, clock.to_local(now, workspace.timezone).date())
    return [
        proposals.judge(proposal, outcome=_outcome(proposal, now), by=by)
        for proposal in due
        if _until(proposal, now) + SETTLES <= now and _moves_posts(proposal)
    ]


def _moves_posts(proposal: Proposal) -> bool:
    """Whether it moved something that posts can tell apart; of a new word or a boundary a person says what came."""
    version = version_numbered(proposal.workspace_id, proposal.made_version)
    if version is None:
        return True
    after = version.strategy
    return levers_of(proposal.change_back.apply(after)) != levers_of(after)


def _until(proposal: Proposal, now: datetime) -> datetime:
    """Until when posts went out under the change: to the end of its trial, or until now."""
    return proposal.ended_at if proposal.state == "taken_back" and proposal.ended_at else now - SETTLES


def _outcome(proposal: Proposal, now: datetime) -> Outcome:
    expectation, since = proposal.expectation, proposal.decided_at
    assert expectation is not None
    assert since is not None
    version = version_numbered(proposal.workspace_id, proposal.made_version)
    measure = measure_called(expectation.metric)
    if version is None or measure is None:
        return judging.too_few(0)
    after = version.strategy
    rows = rows_of(results(proposal.workspace_id, since, _until(proposal, now)), measure)
    if len(rows) < judging.FEWEST_POSTS or not any(row.count for row in rows):
        return judging.too_few(len(rows))
    return _judged(expectation, rows, proposal.change_back.apply(after), after)


def _judged(expectation: Expectation, rows: Sequence[Row], before: Strategy, after: Strategy) -> Outcome:
    """Have the gain told by the posts under the change alone: those before it made the expectation."""
    given: dict[str, Any] = {
        "rows": as_columns(rows),
        "before": as_record(levers_of(before)),
        "after": as_record(levers_of(after)),
        "expected": expectation.gain.value,
    }
    said = heavy_work.do("worth", given)
    gain = Interval(value=said["value"], low=said["low"], high=said["high"])
    return judging.outcome(expectation, gain=gain, reached=said["reached"], posts=len(rows))
