"""How the networks stand: which servers answer, what is used of their limits, what waits for them."""

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.prepared import Question
from waypost.loop.publishing.models import Circuit


def circuit_of(channel: Channel) -> Circuit | None:
    """What is known of the server that a channel's posts go to; nothing before the first post."""
    return _CIRCUIT_OF.first(network=channel.network, server=channel.server)


_CIRCUIT_OF = Question(
    lambda network, server: Circuit.objects.filter(network=network, server=server), network=str, server=str
)
