"""The pages of videos: brought by a form, watched on their way, shown, captioned; refusals are sentences."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import World
from waypost.loop.content.actions import videos
from waypost.loop.content.models import Attachment, Caption, Intake, Media
from waypost.loop.content.tests.factories import (
    coming_video,
    drafted_post,
    film_bytes,
    picture,
    stopped_video,
    video,
)
from waypost.loop.content.tests.pages import url, words

SRT = b"1\n00:00:00,000 --> 00:00:00,500\nThe terns are back.\n"


def upload(content: bytes, name: str = "terns.mov") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_a_video_is_uploaded_where_pictures_are(world: World) -> None:
    client = world.client("contributor")

    client.post(url(world, "media"), {"file": upload(film_bytes(), "terns.png"), "alt": "Terns"})

    kept = Media.objects.get()
    assert (kept.name, kept.alt, kept.is_video) == ("terns.png", "Terns", True)
    page = words(client.get(url(world, "media")))
    assert "64 × 48, 0:01," in page
    assert "Watch it" in page


def test_a_video_brought_on_a_post_leads_to_where_one_sees_how_far_it_is(world: World) -> None:
    post = drafted_post(world)

    answer = world.client("manager").post(
        url(world, "pictures", post_id=post.pk), {"file": upload(film_bytes()), "alt": "Terns"}
    )

    assert answer["Location"] == f"{url(world, 'media')}?post={post.pk}"
    assert Attachment.objects.get().media.is_video
    page = words(world.client("manager").get(url(world, "post", post_id=post.pk)))
    assert "A video of 0:01: watch it" in page
    assert "takes no videos from here" in page


def test_the_library_says_how_far_a_video_is_and_asks_again(world: World) -> None:
    intake = coming_video(world)
    Intake.objects.filter(pk=intake.pk).update(percent=40)
    client = world.client("manager")

    page = words(client.get(url(world, "media")))
    fragment = client.get(url(world, "videos_coming"))

    assert 'value="40"' in page
    assert 'hx-trigger="every 2s"' in page
    assert 'value="40"' in words(fragment)
    assert "Waiting for its turn" in words(fragment)
    client.post(url(world, "video_stopping", intake_id=intake.pk))
    assert client.get(url(world, "videos_coming"))["HX-Refresh"] == "true"
    page = words(client.get(url(world, "media")))
    assert "Stopped" in page
    assert "hx-trigger" not in page
    client.post(url(world, "video_start", intake_id=intake.pk))
    assert Media.objects.get().is_video


def test_what_was_refused_says_why_until_it_is_cleared_away(world: World) -> None:
    client = world.client("manager")
    client.post(url(world, "media"), {"file": upload(b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 400), "alt": ""})

    assert "That video breaks off or is damaged" in words(client.get(url(world, "media")))

    client.post(url(world, "video_removal", intake_id=Intake.objects.get().pk))
    assert "Videos on their way" not in words(client.get(url(world, "media")))


def test_a_viewer_sees_what_comes_and_changes_nothing(world: World) -> None:
    intake = stopped_video(world)
    client = world.client("viewer")

    assert "Go on" not in words(client.get(url(world, "media")))
    for name in ("video_start", "video_stopping", "video_removal"):
        assert client.post(url(world, name, intake_id=intake.pk)).status_code == 403


@pytest.mark.parametrize(
    ("asked", "status", "length", "content_range"),
    [
        ("", 200, None, None),
        ("bytes=0-99", 206, 100, "bytes 0-99/{size}"),
        ("bytes=100-", 206, -100, "bytes 100-{last}/{size}"),
        ("bytes=-50", 206, 50, "bytes {tail}-{last}/{size}"),
        ("bytes=99999999-", 416, 0, "bytes */{size}"),
    ],
)
def test_a_player_asks_for_what_it_shows(
    world: World, asked: str, status: int, length: int | None, content_range: str | None
) -> None:
    shown = video(world)
    whole = shown.file.open("rb").read()

    answer: Any = world.client("viewer").get(
        url(world, "media_video", media_id=shown.pk), headers={"Range": asked} if asked else {}
    )

    sent = b"".join(answer.streaming_content) if answer.streaming else answer.content
    size = len(whole)
    wanted = {None: size, -100: size - 100}.get(length, length)
    assert (answer.status_code, len(sent)) == (status, wanted)
    assert sent in whole
    if content_range:
        said = content_range.format(size=size, last=size - 1, tail=size - 50)
        assert answer["Content-Range"] == said
    if status == 206 and asked != "bytes=0-99":
        assert whole.endswith(sent)


def test_only_members_watch_it_and_a_picture_is_no_video(world: World) -> None:
    shown = video(world)

    assert world.client("outsider").get(url(world, "media_video", media_id=shown.pk)).status_code == 404
    assert (
        world.client("viewer").get(url(world, "media_video", media_id=picture(world).pk)).status_code == 404
    )


def test_a_lost_video_is_not_found(world: World) -> None:
    shown = video(world)
    shown.file.storage.delete(shown.file.name)

    assert world.client("viewer").get(url(world, "media_video", media_id=shown.pk)).status_code == 404


def test_the_still_stands_for_the_video_and_changes_with_the_moment(world: World) -> None:
    shown = video(world)
    client = world.client("manager")
    first = client.get(url(world, "media_file", media_id=shown.pk))

    client.post(url(world, "media_poster", media_id=shown.pk), {"at": "0.9"})
    second = client.get(url(world, "media_file", media_id=shown.pk), headers={"If-None-Match": first["ETag"]})

    assert first["Content-Type"] == second["Content-Type"] == "image/jpeg"
    assert second.status_code == 200
    assert first.content != second.content
    refused = client.post(url(world, "media_poster", media_id=shown.pk), {"at": "99"})
    assert refused.status_code == 422
    assert "This video lasts 0:01. Choose a second of it." in words(refused)


def test_captions_come_and_go_on_the_videos_page(world: World) -> None:
    shown = video(world)
    client = world.client("manager")
    add = url(world, "media_captions", media_id=shown.pk)

    client.post(add, {"language": "pt-BR", "file": SimpleUploadedFile("pt.srt", SRT)})
    page = words(client.get(url(world, "media_cuts", media_id=shown.pk)))
    wrong = client.post(add, {"language": "en", "file": SimpleUploadedFile("en.srt", SRT + b"\n2\nno\nB\n")})

    assert "<p>pt-BR</p>" in page
    assert wrong.status_code == 422
    assert "Line 6: the times must look like" in words(wrong)
    client.post(url(world, "media_captions_removal", media_id=shown.pk), {"language": "pt-BR"})
    assert not Caption.objects.exists()


def test_the_page_of_a_video_has_a_player_and_for_viewers_no_forms(world: World) -> None:
    shown = video(world)
    videos.caption(shown, by=world.actor("manager"), language="en", content=SRT)

    page = words(world.client("viewer").get(url(world, "media_cuts", media_id=shown.pk)))

    assert f'src="{url(world, "media_video", media_id=shown.pk)}"' in page
    assert "<p>en</p>" in page
    assert "Take this moment" not in page
    assert "Add these captions" not in page
