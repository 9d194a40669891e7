"""What a network's `tests/fake.py` offers to the contract suite, and a wire on which one call goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

import httpx

from waypost.networks.contract import Account, Handle, MediaFile, Outgoing, Publisher, ReadyCall
from waypost.toolkit import http

Trouble = Callable[[httpx.Request], httpx.Response]


@dataclass
class Fake:
    """A network that behaves: what is sent over `wire` is stored, and `stored` lists the texts, oldest first.

    `refusals` are the answers by which this network refuses for good and stores nothing, or make them of the request.
    `people` is needed by a network that converses or measures.
    """

    wire: http.Wire
    account: Account
    stored: Callable[[], list[str]]
    refusals: tuple[httpx.Response | Trouble, ...]
    people: People | None = None


@dataclass
class Standing:
    """A fake behind sockets of its own: its hosts and ports, all that came in, and how it is taken down."""

    fake: Fake
    places: list[str]
    came_in: Callable[[], list[bytes]]
    close: Callable[[], None]


class People(Protocol):
    """Somebody else on a fake network: what they do there happens at once, later than all before."""

    def says(self, text: str, under: str = "") -> str:
        """Say something under a message (its remote id), or by itself; returns the new message's remote id.

        To say something by itself that speaks to the account, the text holds `self.mention`.
        """

    @property
    def mention(self) -> str:
        """The account's name as a text on this network calls it, such as “@tern@example.social”."""

    def likes(self, remote_id: str) -> None:
        """Like a post that nobody liked before."""

    def takes_away(self, remote_id: str) -> None:
        """Let one of the account's own posts be gone."""

    def under(self, remote_id: str) -> list[str]:
        """The texts that stand directly under a message, oldest first."""


@dataclass
class Troubled:
    """A wire to a fake network on which the next calls go wrong, before or after the network has acted."""

    wire: http.Wire
    is_down: bool = False
    instead: Trouble | None = None
    afterwards: Trouble | None = None
    heard: list[httpx.Request] = field(default_factory=list)

    def connect(self, request: httpx.Request) -> None:
        if self.is_down:
            raise http.NotSent("nobody listens")
        self.wire.connect(request)

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        self.heard.append(request)
        if self.instead is not None:
            return self.instead(request)
        answer = self.wire.answer(request, deadline)
        return answer if self.afterwards is None else self.afterwards(request)

    def recover(self) -> None:
        self.is_down, self.instead, self.afterwards = False, None, None


def answering(status: int, body: str = "", **headers: str) -> Trouble:
    """Trouble that is an answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: httpx.Response(status, headers=named, text=body, request=request)


def raising(error: Exception) -> Trouble:
    """Trouble that breaks the call."""

    def trouble(request: httpx.Request) -> httpx.Response:
        raise error

    return trouble


def image(alt: str = "A tern over the tide line") -> MediaFile:
    """A small image."""
    content = b"\x89PNG\r\n\x1a\n not much of an image"
    return MediaFile(content_type="image/png", sha256=sha256(content).hexdigest(), alt=alt, content=content)


def video(alt: str = "Terns dive into the surf") -> MediaFile:
    """A short video."""
    content = b"\0\0\0\x18ftypmp42 not much of a video"
    digest = sha256(content).hexdigest()
    return MediaFile(
        content_type="video/mp4",
        sha256=digest,
        alt=alt,
        width=1080,
        height=1920,
        seconds=12.5,
        content=content,
    )


def ready(publisher: Publisher, account: Account, outgoing: Outgoing) -> ReadyCall:
    """Do every step, then prepare."""
    handles: dict[str, Handle] = {}
    for step in publisher.steps(account, outgoing):
        handles[step.name] = publisher.run_step(account, outgoing, step.name, handles)
    return publisher.prepare(account, outgoing, handles)
