"""What tests of a server share: the way to it and nowhere else, and, where it is a site, the post that is sent there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from django.conf import settings

from waypost.loop.content.tests.pictures import png
from waypost.networks.contract import MediaFile, Outgoing
from waypost.toolkit import http
from waypost.toolkit.http import shelf

POST = Outgoing(
    text="The tide turns at six.\nCome & see: https://tern.example/a?b=c&d=e.\n\nBring <boots>.",
    key="k1",
    options={"title": "Low “tide” & boots", "excerpt": "A walk at six."},
)


class Server(Protocol):
    """Something that runs for a while."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


ServerT = TypeVar("ServerT", bound=Server)


@contextmanager
def running(server: ServerT) -> Iterator[ServerT]:
    """Let it run inside the block, and stop it even where it did not start."""
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def open_to(*addresses: str) -> Iterator[None]:
    """What WAYPOST_ALLOW_HOSTS does for an installation; nothing is kept for the next test."""
    http.configure([urlsplit(address).netloc for address in addresses], "Waypost (test)")
    yield
    shelf.clear()
    http.configure(settings.WAYPOST.allow_hosts, "Waypost (test)")


def picture(alt: str, shade: int) -> MediaFile:
    """A small grey picture."""
    content = png(60, 40, shade)
    return MediaFile(content_type="image/png", sha256=sha256(content).hexdigest(), alt=alt, content=content)
