"""Videos come in by the worker, say what they are, carry captions and a still, and make posts follow what changes."""

import contextvars
import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.world import World
from waypost.loop.content import shelf, watching
from waypost.loop.content.actions import intakes, media, videos
from waypost.loop.content.models import Attachment, Caption, Intake, Media
from waypost.loop.content.preparing import prepare_waiting
from waypost.loop.content.queries import is_approved, outgoing_of
from waypost.loop.content.tests.factories import (
    approve,
    attached,
    coming_video,
    drafted_post,
    only_variant,
    picture,
    stopped_video,
    submitted_post,
    video,
)
from waypost.loop.content.tests.films import film
from waypost.toolkit import heavy_work
from waypost.toolkit.refusal import NotAllowed, Refusal

SAID = b"1\n00:00:00,000 --> 00:00:00,500\nThe terns are back.\n"


def test_a_video_comes_in_as_networks_take_it_and_its_upload_goes(world: World) -> None:
    before = laid_by(world)
    kept = video(world, name="terns.mov", alt="Terns over the jetty")

    assert (kept.name, kept.alt, kept.content_type) == ("terns.mov", "Terns over the jetty", "video/mp4")
    assert (kept.width, kept.height, kept.seconds, kept.rate, kept.sounds) == (64, 48, 1.0, 30.0, True)
    assert Path(settings.MEDIA_ROOT, kept.file.name).stat().st_size == kept.size
    assert Path(settings.MEDIA_ROOT, kept.still.name).read_bytes().startswith(b"\xff\xd8")
    assert not Intake.objects.exists()
    assert laid_by(world) == before


def laid_by(world: World) -> set[Path]:
    """The files that lie as they came."""
    return set(Path(settings.MEDIA_ROOT, str(world.workspace.pk), "coming").glob("*"))


def test_a_video_hangs_on_the_post_it_came_for(world: World) -> None:
    post = drafted_post(world)

    kept = video(world, post=post)

    assert [each.media for each in Attachment.objects.filter(post=post)] == [kept]
    [part] = outgoing_of(only_variant(post)).media
    assert outgoing_of(only_variant(post)).format == "video"
    assert (part.is_video, part.seconds, part.rate, part.sounds) == (True, 1.0, 30.0, True)


def test_a_post_that_may_not_change_any_more_leaves_it_in_the_library(world: World) -> None:
    post = drafted_post(world)
    intake = coming_video(world, post=post)
    post.archived_at = intake.added_at
    post.save()

    assert prepare_waiting() == 1

    assert Media.objects.filter(content_type="video/mp4").count() == 1
    assert not Attachment.objects.exists()


def test_the_same_video_a_second_time_is_the_same(world: World) -> None:
    first, second = video(world), video(world)

    assert first == second


@pytest.mark.parametrize("role", ["approver", "client", "viewer", "outsider", "neighbour"])
def test_only_who_adds_pictures_adds_stops_and_clears_videos(world: World, role: str) -> None:
    intake = coming_video(world)
    kept = video(world)
    by = world.actor(role)

    for attempt in (
        lambda: intakes.begin(world.workspace, by=by, file=io.BytesIO(b"x"), size=1, name="x"),
        lambda: intakes.stop(intake, by=by),
        lambda: intakes.discard(intake, by=by),
        lambda: videos.choose_poster(kept, by=by, at=0.5),
        lambda: videos.caption(kept, by=by, language="en", content=SAID),
        lambda: videos.uncaption(kept, by=by, language="en"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_what_is_stopped_is_left_alone_until_somebody_lets_it_go_on(world: World) -> None:
    intake = stopped_video(world)

    assert prepare_waiting() == 0
    with pytest.raises(Refusal, match="not being prepared any more"):
        intakes.stop(intake, by=world.actor("manager"))
    intakes.go_on(intake, by=world.actor("manager"))

    assert Media.objects.filter(content_type="video/mp4").exists()


def test_stopping_while_it_is_prepared_ends_the_work_and_keeps_what_is_written(world: World) -> None:
    intake = coming_video(world)

    def take(given: dict[str, Any]) -> dict[str, Any]:
        Path(given["work"]).mkdir()
        Intake.objects.filter(pk=intake.pk).update(state="stopped")
        assert not intakes.note_progress(intake, 40)
        Path(given["still"]).write_bytes(b"")
        Path(given["to"]).write_bytes(b"half")
        return {**_SAID, "size": 4, "sha256": "a" * 64}

    with heavy_work.done_here({watching.TAKE: take}):
        prepare_waiting()

    assert Intake.objects.get().state == "stopped"
    assert not Media.objects.exists()
    assert Path(settings.HOME, "films", intakes.work_name(intake), "stretches").is_dir()


_SAID = {
    "content_type": "video/mp4", "width": 64, "height": 48, "seconds": 1.0, "rate": 30.0, "sounds": False,
    "poster": 0.3,
}  # fmt: skip


def test_who_falls_silent_is_followed_by_another(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = coming_video(world)
    assert intakes.begin_next() == intake
    assert prepare_waiting() == 0

    Intake.objects.filter(pk=intake.pk).update(seen_at=intake.added_at - intakes.SILENT)

    assert prepare_waiting() == 1
    assert not Intake.objects.exists()


def test_what_is_no_video_is_refused_with_a_sentence_and_can_be_cleared_away(world: World) -> None:
    intake = coming_video(world, content=b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 400)

    prepare_waiting()

    intake.refresh_from_db()
    assert intake.says == "That video breaks off or is damaged. Export it again, or upload it again."
    assert not Path(settings.MEDIA_ROOT, intake.file.name).exists()
    intakes.discard(intake, by=world.actor("manager"))
    assert not Intake.objects.exists()


def test_a_video_whose_upload_is_lost_is_refused(world: World) -> None:
    intake = coming_video(world)
    Path(settings.MEDIA_ROOT, intake.file.name).unlink()

    prepare_waiting()

    assert "not on this server any more" in Intake.objects.get().says


def test_what_is_too_large_or_too_much_is_refused_before_it_is_laid_by(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bring(size: int) -> Intake:
        return intakes.begin(
            world.workspace, by=world.actor("manager"), file=io.BytesIO(b"x"), size=size, name="x"
        )

    with pytest.raises(Refusal, match="larger than 2 GB"):
        bring(intakes.LARGEST + 1)
    monkeypatch.setattr(intakes, "MOST", 0)
    with pytest.raises(Refusal, match="on their way already"):
        bring(1)


def test_the_still_is_taken_where_a_person_says_and_posts_follow(world: World) -> None:
    post = submitted_post(world)
    kept = video(world, post=post)
    approve(world, post)
    before = Path(settings.MEDIA_ROOT, kept.still.name).read_bytes()
    assert is_approved(only_variant(post))

    videos.choose_poster(kept, by=world.actor("manager"), at=0.9)

    kept.refresh_from_db()
    assert kept.poster == 0.9
    assert Path(settings.MEDIA_ROOT, kept.still.name).read_bytes() != before
    assert not is_approved(only_variant(post))
    assert outgoing_of(only_variant(post)).media[0].poster == 0.9


def test_a_still_outside_of_the_video_or_of_a_picture_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match=r"lasts 0:01\. Choose a second of it"):
        videos.choose_poster(video(world), by=world.actor("manager"), at=1.5)
    with pytest.raises(Refusal, match="That is a picture"):
        videos.choose_poster(picture(world), by=world.actor("manager"), at=0)


def test_captions_are_kept_by_language_and_posts_follow(world: World) -> None:
    post = submitted_post(world)
    kept = video(world, post=post)
    approve(world, post)

    said = videos.caption(kept, by=world.actor("manager"), language="en", content=SAID)

    assert said.content == "WEBVTT\n\n00:00:00.000 --> 00:00:00.500\nThe terns are back.\n"
    assert not is_approved(only_variant(post))
    [part] = outgoing_of(only_variant(post)).media
    assert (part.captions, part.caption_bytes) == ((("en", said.sha256),), len(said.content.encode()))
    again = videos.caption(
        kept, by=world.actor("manager"), language="en", content=SAID.replace(b"back", b"home")
    )
    assert Caption.objects.get() == again == said
    videos.uncaption(kept, by=world.actor("manager"), language="en")
    assert outgoing_of(only_variant(post)).media[0].captions == ()
    with pytest.raises(Refusal, match="no captions in that language"):
        videos.uncaption(kept, by=world.actor("manager"), language="en")


def test_captions_are_read_as_they_were_named_before_their_size_was_kept(world: World) -> None:
    post = submitted_post(world)
    Media.objects.filter(pk=video(world, post=post).pk).update(captions=[["en", "c" * 64]])

    [part] = outgoing_of(only_variant(post)).media

    assert (part.captions, part.caption_bytes) == ((("en", "c" * 64),), 0)


@pytest.mark.parametrize(
    ("language", "content", "said"),
    [
        ("English", SAID, "Name the language by its tag"),
        ("en", b"Low tide at nine.", "There are no captions in that file"),
        ("en", SAID.replace(b"00:00:00,500", b"00:00:00,000"), "Line 2: it ends before it begins."),
        (
            "en",
            b"1\n00:00 --> 1\nA\n\n" * 7,
            "Line 18: the times must look like .* 2 more rows are wrong too.",
        ),
    ],
)
def test_captions_that_cannot_be_used_are_refused_row_by_row(
    world: World, language: str, content: bytes, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        videos.caption(video(world), by=world.actor("manager"), language=language, content=content)


def test_a_video_is_taken_in_by_a_child_process_that_says_how_far_it_is(world: World, tmp_path: Path) -> None:
    came = film(tmp_path / "came.mkv", container="matroska", codec="mpeg4", seconds=2)
    with came.open("rb") as file:
        lies = shelf.put_by(world.workspace.pk, file)
    heard: list[int] = []

    def take() -> watching.Video | str | None:
        return watching.taken_in(lies, tmp_path, lambda percent: not heard.append(percent))

    made = contextvars.Context().run(take)

    assert isinstance(made, watching.Video)
    assert (made.seconds, made.path.stat().st_size) == (2.0, made.size)
    assert heard
    (tmp_path / "anew").mkdir()
    assert (
        contextvars.Context().run(lambda: watching.taken_in(lies, tmp_path / "anew", lambda _percent: False))
        is None
    )


def test_words_for_a_picture_need_no_video(world: World) -> None:
    assert media.describe(video(world), by=world.actor("manager"), alt="Terns").alt == "Terns"
    assert attached(world, drafted_post(world)).media.kind == "picture"
