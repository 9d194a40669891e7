from typing import Any

from tests.world import World
from waypost.foundation.processes.actions import installation
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.models import Circuit
from waypost.loop.publishing.tests.factories import scheduled_publication, tracked_link
from waypost.loop.publishing.tests.handing import handed_publication, kit_for
from waypost.loop.publishing.tests.rehearsals import asked_rehearsal
from waypost.toolkit import clock


def _publication(world: World) -> dict[str, Any]:
    return {"publication_id": scheduled_publication(world).pk}


def _hold(world: World) -> dict[str, Any]:
    return {"hold_id": holds.put(world.workspace, reason="A storm.", by=world.actor("owner")).pk}


def _silent_server(world: World) -> dict[str, Any]:
    channel = world.channel("gallery")
    Circuit.objects.create(network=channel.network, server=channel.server, open_until=clock.now())
    return {"channel_id": channel.pk}


def _held_installation(world: World) -> dict[str, Any]:
    installation.hold("This home is a copy.")
    return {}


def _code(world: World) -> dict[str, Any]:
    return {"code": tracked_link(world).code}


def _handed(world: World) -> dict[str, Any]:
    return {"publication_id": handed_publication(world).pk}


def _kit(world: World) -> dict[str, Any]:
    address = kit_for(handed_publication(world)).link_for(world.person("manager").pk)
    return {"token": address.strip("/").rpartition("/")[2]}


def _picture(world: World) -> dict[str, Any]:
    return {**_kit(world), "number": 1}


def _rehearsal(world: World) -> dict[str, Any]:
    return {"rehearsal_id": asked_rehearsal(world).pk}


_OF_A_PUBLICATION = [
    "publication", "presence", "absence", "abandonment", "time", "hold-back", "release", "cancellation",
    "removal", "correction", "repetition",
]  # fmt: skip
ADDRESSES = {
    "publishing:trying": _silent_server,
    **{f"publishing:{name}": _publication for name in _OF_A_PUBLICATION},
    "publishing:installation-release": _held_installation,
    "publishing:hold": _hold,
    "publishing:lifting": _hold,
    "publishing:ending": _hold,
    "publishing:looks": _hold,
    "publishing:handing": _handed,
    "publishing:rehearsal": _rehearsal,
    "publishing:rehearsal-progress": _rehearsal,
    "publishing:rehearsal-end": _rehearsal,
    "kits:kit": _kit,
    "kits:impossibility": _kit,
    "kits:picture": _picture,
    "kits:captions": _picture,
    "following:link": _code,
}
PUBLIC = {
    "following:link": "readers of a post follow its links",
    "kits:kit": "whoever posts by hand opens it on their phone, by a link that was made for them and ends soon",
    "kits:impossibility": "they say there that it cannot be posted",
    "kits:picture": "the pictures of that kit",
    "kits:captions": "the captions of that kit’s video",
}
