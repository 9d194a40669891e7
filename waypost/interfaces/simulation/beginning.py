"""How a simulated brand begins: a workspace with its owner, channels on the sandbox, a strategy, a few pictures."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from waypost.foundation.channels.actions import channels as connecting
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import people
from waypost.foundation.workspaces.actions import workspaces
from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.simulation.brand import Brand
from waypost.interfaces.simulation.prints import prints
from waypost.loop.content.actions import media
from waypost.loop.content.models import Media
from waypost.loop.strategy.actions import versions

SYSTEM = Actor.system("the simulation")
OWNER = "owner@simulation.example"


@dataclass(frozen=True)
class Begun:
    """The brand in the program."""

    workspace: Workspace
    owner: Actor
    channels: dict[str, Channel]
    pictures: list[Media]


def begin(brand: Brand) -> Begun:
    """Found the brand and put its first strategy in force."""
    person = people.join(email=OWNER, name="The simulated owner", password=None, by=SYSTEM)
    workspace = workspaces.found(
        person, name=brand.strategy.brand, size=Workspace.Size.TEAM, timezone=brand.zone, by=SYSTEM
    )
    owner = Actor.of_person(person)
    channels = {
        channel.key: connecting.open_account(
            workspace, network="sandbox", name=channel.name, key=channel.key, by=owner
        )
        for channel in brand.audience.channels
    }
    versions.adopt(workspace, strategy=brand.strategy, note="How the brand begins", by=owner)
    pictures = [
        media.add(workspace, by=owner, file=BytesIO(one.png()), name=one.name, alt=one.alt)
        for one in prints()
    ]
    return Begun(workspace, owner, channels, pictures)
