"""Pictures are made as a network wants them before the time, once, and leave as they were made."""

import io
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from PIL import Image

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.content.actions import attachments, media, posts, reviews
from waypost.loop.content.models import Media, Rendition
from waypost.loop.content.tests.factories import approve, drafted_post, tomorrow
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.fitting import make_fit
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.parcel import pack
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only, send_due
from waypost.toolkit import heavy_work


def noise(width: int, height: int) -> bytes:
    """A PNG that no compression makes small, the same each time."""
    out = io.BytesIO()
    grains = Random(7).randbytes(width * height)
    Image.frombytes("L", (width, height), grains).convert("RGB").save(out, "PNG", compress_level=1)
    return out.getvalue()


def scheduled_with(world: World, content: bytes) -> Publication:
    """A post with this picture, approved for tomorrow at nine."""
    picture = media.add(world.workspace, by=world.actor("manager"), file=io.BytesIO(content), name="tern.png")
    post = drafted_post(world)
    attachments.attach(post, by=world.actor("manager"), media=picture, alt="A tern in the rain")
    reviews.submit(post, by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)
    return only(world)


@pytest.fixture
def heavy(world) -> Publication:
    """A picture that weighs more than its server takes."""
    Channel.objects.filter(pk=world.channel("gallery").pk).update(terms={"image_bytes": 10_000})
    return scheduled_with(world, noise(160, 120))


def test_what_is_too_heavy_is_made_lighter_before_its_time_and_leaves_so(
    world, network, preparer, sender, heavy
) -> None:
    with at_its_time(heavy, -5):
        preparer.work()
        assert only(world).state == State.READY
    with at_its_time(heavy):
        send_due(world, preparer, sender)

    made, whole = Rendition.objects.get(), Media.objects.get()
    assert (made.width, made.height, made.content_type) == (160, 120, "image/jpeg")
    assert made.size <= 10_000 < whole.size
    assert len(on_the_network(network)) == 1
    [left] = pack(heavy.pk).outgoing.media
    assert (left.sha256, left.alt) == (made.sha256, "A tern in the rain")
    assert sha256(left.read()).hexdigest() == made.sha256


def test_what_was_made_once_is_used_again(world, preparer, heavy) -> None:
    with at_its_time(heavy, -5):
        preparer.work()
        made = Path(settings.MEDIA_ROOT, str(Rendition.objects.get().file))
        written_at = made.stat().st_mtime_ns
        Publication.objects.update(state=State.SCHEDULED, act_at=heavy.due_at - timedelta(minutes=6))
        preparer.work()

    assert made.stat().st_mtime_ns == written_at
    assert Rendition.objects.count() == 1


def test_a_picture_whose_file_is_gone_is_said_and_nothing_leaves(world, preparer, heavy) -> None:
    Path(settings.MEDIA_ROOT, str(Media.objects.get().file)).unlink()

    with at_its_time(heavy, -5):
        preparer.work()

    assert only(world).state == State.SCHEDULED
    assert "cannot be read on this server" in only(world).reason


def test_what_another_channel_made_a_moment_ago_is_not_made_twice(
    world, preparer, heavy, monkeypatch
) -> None:
    parcel = pack(heavy.pk)
    with at_its_time(heavy, -5):
        preparer.work()
    monkeypatch.setattr(heavy_work, "do", lambda *_given, **_more: pytest.fail("it is there already"))

    assert make_fit(DirectLedger(), parcel, before_each=lambda: None)
    assert pack(heavy.pk).unmade == ()
