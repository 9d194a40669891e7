"""The sandbox plays other networks: each keeps its card and its texts, and the limits are the other one's."""

import json

import pytest

from waypost.networks import registry
from waypost.networks.sandbox import connect, publish
from waypost.networks.sandbox.server import SandboxWire, open_sandbox
from waypost.toolkit import http

LONG = "Low tide. " * 60


def test_every_network_is_played_by_one_and_keeps_its_limits() -> None:
    cards = {name: registry.card(name) for name in registry.names()}

    with registry.played_by("sandbox"):
        assert registry.publisher("mastodon") is publish
        assert registry.connector("bluesky") is connect
        assert {name: registry.card(name) for name in registry.names()} == cards
        assert registry.texts("bluesky") is not registry.texts("sandbox")

    assert registry.publisher("mastodon") is not publish


def test_what_only_a_person_posts_is_played_by_nobody() -> None:
    with registry.played_by("sandbox"), pytest.raises(LookupError):
        registry.publisher("by_hand")


@pytest.mark.parametrize(("is_roomy", "status"), [(False, 422), (True, 201)])
def test_a_roomy_one_minds_no_limits_of_its_own(is_roomy: bool, status: int) -> None:
    sandbox = open_sandbox(is_roomy=is_roomy)
    with http.wired(SandboxWire(sandbox)):
        account = connect.sign_up("http://sandbox.example", "tern", "Tern & Tide")

    answer = sandbox.handle(
        "POST",
        "/api/posts",
        {"Authorization": f"Bearer {account.token}"},
        json.dumps({"text": LONG}).encode(),
    )

    assert answer.status == status
