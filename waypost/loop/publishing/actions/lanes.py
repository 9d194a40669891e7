"""Who may send on a channel now: leases by the database's clock, each with its epoch."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import DateTimeField as DateTime
from django.db.models import ExpressionWrapper, F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from waypost.foundation.channels.models import Channel
from waypost.foundation.processes import queries as processes
from waypost.loop.publishing.models import Hold, Lane

CLAIM = timedelta(seconds=settings.WAYPOST.lease_seconds)
MARGIN = timedelta(seconds=5)


@dataclass(frozen=True)
class Claim:
    """The right to send on one channel, until its lease ends or a newer epoch exists."""

    channel_id: int
    holder: str
    epoch: int


def from_now(span: timedelta) -> Combinable:
    """The moment `span` from now, by the database's clock."""
    return ExpressionWrapper(Now() + Value(span), output_field=DateTime())


def open_for(channel: Channel) -> Lane:
    """The lane of a channel, made when it has none; a hold that is on closes it from the start."""
    held = Hold.objects.filter(workspace_id=channel.workspace_id, lifted_at=None).filter(
        Q(scope=Hold.Scope.WORKSPACE) | Q(scope=Hold.Scope.CHANNEL, channel=channel)
    )
    lane, _ = Lane.objects.get_or_create(
        channel=channel, defaults={"workspace_id": channel.workspace_id, "is_held": held.exists()}
    )
    return lane


def claim(channel_id: int, *, holder: str) -> Claim | None:
    """Claim the lane of a channel if it is free; nothing when somebody else has it."""
    free = Lane.objects.filter(channel_id=channel_id).filter(Q(holder="") | Q(lease_until__lt=Now()))
    if not free.update(holder=holder, lease_until=from_now(CLAIM), lease_epoch=F("lease_epoch") + 1):
        return None
    epoch = (
        Lane.objects.filter(channel_id=channel_id, holder=holder)
        .values_list("lease_epoch", flat=True)
        .first()
    )
    return Claim(channel_id, holder, epoch) if epoch is not None else None


def give_back(claim: Claim) -> bool:
    """End a claim early; harmless when it ended by itself."""
    return (
        Lane.objects.filter(channel_id=claim.channel_id, holder=claim.holder, lease_epoch=claim.epoch).update(
            holder="", lease_until=None
        )
        == 1
    )


def claims_of(holder: str) -> list[Claim]:
    """What a process has claimed, as the database knows it."""
    mine = Lane.objects.filter(holder=holder).values_list("channel_id", "lease_epoch")
    return [Claim(channel_id, holder, epoch) for channel_id, epoch in mine]


def free_from_the_dead() -> int:
    """Free the lanes whose holder is proven dead, without waiting for their leases; say how many."""
    freed = 0
    for holder in set(Lane.objects.exclude(holder="").values_list("holder", flat=True)):
        if processes.is_proven_dead(holder):
            freed += Lane.objects.filter(holder=holder).update(
                holder="", lease_until=None, lease_epoch=F("lease_epoch") + 1
            )
    return freed
