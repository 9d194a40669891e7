from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from waypost.foundation.channels.queries import channel_names
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Question
from waypost.loop.planning.domain.capacity import Need
from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.loop.planning.models import Quarter, Slot


@dataclass
class SlotCount:
    """A channel's slots in a quarter: all of them, with a post, still waiting, kept open for the day, kept for evergreen."""

    channel: str
    network: str
    total: int = 0
    taken: int = 0
    waiting: int = 0
    reactive: int = 0
    evergreen: int = 0


@dataclass(frozen=True)
class Places:
    """A quarter's slots, counted for the channels that a member may use; `needs` are the posts of all of them.

    `names` are what the channels that have slots are called, by key.
    """

    counts: list[SlotCount]
    needs: list[Need]
    names: dict[str, str]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.counts)

    @property
    def evergreen(self) -> int:
        return sum(row.evergreen for row in self.counts)

    @property
    def taken(self) -> int:
        return sum(row.taken for row in self.counts)

    @property
    def waiting(self) -> int:
        return sum(row.waiting for row in self.counts)


def places_of(access: Access, quarter: Quarter) -> Places:
    """Count a quarter's slots, in one question; who works on some channels sees the counts of those."""
    mine = {pk for pk, _name in channel_names(access)} if access.limited else None
    counts: dict[int, SlotCount] = {}
    needs: list[Need] = []
    names: dict[str, str] = {}
    for on, format_, taken_at, is_reactive, channel, key, name, network in _SLOTS.raw(quarter=quarter.pk):
        needs.append(Need(on, key, format_))
        names[key] = name
        if mine is None or channel in mine:
            row = counts.setdefault(channel, SlotCount(name, network))
            row.total += 1
            row.taken += taken_at is not None
            row.waiting += taken_at is None
            row.reactive += is_reactive
            row.evergreen += format_ == EVERGREEN
    return Places(sorted(counts.values(), key=attrgetter("channel")), needs, names)


_SLOTS: Question[tuple[date, str, object, bool, int, str, str, str]] = Question(
    lambda quarter: (
        Slot.objects.filter(quarter_id=quarter, dropped_at=None)
        .order_by()
        .values_list(
            "local_on",
            "format",
            "taken_at",
            "is_reactive",
            "channel_id",
            "channel__key",
            "channel__name",
            "channel__network",
        )
    ),
    quarter=int,
)
