"""What a period's counts are made of: the numbers to be chosen, and the sums that shares are about."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from waypost.loop.planning.domain.heavy.first import Place
from waypost.loop.planning.domain.heavy.solving import Line, Model, total
from waypost.loop.planning.domain.layout import PlannedSlot
from waypost.loop.planning.domain.planner import Question
from waypost.loop.planning.domain.rhythm import Seat, Week

SMALL = 200


@dataclass(frozen=True)
class Counts:
    """How many of each: pillars, formats, open slots and left out places by channel and week; campaigns; stages."""

    pillars: Mapping[Place, Mapping[str, int]]
    formats: Mapping[Place, Mapping[str, int]]
    open: Mapping[Place, int]
    left_out: Mapping[Place, int]
    campaigns: Mapping[tuple[str, str, int], int]
    stages: Mapping[tuple[str, str], Mapping[str, int]]
    worth: int
    bound: int


@dataclass
class What:
    """The model while it is made. `seats` are those of each of its `spans`: of the weeks, or of the period as one."""

    question: Question
    seats: Sequence[Sequence[Seat]]
    spans: Sequence[Week]
    model: Model = field(default_factory=Model)
    pillars: dict[tuple[Place, str], Line] = field(default_factory=dict)
    formats: dict[tuple[Place, str], Line] = field(default_factory=dict)
    open: dict[Place, Line] = field(default_factory=dict)
    left_out: dict[Place, Line] = field(default_factory=dict)
    campaigns: dict[tuple[str, str, int], Line] = field(default_factory=dict)
    stages: dict[tuple[str, str, str], Line] = field(default_factory=dict)
    forgiven: list[tuple[int, Line, int]] = field(default_factory=list)
    by_pillar: dict[tuple[int, str], Line] = field(default_factory=dict)
    on_channel: dict[tuple[str, str], Line] = field(default_factory=dict)
    planned_at: dict[Place, Line] = field(default_factory=dict)

    @property
    def weeks(self) -> range:
        return range(len(self.seats))

    @property
    def is_whole(self) -> bool:
        """Whether the period is one span."""
        return len(self.spans) == 1

    @property
    def is_small(self) -> bool:
        """Whether the places are few enough for a model of the weeks to see every whole slot."""
        return self.sizes.total() <= SMALL

    @cached_property
    def sizes(self) -> Counter[Place]:
        return Counter((channel, week) for week in self.weeks for _moment, channel in self.seats[week])

    @cached_property
    def week_of(self) -> dict[int, int]:
        return {day.toordinal(): number for number, span in enumerate(self.spans) for day in span.days}

    @cached_property
    def kept(self) -> list[tuple[int, PlannedSlot]]:
        """The standing slots of the period, each with its week."""
        found = ((self.week_of.get(slot.local.toordinal()), slot) for slot in self.question.kept)
        return [(week, slot) for week, slot in found if week is not None]

    def standing(
        self,
        *,
        upto: int | None = None,
        channel: str | None = None,
        pillar: str | None = "",
        format_: str | None = None,
    ) -> int:
        """How many slots stand: to the end of a week, on a channel, with a pillar (None: open), in a format."""
        return sum(
            (upto is None or week <= upto)
            and (channel is None or slot.channel == channel)
            and (pillar == "" or slot.pillar == pillar)
            and (format_ is None or (slot.format == format_ and slot.pillar is not None))
            for week, slot in self.kept
        )

    def planned(
        self, *, upto: int | None = None, channel: str = "", pillar: str = "", format_: str = "-"
    ) -> Line:
        """The new slots with a pillar: all, a pillar's, a channel's, or a channel's in a format; to the end of a week."""
        if format_ != "-":
            return total(
                line
                for ((key, week), how), line in self.formats.items()
                if key == channel and (upto is None or week <= upto) and how == format_
            )
        elif pillar and channel:
            return self.on_channel.get((channel, pillar), 0)
        elif channel:
            return total(
                self.planned_at[key, week]
                for key, week in self.planned_at
                if key == channel and (upto is None or week <= upto)
            )
        return total(
            line
            for (week, about), line in self.by_pillar.items()
            if (upto is None or week <= upto) and pillar in ("", about)
        )

    def add_up(self) -> None:
        """Make the sums that shares are about: they are variables of their own, so that each line of the model is short."""
        by_pillar: dict[tuple[int, str], list[Line]] = defaultdict(list)
        on_channel: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for ((channel, week), pillar), line in self.pillars.items():
            by_pillar[week, pillar].append(line)
            on_channel[channel, pillar].append(line)
        self.by_pillar = {key: self._sum(lines) for key, lines in by_pillar.items()}
        self.on_channel = {key: self._sum(lines) for key, lines in on_channel.items()}

    def _sum(self, lines: list[Line]) -> Line:
        whole = self.model.number(self.sizes.total())
        self.model.require(whole == total(lines))
        return whole
