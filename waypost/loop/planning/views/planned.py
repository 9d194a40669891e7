"""What the page of a plan shows before it is taken."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.planning import queries
from waypost.loop.planning.domain.apportion import normalised
from waypost.loop.planning.domain.capacity import Unit, WeekLoad, amount_words, loads
from waypost.loop.planning.domain.conflicts import conflicts
from waypost.loop.planning.domain.layout import PlannedSlot
from waypost.loop.planning.domain.planner import Answer, needs_of
from waypost.loop.planning.domain.trades import Move, Names, moves, trades
from waypost.loop.planning.models import Layout
from waypost.loop.strategy.queries import current_version
from waypost.ui.charts import Part


@dataclass(frozen=True)
class ChannelRow:
    """A channel's slots in the plan."""

    name: str
    slots: int
    open: int
    formats: str


@dataclass(frozen=True)
class WeekRow:
    """A week of the plan: its posts, and what they need of what there is."""

    monday: date
    posts: int
    needs: str
    has: str
    fits: bool


@dataclass(frozen=True)
class Shown:
    """A plan as people look at it."""

    answer: Answer
    conflicts: list[str]
    trades: list[str]
    moves: Move
    mix: list[Part]
    channels: list[ChannelRow]
    weeks: list[WeekRow]
    is_limited: bool

    @property
    def total(self) -> int:
        return len(self.answer.slots)

    @property
    def gap(self) -> str:
        """How far it may be from the best plan, in per cent."""
        return f"{self.answer.gap * 100:.1f}"


def shown(layout: Layout, access: Access) -> Shown:
    """Read a plan and hold it against what was asked."""
    question, answer = layout.asks, layout.says
    version = current_version(layout.workspace_id)
    strategy = version.strategy if version else None
    names = Names(
        channels=queries.channel_names(layout.workspace_id),
        pillars={row.key: row.label for row in strategy.pillars} if strategy else {},
        stages={row.key: row.label for row in strategy.funnel_stages} if strategy else {},
    )
    standing = [slot for slot in question.kept if question.first_on <= slot.local.date()]
    every = [*answer.slots, *standing]
    planned = Counter(slot.pillar for slot in every if slot.pillar)
    shares = normalised({row.key: row.share for row in question.plan.pillars})
    hues = {row.key: row.hue for row in strategy.pillars} if strategy else {}
    weeks = loads(question.capacity, [week.days for week in question.weeks], needs_of(every))
    return Shown(
        answer=answer,
        conflicts=conflicts(question, names),
        trades=trades(question, answer, names),
        moves=moves(question, answer),
        mix=[
            Part(
                names.pillars.get(key, key),
                hues.get(key, 1),
                float(share),
                planned[key] / max(planned.total(), 1),
            )
            for key, share in shares.items()
        ],
        channels=[
            _channel(
                names.channels.get(row.key, row.key),
                [slot for slot in answer.slots if slot.channel == row.key],
            )
            for row in question.plan.channels
        ],
        weeks=[_week(week, question.capacity.unit) for week in weeks],
        is_limited=question.capacity.is_known,
    )


def _channel(name: str, slots: Sequence[PlannedSlot]) -> ChannelRow:
    formats = Counter(slot.format for slot in slots if slot.format)
    words = ", ".join(f"{number} × {format_.replace('-', ' ')}" for format_, number in formats.most_common())
    return ChannelRow(name, len(slots), sum(slot.pillar is None for slot in slots), words)


def _week(week: WeekLoad, unit: Unit) -> WeekRow:
    return WeekRow(
        week.monday, week.posts, amount_words(week.needs, unit), amount_words(week.has, unit), week.fits
    )
