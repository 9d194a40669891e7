"""Networks that take no bytes fetch a file at an address of ours, for an hour and no longer."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.content import handing
from waypost.loop.content.models import Media
from waypost.loop.content.queries.findings import findings_of
from waypost.loop.content.tests.factories import attached, drafted_post, picture
from waypost.networks import registry
from waypost.toolkit import clock


@pytest.fixture
def kept(world: World) -> Media:
    return picture(world)


@pytest.fixture
def fetching(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sandbox as a network that fetches what it shows."""
    card = registry.card("sandbox")
    monkeypatch.setattr(Channel, "card", replace(card, media=replace(card.media, fetched=True)))


def path_of(media: Media) -> str:
    return urlsplit(handing.address(str(media.file))).path


def test_anybody_fetches_the_file_at_the_address_that_was_made_for_it(world: World, kept: Media) -> None:
    answer = world.client("nobody").get(path_of(kept))

    assert b"".join(answer.streaming_content) == default_storage.open(str(kept.file)).read()
    assert answer["Content-Type"] == kept.content_type
    assert answer["Cache-Control"] == "private, no-store"


def test_the_address_begins_where_the_installation_is_found(kept: Media, settings) -> None:
    settings.WAYPOST = settings.WAYPOST.model_copy(update={"public_url": "https://waypost.tern.example"})

    assert handing.address(str(kept.file)).startswith("https://waypost.tern.example/handed/")


def test_after_an_hour_nobody_fetches_it(world: World, kept: Media) -> None:
    address = path_of(kept)

    with clock.frozen_at(clock.now() + timedelta(minutes=61)):
        assert world.client("nobody").get(address).status_code == 404
    with clock.frozen_at(clock.now() + timedelta(minutes=59)):
        assert world.client("nobody").get(address).status_code == 200


def test_an_address_that_we_did_not_make_fetches_nothing(world: World, kept: Media) -> None:
    address = path_of(kept)

    for wrong in (address[:-1], f"{address}x", "/handed/keys%2Ftokens"):
        assert world.client("nobody").get(wrong).status_code == 404


def test_a_file_that_is_gone_is_not_there(world: World, kept: Media) -> None:
    address = path_of(kept)
    default_storage.delete(str(kept.file))

    assert world.client("nobody").get(address).status_code == 404


@pytest.mark.parametrize(
    ("given", "stops"),
    [
        ({"public_url": ""}, True),
        ({"public_url": "http://waypost.tern.example"}, True),
        ({"public_url": "https://localhost:8443"}, True),
        ({"public_url": "https://waypost.tern.example"}, False),
        ({"media_url": "s3://s3.tern.example/pictures"}, False),
        ({"media_url": "s3+http://localhost:9000/pictures"}, True),
    ],
)
def test_a_picture_that_a_network_could_not_fetch_stops_the_post(
    world: World, settings, fetching: None, given: dict[str, str], stops: bool
) -> None:
    settings.WAYPOST = settings.WAYPOST.model_copy(update=given)
    post = drafted_post(world)
    attached(world, post)

    found = [each.code for each in findings_of(post.variants.all()[0], ())]

    assert ("media.out_of_reach" in found) is stops


def test_words_alone_are_fetched_by_nobody(world: World, fetching: None) -> None:
    variant = drafted_post(world).variants.all()[0]

    assert "media.out_of_reach" not in [each.code for each in findings_of(variant, ())]


def test_what_a_person_posts_is_fetched_by_nobody(world: World, fetching: None, monkeypatch) -> None:
    monkeypatch.setattr(Channel, "is_by_hand", True)
    post = drafted_post(world)
    attached(world, post)

    assert "media.out_of_reach" not in [each.code for each in findings_of(post.variants.all()[0], ())]
