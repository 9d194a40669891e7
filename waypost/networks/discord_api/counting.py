"""What is counted of a message: the signs that people gave it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from waypost.networks import calling
from waypost.networks.contract import Counts, Metric
from waypost.networks.discord_api import answers
from waypost.networks.discord_api.answers import Message


def likes_of(remote_ids: Sequence[str], ask: Callable[[str], Message]) -> Mapping[str, Counts]:
    """The signs under each message, asked one by one; one that is gone is absent. Raises TryLater or Disconnected."""

    def counts() -> Mapping[str, Counts]:
        found: dict[str, Counts] = {}
        for remote_id in remote_ids:
            with suppress(answers.Gone):
                found[remote_id] = {Metric.LIKES: ask(remote_id).likes}
        return found

    return calling.reading(counts)
