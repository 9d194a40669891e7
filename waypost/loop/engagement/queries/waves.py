"""Waves that drills are played against: where that can be, which go on, and what came of one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.engagement.models import Conversation, Incident, Message, Wave
from waypost.networks import registry
from waypost.networks.contract import Ability


@dataclass(frozen=True)
class Heard:
    """What came of a wave by now."""

    messages: int
    unhappy: int
    people: int


def grounds(access: Access) -> QuerySet[Channel]:
    """The channels on which this member can have a drill played: connected, and simulated."""
    able = [name for name in registry.names() if Ability.DRILL in registry.abilities(name)]
    found = channels(access).filter(network__in=able, simulated=True, health=Channel.Health.CONNECTED)
    return found.order_by("name", "pk")


def wave_of(incident: Incident) -> Wave | None:
    """The wave that a drill is played against; none where it is played on paper, or is no drill."""
    if not incident.is_drill:
        return None
    return Wave.objects.filter(incident=incident).select_related("channel", "words").first()


def going_on() -> QuerySet[Wave]:
    """The waves whose drill goes on, or was ended a moment ago."""
    return Wave.objects.filter(ended_at=None).select_related("incident__workspace", "channel", "words")


def drills_by_wave(channel: Channel, keys: Collection[str]) -> dict[str, int]:
    """The drills to which the waves of these keys belong, where they are open and played on this channel."""
    asked = [key for key in keys if key]
    if not asked:
        return {}
    found = Wave.objects.filter(channel=channel, key__in=asked, incident__closed_at=None)
    return dict(found.values_list("key", "incident_id"))


def opening_of_wave(wave: Wave) -> Conversation | None:
    """The conversation with whom it began, once their message has arrived."""
    theirs = Message.objects.filter(channel_id=wave.channel_id, remote_id=wave.opening_id)
    return Conversation.objects.filter(messages__in=theirs, drill_id=wave.incident_id).first()


def heard_of(wave: Wave) -> Heard:
    """How much of a wave has come."""
    row = _said(wave).aggregate(
        messages=Count("pk"),
        unhappy=Count("pk", filter=Q(reads_unhappy=True)),
        people=Count("conversation__person_remote_id", distinct=True),
    )
    return Heard(**row)


def said_between(wave: Wave, after: datetime, until: datetime) -> int:
    """How many of its messages were said in a stretch of time."""
    return _said(wave).filter(at__gt=after, at__lte=until).count()


def _said(wave: Wave) -> QuerySet[Message]:
    found = Message.objects.filter(workspace_id=wave.workspace_id, conversation__drill=wave.incident_id)
    return found.filter(is_ours=False).order_by()
