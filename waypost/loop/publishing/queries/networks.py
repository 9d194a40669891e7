"""Network status: which servers answer, what is used of their limits, what waits for them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from waypost.foundation.channels.domain.quotas import Use, sentence, span
from waypost.foundation.channels.models import Channel, Quota
from waypost.foundation.channels.queries import channels, quotas_of
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared, Question
from waypost.loop.publishing.domain.circuits import LONG
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Circuit, Publication
from waypost.loop.publishing.queries import publications
from waypost.networks.contract import Card, Limit, Per
from waypost.toolkit import clock


def circuit_of(channel: Channel) -> Circuit | None:
    """What is known of the server that a channel's posts go to; nothing before the first post."""
    return _CIRCUIT_OF.first(network=channel.network, server=channel.server)


_CIRCUIT_OF = Question(
    lambda network, server: Circuit.objects.filter(network=network, server=server), network=str, server=str
)


def silent_servers(access: Access) -> list[Circuit]:
    """The servers that do not answer, of those where this member's channels are."""
    return _SILENT.rows(access)


def _silent(access: Access) -> QuerySet[Circuit]:
    mine = channels(access).filter(network=OuterRef("network"), server=OuterRef("server"))
    return Circuit.objects.filter(Exists(mine), open_until__isnull=False).order_by("network", "server")


_SILENT = Prepared(_silent)


def silent_for_long(now: datetime) -> QuerySet[Circuit]:
    """The servers that are silent for so long that people should know."""
    return Circuit.objects.filter(open_until__isnull=False, failing_since__lte=now - LONG)


def answering_again() -> QuerySet[Circuit]:
    """The servers of whose silence people were told, and not yet that it is over."""
    return Circuit.objects.filter(open_until=None, told_since__isnull=False)


def waiting_for(circuit: Circuit) -> QuerySet[Publication]:
    """What would have left by now if the server answered, of every brand, in no order."""
    there = Q(channel__network=circuit.network, channel__server=circuit.server)
    late = Q(state__in=QUEUED, due_at__lte=clock.now()) | Q(state=State.WAITING)
    return Publication.objects.filter(there, late).order_by()


def brands_waiting_for(circuit: Circuit) -> QuerySet[Workspace]:
    """The brands of which posts wait for a server."""
    return Workspace.objects.filter(pk__in=waiting_for(circuit).values("workspace_id"))


def brands_at(circuit: Circuit) -> QuerySet[Workspace]:
    """The brands with a channel on a server."""
    there = Channel.objects.filter(network=circuit.network, server=circuit.server)
    return Workspace.objects.filter(pk__in=there.values("workspace_id"))


@dataclass(frozen=True)
class Gauge:
    """How far a limit is used: `used` of `most`, and until when there is no room, where there is none."""

    words: str
    used: int
    most: int
    full_until: datetime | None


@dataclass(frozen=True)
class Lane:
    """A channel with what is used of its limits, and how many posts wait there, the first until when."""

    channel: Channel
    gauges: list[Gauge]
    waiting: int
    waits_until: datetime | None


@dataclass(frozen=True)
class Server:
    """A server of a network with the channels there; `circuit` says whether it answers, nothing before the first post."""

    card: Card
    address: str
    circuit: Circuit | None
    gauges: list[Gauge]
    lanes: list[Lane]

    @property
    def name(self) -> str:
        """The network, and which server of it where there are several."""
        host = self.address.partition("://")[2]
        return f"{self.card.label}, {host}" if self.card.home and host else self.card.label

    @property
    def waiting(self) -> int:
        return sum(lane.waiting for lane in self.lanes)


def servers(access: Access) -> list[Server]:
    """Every server that the member's channels send to, by network, with how it stands."""
    mine = [channel for channel in channels(access) if not channel.is_by_hand]
    together: dict[tuple[str, str], list[Channel]] = defaultdict(list)
    for channel in mine:
        together[channel.network, channel.server].append(channel)
    networks = {channel.network for channel in mine}
    circuits = {(row.network, row.server): row for row in Circuit.objects.filter(network__in=networks)}
    counted: dict[object, list[Quota]] = defaultdict(list)
    for row in quotas_of(mine):
        counted[row.channel_id or (row.network, row.server)].append(row)
    waits = _waiting(access)
    return [
        Server(
            card=here[0].card,
            address=where[1],
            circuit=circuits.get(where),
            gauges=_gauges(here[0].card, Per.APP, counted[where]),
            lanes=[
                Lane(each, _gauges(each.card, Per.CHANNEL, counted[each.pk]), *waits.get(each.pk, (0, None)))
                for each in here
            ],
        )
        for where, here in sorted(together.items())
    ]


def _waiting(access: Access) -> dict[int, tuple[int, datetime]]:
    """How many posts wait on each channel, and until when the first of them."""
    waits = Q(state=State.WAITING) | Q(state=State.SCHEDULED, reason__gt="", act_at__gt=clock.now())
    found = publications(access).filter(waits).order_by().values("channel_id")
    rows = found.annotate(number=Count("pk"), first=Min("act_at")).values_list(
        "channel_id", "number", "first"
    )
    return {channel_id: (number, first) for channel_id, number, first in rows}


def _gauges(card: Card, per: Per, rows: Iterable[Quota]) -> list[Gauge]:
    """The limits of a card that are counted so, and whatever else a server asked for."""
    now, uses = clock.now(), {row.limit: row.use for row in rows}
    stated = [limit for limit in card.limits if limit.per is per]
    found = [_gauge(limit, uses.pop(limit.name, Use()), now) for limit in stated]
    asked = (use for use in uses.values() if use.room(None, now) == 0)
    return found + [Gauge(sentence(None, card.label), 0, 0, use.room_at(None, now, 1)) for use in asked]


def _gauge(limit: Limit, use: Use, now: datetime) -> Gauge:
    need = max(limit.costs.values())
    room = use.room(limit, now)
    assert room is not None
    return Gauge(
        words=f"{limit.unit} {span(limit.seconds)}",
        used=limit.most - room,
        most=limit.most,
        full_until=use.room_at(limit, now, need) if room < need else None,
    )
