"""A channel that can be heard at once, and a network whose lines say what a test tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.conf import settings

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.engagement.listener import Listener
from waypost.networks.contract import Account


def elephant(world: World, account: Account) -> Channel:
    """A channel on the network whose lines are listened to."""
    return Channel.objects.create(
        workspace=world.workspace, key="elephant", network="mastodon", name="Elephant", handle=account.handle,
        remote_id=account.remote_id, server=account.server,
        locked_token=settings.WAYPOST.vault.lock(account.token),
    )  # fmt: skip


@dataclass
class SpeakingNetwork:
    """Opens lines on which happens what `plays` says; each is a call that says whether somebody spoke, or raises."""

    plays: Iterator[Callable[[], bool]]
    refusal: Exception | None = None
    tokens: list[str] = field(default_factory=list)
    closed: int = 0

    def open_line(self, account: Account) -> SpeakingNetwork:
        if self.refusal is not None:
            raise self.refusal
        self.tokens.append(account.token)
        return self

    def wait(self, seconds: float) -> bool:
        return next(self.plays)()

    def close(self) -> None:
        self.closed += 1


class OwnListener(Listener):
    """A listener in the test's own thread and transaction: what it begins is told, and done when the test says so."""

    begun: list[object]

    def __init__(self, holder: str = "this-process", most: int = 64) -> None:
        super().__init__(holder, most)
        self.begun = []

    def _begin(self, line: object) -> None:
        self.begun.append(line)

    def give_back(self) -> None:
        """The connection is the test's."""
