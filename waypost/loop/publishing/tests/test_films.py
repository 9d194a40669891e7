"""Videos are made as their network wants them before the time, go on where they were left, and leave with what belongs to them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.world import World
from waypost.loop.content import watching
from waypost.loop.content.actions import posts, reviews, videos
from waypost.loop.content.models import Media, Rendition
from waypost.loop.content.tests.factories import approve, drafted_post, tomorrow, video
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.films import make_ahead
from waypost.loop.publishing.engine.parcel import pack
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.models import Kit, Publication
from waypost.loop.publishing.tests.handing import kit_for, publication_by_hand, work
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only, send_due
from waypost.networks import registry
from waypost.networks.sandbox.card import CARD
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.toolkit import heavy_work

SRT = b"1\n00:00:00,000 --> 00:00:00,500\nThe terns are back.\n"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, network: Sandbox) -> None:
    """A network that takes videos of 32 pixels and 15 frames a second, with captions."""
    network.is_roomy = True
    rules = replace(
        CARD.media, videos_max=1, video_bytes=5_000_000, video_side=32, video_frames=15, captions=True
    )
    card = replace(CARD, formats=(*CARD.formats, "video"), media=rules)
    real = registry.card
    monkeypatch.setattr(registry, "card", lambda name: card if name == "sandbox" else real(name))


@pytest.fixture
def scheduled(world: World, small: None) -> Publication:
    """A video with captions, approved for tomorrow at nine."""
    post = drafted_post(world)
    kept = video(world, post=post)
    videos.caption(kept, by=world.actor("manager"), language="en", content=SRT)
    reviews.submit(post, by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)
    return only(world)


def test_a_video_is_made_small_before_its_time_and_leaves_with_all_that_belongs_to_it(
    world: World, network: Sandbox, preparer: Preparer, sender: Any, scheduled: Publication
) -> None:
    with at_its_time(scheduled, -5):
        preparer.work()
        assert only(world).state == State.READY
    with at_its_time(scheduled):
        send_due(world, preparer, sender)

    made, whole = Rendition.objects.get(), Media.objects.get()
    assert (made.width, made.height, made.content_type) == (32, 24, "video/mp4")
    assert len(on_the_network(network)) == 1
    packed = pack(scheduled.pk)
    assert packed is not None
    [left] = packed.outgoing.media
    assert packed.outgoing.format == "video"
    assert (left.content_type, left.sha256, left.alt) == ("video/mp4", made.sha256, whole.alt)
    assert (left.width, left.height, left.seconds, left.poster) == (32, 24, 1.0, whole.poster)
    assert sum(map(len, left.pieces())) == left.weight == made.size
    assert [(each.language, each.content[:6]) for each in left.captions] == [("en", b"WEBVTT")]


def test_the_videos_of_a_day_ahead_are_made_long_before_the_publisher_needs_them(
    world: World, scheduled: Publication
) -> None:
    with at_its_time(scheduled, -60 * 30):
        assert make_ahead() == 0
    with at_its_time(scheduled, -60 * 20):
        assert make_ahead() == 1
        assert make_ahead() == 0

    packed = pack(scheduled.pk)
    assert packed is not None
    assert packed.unmade == ()
    assert not list(Path(settings.HOME, "films").glob(f"{Media.objects.get().sha256}-*"))


def test_what_is_not_approved_is_not_made_ahead(world: World, scheduled: Publication) -> None:
    posts.write(
        scheduled.post, body="Other words.", version=scheduled.post.version, by=world.actor("manager")
    )

    with at_its_time(scheduled, -60 * 20):
        assert make_ahead() == 0


def test_while_another_video_is_made_this_one_waits_for_its_turn(
    world: World, preparer: Preparer, scheduled: Publication
) -> None:
    with watching.seated() as got, at_its_time(scheduled, -5):
        assert got
        preparer.work()

    assert only(world).state == State.SCHEDULED
    assert not Rendition.objects.exists()
    with at_its_time(scheduled, -1):
        preparer.work()
    assert only(world).state == State.READY


def test_a_turn_that_is_lost_ends_the_work_and_the_next_goes_on_with_it(
    world: World, preparer: Preparer, scheduled: Publication
) -> None:
    stretches: list[str] = []

    def fit(given: dict[str, Any]) -> dict[str, Any]:
        stretches.append(given["work"])
        Path(given["work"]).mkdir(exist_ok=True)
        raise watching.Interrupted

    with heavy_work.done_here({watching.FIT: fit}), at_its_time(scheduled, -5):
        preparer.work()
    with heavy_work.done_here({watching.FIT: fit}), at_its_time(scheduled, -3):
        preparer.work()

    assert only(world).state == State.SCHEDULED
    assert len(stretches) == 2
    assert stretches[0] == stretches[1]
    assert Path(stretches[0]).is_dir()


def test_what_cannot_be_made_to_fit_is_refused_with_a_sentence(
    world: World, preparer: Preparer, scheduled: Publication
) -> None:
    with heavy_work.done_here({watching.FIT: lambda _given: {"refused": "film_heavy"}}):
        with at_its_time(scheduled, -60 * 20):
            assert make_ahead() == 0
        with at_its_time(scheduled, -5):
            preparer.work()

    assert only(world).state == State.REJECTED
    assert "too long for what the network takes" in only(world).reason


def test_a_video_whose_file_is_gone_is_said_and_nothing_leaves(
    world: World, preparer: Preparer, scheduled: Publication
) -> None:
    Path(settings.MEDIA_ROOT, str(Media.objects.get().file)).unlink()

    with at_its_time(scheduled, -5):
        preparer.work()

    assert only(world).state == State.SCHEDULED
    assert "A video of this post cannot be read" in only(world).reason


def never(_given: dict[str, Any]) -> dict[str, Any]:
    raise watching.Interrupted


def test_a_kit_waits_for_its_video_and_carries_it_with_its_captions(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = registry.card
    card = replace(real("by_hand"), media=replace(real("by_hand").media, videos_max=1, video_side=32))
    monkeypatch.setattr(registry, "card", lambda name: card if name == "by_hand" else real(name))
    publication = publication_by_hand(world, approved=False)
    shown = video(world, post=publication.post)
    videos.caption(shown, by=world.actor("manager"), language="en", content=SRT)
    approve(world, publication.post)

    with heavy_work.done_here({watching.FIT: never}):
        work(publication, minutes=-5)
        assert work(publication).state == State.SCHEDULED
        assert not Kit.objects.exists()
    assert work(publication, minutes=2).state == State.HANDED
    token = kit_for(publication).link_for(world.person("manager").pk)
    page = world.client("nobody").get(token).content.decode()
    film = world.client("nobody").get(f"{token}pictures/1/?save")
    part = world.client("nobody").get(f"{token}pictures/1/", headers={"Range": "bytes=0-9"})
    said = world.client("nobody").get(f"{token}captions/1/")
    none = world.client("nobody").get(f"{token}captions/2/")

    assert "Save the video" in page
    assert "<video" in page
    assert "Save the captions (en)" in page
    assert film["Content-Type"] == "video/mp4"
    assert film["Content-Disposition"].endswith('.mp4"')
    assert b"ftyp" in b"".join(film.streaming_content)[:16]
    assert (part.status_code, part["Content-Length"]) == (206, "10")
    assert said.content.startswith(b"WEBVTT")
    assert said["Content-Disposition"] == 'attachment; filename="captions-en.vtt"'
    assert none.status_code == 404
