"""What is to be read, followed and brought in next: for the sweeps, across all brands."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from waypost.foundation.channels.models import Channel
from waypost.loop.analytics.models import Measured, Meter
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries import with_content
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.networks import registry
from waypost.networks.contract import Ability


def not_followed() -> QuerySet[Publication]:
    """Posts that went out and are not measured yet, oldest first; a thread is measured by its first part."""
    published = Publication.objects.filter(state=State.PUBLISHED, post__kind=Post.Kind.POST, head=None)
    waiting = published.exclude(remote_id="").exclude(
        Exists(Measured.objects.filter(publication=OuterRef("pk")))
    )
    return whole(waiting).order_by("published_at", "id")


def whole(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    """Bring along what following a publication needs."""
    return rows.select_related("workspace", "post", "channel").prefetch_related(
        Prefetch("variant", queryset=with_content(Variant.objects.all()))
    )


def channels_due(now: datetime) -> QuerySet[Channel]:
    """Connected channels of networks that can be measured, on which a post or the account is due."""
    posts = Measured.objects.filter(channel=OuterRef("pk"), next_due_at__lte=now)
    meters = Meter.objects.filter(channel=OuterRef("pk"))
    account = ~Exists(meters) | Exists(meters.filter(Q(next_due_at=None) | Q(next_due_at__lte=now)))
    found = measurable(Channel.objects.filter(Exists(posts) | account))
    return found.exclude(Exists(meters.filter(waits_until__gt=now)))


def measurable(channels: QuerySet[Channel]) -> QuerySet[Channel]:
    """Those of `channels` that are connected, on networks that say numbers, each with its brand."""
    able = [name for name in registry.names() if Ability.MEASURE in registry.abilities(name)]
    return (
        channels.filter(network__in=able, health=Channel.Health.CONNECTED)
        .select_related("workspace")
        .order_by("pk")
    )


def due_on(channel: Channel, now: datetime) -> list[tuple[int, str]]:
    """The posts to read on a channel, as (id, id at the network), the longest due first."""
    due = Measured.objects.filter(channel=channel, next_due_at__lte=now).order_by("next_due_at", "id")
    return list(due.values_list("pk", "remote_id"))


def meter_of(channel: Channel) -> Meter | None:
    """How far the measuring of a channel has come; None before it began."""
    return Meter.objects.filter(channel=channel).first()


def histories_due(now: datetime) -> QuerySet[Channel]:
    """Channels whose own past is to be looked at: never before, not to the end, or not for a day."""
    meters = Meter.objects.filter(channel=OuterRef("pk"))
    known = Exists(meters.filter(Q(history_due_at__gt=now) | Q(waits_until__gt=now)))
    readable = [name for name in registry.names() if registry.card(name).past]
    return measurable(Channel.objects.filter(network__in=readable).exclude(known))
