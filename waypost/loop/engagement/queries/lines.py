"""Named questions about the lines on which networks say at once that somebody spoke."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from waypost.foundation.channels.models import Channel
from waypost.loop.engagement.models import Mailbox, OpenLine
from waypost.networks import registry
from waypost.networks.contract import Ability

NOBODY_LISTENS = Q(holder="") | Q(lease_until__lt=Now())


def channels_without_line() -> QuerySet[Channel]:
    """Connected channels on networks that say at once what happens, and that have no line yet."""
    able = [name for name in registry.names() if Ability.LISTEN in registry.abilities(name)]
    found = Channel.objects.filter(network__in=able, health=Channel.Health.CONNECTED)
    return found.exclude(Exists(OpenLine.objects.filter(channel=OuterRef("pk"))))


def lines_to_open(now: datetime, *, but: Collection[int]) -> QuerySet[OpenLine]:
    """Lines of connected channels to which nobody listens and that may be tried, the longest waiting first."""
    found = OpenLine.objects.filter(
        NOBODY_LISTENS, next_try_at__lte=now, channel__health=Channel.Health.CONNECTED
    )
    return found.exclude(pk__in=but).order_by("next_try_at", "id")


def lines_held(holder: str) -> dict[int, int]:
    """The lines that a process may go on listening to, each with the epoch of the token that opens it by now."""
    rows = OpenLine.objects.filter(holder=holder, channel__health=Channel.Health.CONNECTED)
    return dict(rows.values_list("pk", "channel__token_epoch"))


def is_resting(channel: Channel, now: datetime) -> bool:
    """Whether the network asked to be left alone for a while, or did not answer: then a hint is no reason to ask."""
    return Mailbox.objects.filter(channel=channel, failures__gt=0, next_due_at__gt=now).exists()
