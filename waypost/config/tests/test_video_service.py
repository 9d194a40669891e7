"""Who prepares videos for Bluesky: its own service, another one, or nobody."""

import pytest
from pydantic import ValidationError

from waypost.config.environment import Environment
from waypost.networks.bluesky import elsewhere


@pytest.mark.parametrize(
    ("said", "address"),
    [("off", ""), ("https://video.example/", "https://video.example")],
)
def test_an_installation_says_who_prepares_its_videos(said, address):
    assert Environment(bluesky_video=said).bluesky_video == address


def test_without_a_word_it_is_the_network_s_own_service():
    assert Environment().bluesky_video == elsewhere.VIDEO == elsewhere.video_service()


def test_what_is_no_address_is_refused():
    with pytest.raises(ValidationError, match="https://"):
        Environment(bluesky_video="video.bsky.app")
