"""A brand's file takes its videos along: looked at and prepared over there, and then on the posts that they are on."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest

from waypost.foundation.journal import reactions
from waypost.foundation.workspaces.actions import unpackings
from waypost.foundation.workspaces.models import Unpacking
from waypost.interfaces.home import drawing, tasks
from waypost.interfaces.home.tests.test_another_brand import brand_made, changed, made, taken_away, upload
from waypost.loop.content.actions import attachments, videos
from waypost.loop.content.models import Attachment, Caption, Intake, Media, Post
from waypost.loop.content.preparing import prepare_waiting
from waypost.loop.content.tests.factories import attached, drafted_post, video
from waypost.loop.content.watching import TAKE
from waypost.networks.sandbox.server import SandboxWire, open_sandbox
from waypost.toolkit import clock, heavy_work, http

SAID = b"1\n00:00:00,000 --> 00:00:00,500\nThe terns are back.\n"
BROKEN = b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 400


@pytest.fixture(autouse=True)
def rehearsal() -> Iterator[None]:
    token = reactions.left_to_pulls.set(frozenset({"channel.connected", "strategy.accepted"}))
    with http.wired(SandboxWire(open_sandbox())):
        yield
    reactions.left_to_pulls.reset(token)


@pytest.fixture
def filmed(world):
    """A brand with a post that has a picture and a captioned video."""
    post = drafted_post(world, body="Low tide at nine.")
    attached(world, post)
    film = video(world, name="terns.mp4", alt="Terns over the jetty")
    attachments.attach(post, media=film, alt="Terns, again", by=world.actor("owner"))
    videos.caption(film, language="en", content=SAID, by=world.actor("owner"))
    videos.choose_poster(Media.objects.get(pk=film.pk), at=0.8, by=world.actor("owner"))
    return world


def left() -> list[str]:
    return list(Unpacking.objects.get().left)


def the_post() -> Post:
    return Post.objects.get(workspace=brand_made())


def test_the_video_of_a_post_comes_along_with_all_that_belongs_to_it(filmed):
    made(filmed, file=upload(taken_away(filmed)))

    was = Media.objects.get(workspace=filmed.workspace, content_type="video/mp4")
    now = Media.objects.get(workspace=brand_made(), content_type="video/mp4")
    assert (now.name, now.alt, now.seconds) == ("terns.mp4", "Terns over the jetty", was.seconds)
    assert now.poster == pytest.approx(was.poster, abs=0.05)
    assert Caption.objects.get(media=now).content == Caption.objects.get(media=was).content
    hung = Attachment.objects.filter(post=the_post()).order_by("position")
    assert [(each.media.is_video, each.alt) for each in hung] == [(False, ""), (True, "Terns, again")]
    assert (Unpacking.objects.get().state, left(), Intake.objects.count()) == ("done", [], 0)


def test_posts_wait_for_their_videos_and_come_with_them(filmed):
    with heavy_work.not_done_here(TAKE):
        made(filmed, file=upload(taken_away(filmed)))
        tasks.go_on_unpacking()
    assert Unpacking.objects.get().is_running
    assert not Post.objects.filter(workspace=brand_made()).exists()
    assert Intake.objects.count() == 1

    prepare_waiting()
    tasks.go_on_unpacking()

    assert Unpacking.objects.get().state == "done"
    assert the_post().attachments.count() == 2


def test_a_video_that_finds_no_room_is_named_here_and_there(filmed, monkeypatch):
    monkeypatch.setattr(drawing, "ROOM", 2000)
    page = " ".join(filmed.client("owner").get("/tern/settings/").content.decode().split())
    assert "This video stays here: terns.mp4" in page

    made(filmed, file=upload(taken_away(filmed)))

    assert any("“terns.mp4” found no room in the file, which takes 1.9 GB" in each for each in left())
    assert any("Posts came without a picture or video" in each for each in left())
    assert the_post().attachments.count() == 1


def test_the_videos_of_posts_to_come_find_room_first(filmed, monkeypatch):
    used = Media.objects.get(content_type="video/mp4")
    lonely = Media.objects.get(pk=used.pk)
    lonely.pk, lonely.sha256, lonely.name = None, "b" * 64, "lonely.mp4"
    lonely.added_at = clock.now() + timedelta(minutes=1)
    lonely.save()
    pictures = sum(media.size for media in Media.objects.filter(content_type="image/png"))
    monkeypatch.setattr(drawing, "ROOM", pictures + used.size)

    found = drawing.videos_of(filmed.access("owner"), filmed.workspace)

    assert (found.going, found.staying) == ([used], [lonely])


def without(content: bytes, name: str) -> bytes:
    """The file without what begins so."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(out, "w") as now:
        for each in was.namelist():
            if not each.startswith(name):
                now.writestr(each, was.read(each))
    return out.getvalue()


def test_a_video_that_was_lost_on_the_way_is_said(filmed):
    made(filmed, file=upload(without(taken_away(filmed), "videos/")))

    assert "A video is not in the file, or was lost on the way." in left()
    assert Unpacking.objects.get().state == "done"
    assert the_post().attachments.count() == 1


def test_a_video_is_not_believed_to_be_what_it_says(filmed):
    sha = Media.objects.get(content_type="video/mp4").sha256
    name = f"videos_{sha}"

    made(filmed, file=upload(changed(taken_away(filmed), **{name: lambda film: film + b"more"})))

    assert "A video is not the one that the file says it is." in left()
    assert not Media.objects.filter(workspace=brand_made(), content_type="video/mp4").exists()


def test_a_video_that_cannot_be_used_is_looked_at_and_said(filmed):
    was, now = Media.objects.get(content_type="video/mp4").sha256, hashlib.sha256(BROKEN).hexdigest()
    content = taken_away(filmed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            found = BROKEN if each == f"videos/{was}" else old.read(each).replace(was.encode(), now.encode())
            new.writestr(each.replace(was, now), found)

    made(filmed, file=upload(out.getvalue()))

    assert any(each.startswith("“terns.mp4” cannot be used. That video breaks off") for each in left())


def test_only_one_worker_takes_a_brand_up(filmed):
    with heavy_work.not_done_here(TAKE):
        made(filmed, file=upload(taken_away(filmed)))
    one, other = Unpacking.objects.get(), Unpacking.objects.get()

    assert unpackings.take_up(one)
    assert not unpackings.take_up(other)
