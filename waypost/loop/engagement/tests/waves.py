"""Drills that are played against the sandbox, for tests."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.engagement import tasks
from waypost.loop.engagement.actions import waves
from waypost.loop.engagement.models import Incident, IncidentMoment, Wave
from waypost.loop.engagement.tests.crises import planned
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.sender import Sender
from waypost.networks import registry
from waypost.toolkit import clock

MINUTES = 5
CHOSEN: dict[str, Any] = {"scene": "product-fault", "minutes": MINUTES, "messages": 30, "seed": 7}


def with_sandbox_account(world: World, key: str = "gallery") -> Channel:
    """A channel of the world whose token the sandbox knows."""
    channel = world.channel(key)
    opened = registry.connector("sandbox").sign_up(channel.server, f"played-{channel.pk}", channel.name)  # type: ignore[attr-defined]
    channel.remote_id, channel.handle = opened.remote_id, opened.handle
    channel.locked_token = settings.WAYPOST.vault.lock(opened.token)
    channel.save(update_fields=["remote_id", "handle", "locked_token"])
    return channel


def played(world: World, *, key: str = "gallery", by: str = "manager", **fields: Any) -> Wave:
    """A drill that somebody began just now, with its wave."""
    planned(world)
    given = {"title": "A made-up fault", "level_key": "crisis", **CHOSEN, **fields}
    drill = waves.begin(world.workspace, channel=world.channel(key), by=world.actor(by), **given)
    return wave_of(drill)


def wave_of(drill: Incident) -> Wave:
    return Wave.objects.select_related("incident__workspace", "channel", "words").get(incident=drill)


def after(minutes: float, wave: Wave) -> datetime:
    return wave.began_at + timedelta(minutes=minutes)


def go_on(wave: Wave, minutes: float) -> Wave:
    """Let it be so many minutes after the wave began, everything that is due done."""
    with clock.frozen_at(after(minutes, wave)):
        sent = Sender(DirectLedger(), holder="this-process")
        prepared = Preparer(DirectLedger())
        while prepared.work():
            pass
        sent.drain(wave.channel_id)
        tasks.mind_waves()
    return wave_of(wave.incident)


def log_of(wave: Wave) -> list[tuple[int, str]]:
    """After how many seconds what was written."""
    rows = IncidentMoment.objects.filter(incident=wave.incident_id)
    return [(round((row.at - wave.began_at).total_seconds()), row.words) for row in rows]
