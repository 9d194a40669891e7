"""Bluesky itself takes a video with its words: from the service that prepares it, and left by ourselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

import pytest

from tests.servers.bluesky.network import Network
from tests.servers.bluesky.people import Somebody, eventually
from tests.servers.bluesky.video import VideoService, film
from tests.servers.test_bluesky import POST, send
from waypost.networks.bluesky import elsewhere
from waypost.networks.contract import Account, Captions, MediaFile, Outgoing
from waypost.toolkit import http

pytestmark = pytest.mark.server

SPOKEN = b"WEBVTT\n\n00:00.000 --> 00:01.000\nThe tide comes in.\n"


@pytest.fixture
def service(bluesky: Network) -> Iterator[VideoService]:
    found = VideoService(bluesky.pds)
    hosts = [urlsplit(address).netloc for address in (bluesky.pds, found.address)]
    http.configure(hosts, "Waypost (test)")
    elsewhere.configure(video=found.address)
    yield found
    elsewhere.configure(video=elsewhere.VIDEO)
    found.stop()


@pytest.fixture
def at_home() -> Iterator[None]:
    elsewhere.configure(video="")
    yield
    elsewhere.configure(video=elsewhere.VIDEO)


def posting(content: bytes) -> Outgoing:
    media = MediaFile(
        content_type="video/mp4", sha256=sha256(content).hexdigest(), alt="The tide", content=content,
        width=64, height=48, seconds=1.0, captions=(Captions(language="en", content=SPOKEN),),
    )  # fmt: skip
    return replace(POST, media=(media,), format="video")


def appears(account: Account, tern: Somebody, content: bytes) -> None:
    sent = send(account, posting(content))

    kept = tern.record(sent.remote_id)["value"]["embed"]
    assert (kept["$type"], kept["video"]["size"]) == ("app.bsky.embed.video", len(content))
    assert kept["captions"][0]["file"]["size"] == len(SPOKEN)
    shown = eventually(lambda: tern.view(sent.remote_id))["embed"]
    assert shown["$type"] == "app.bsky.embed.video#view"
    assert (shown["alt"], shown["aspectRatio"]) == ("The tide", {"width": 64, "height": 48})
    assert shown["playlist"].startswith("http")


def test_the_account_s_server_takes_what_the_service_leaves_by_our_word(
    service: VideoService, account: Account, tern: Somebody
) -> None:
    appears(account, tern, film())

    assert [answer.status_code for answer in service.said] == [200]


@pytest.mark.usefixtures("at_home")
def test_a_video_appears_that_we_left_ourselves(account: Account, tern: Somebody) -> None:
    appears(account, tern, film())
