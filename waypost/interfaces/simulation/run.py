"""One simulation from its beginning to its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

from waypost.foundation.journal import reactions
from waypost.interfaces.simulation.beginning import begin
from waypost.interfaces.simulation.brand import Brand
from waypost.interfaces.simulation.figures import Quarter, Report, Stopwatch, TimedWire
from waypost.interfaces.simulation.periods import WEEKS_OF_A_QUARTER
from waypost.interfaces.simulation.policies import policy_called
from waypost.interfaces.simulation.year import Year
from waypost.loop.learning.domain.heavy import jobs
from waypost.networks.sandbox.server import Sandbox, open_sandbox
from waypost.toolkit import clock, heavy_work, http

PULLED = frozenset(
    {
        "post.changed",
        "post.submitted",
        "post.approved",
        "publication.published",
        "publication.continued",
        "conversation.arrived",
        "channel.connected",
    }
)
"""What the weeks pull by themselves: publications of approved posts, answers that were sent, who waits."""
QUARTER = timedelta(weeks=WEEKS_OF_A_QUARTER)


def run(
    brand: Brand,
    *,
    weeks: int,
    seed: int,
    policy: str,
    watch: Stopwatch,
    sandbox_file: Path | None = None,
    week: Callable[[int], None] = lambda number: None,
) -> Report:
    """Let the program live through the weeks before its audience; its database must be prepared."""
    begins_at = clock.to_utc(datetime.combine(brand.audience.begins_on, time(0, 1)), brand.zone)
    sandbox = open_sandbox(str(sandbox_file) if sandbox_file else ":memory:")
    with before(sandbox, watch):
        with clock.frozen_at(begins_at):
            sandbox.settle(brand.audience, seed)
            begun = begin(brand)
        assert sandbox.living is not None, "an audience has settled"
        chosen = policy_called(policy, brand, sandbox.living.crowd, seed)
        quarters = Year(brand, begun, chosen, watch, week).run(weeks)
        return Report(_with_outcomes(quarters, sandbox, begins_at), seed, policy)


@contextmanager
def before(sandbox: Sandbox, watch: Stopwatch) -> Iterator[None]:
    """Live before this sandbox: its wire, numbers computed here, stages that react at once. It is closed at the end."""
    with ExitStack() as stack:
        stack.callback(sandbox.truth.close)
        stack.enter_context(http.wired(TimedWire(sandbox, watch)))
        stack.enter_context(heavy_work.done_here({"effects": jobs.effects, "worth": jobs.worth}))
        stack.enter_context(_reacting())
        yield


@contextmanager
def _reacting() -> Iterator[None]:
    """Let the stages react at once, and leave to the pulls what comes with every post."""
    inline, left = reactions.inline.set(True), reactions.left_to_pulls.set(PULLED)
    try:
        yield
    finally:
        reactions.left_to_pulls.reset(left)
        reactions.inline.reset(inline)


def _with_outcomes(quarters: list[Quarter], sandbox: Sandbox, begins_at: datetime) -> list[Quarter]:
    """Add up what the posts of each quarter were worth under the truth."""
    for at, worth in sandbox.truth.worths():
        quarter = quarters[min((at - begins_at) // QUARTER, len(quarters) - 1)]
        quarter.outcome += worth
        quarter.posts += 1
    return quarters
