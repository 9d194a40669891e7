"""What is too much, too long, too short or of no use on a network is said while somebody writes; the rest is made to fit."""

from dataclasses import replace

import pytest

from waypost.loop.content.domain.fitting import Box, Recipe, film_recipe, recipes
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.domain.media_rules import check_media
from waypost.loop.content.domain.snapshot import (
    MediaPart,
    Snapshot,
    as_record,
    format_by_media,
    from_record,
    spoken_length,
)
from waypost.networks.contract import MediaRules, Shape

FILM = MediaPart(
    "a" * 64, "1/aa/a.mp4", "video/mp4", "Terns", size=9_000_000, width=1920, height=1080, seconds=60.0,
    rate=30.0, sounds=True, poster=1.0,
)  # fmt: skip
PICTURE = MediaPart("b" * 64, "1/bb/b.png", "image/png", "A tern", size=9, width=800, height=800)
RULES = MediaRules(images_max=4, videos_max=1, video_bytes=100_000_000, video_side=1920, captions=True)
CAPTIONED = replace(FILM, captions=(("en", "c" * 64),))


def said(*media: MediaPart, rules: MediaRules = RULES, form: str = "video") -> dict[str, str]:
    """What is found, each code with its sentence."""
    found = check_media(Snapshot.of("Low tide.", form=form, media=media), rules, "Quay")
    return {each.code: each.sentence for each in found}


def test_a_video_that_fits_needs_no_word() -> None:
    assert said(CAPTIONED) == {}


@pytest.mark.parametrize(
    ("media", "rules", "code", "sentence"),
    [
        ([FILM], replace(RULES, videos_max=0), "media.no_video", "Quay takes no videos from here"),
        ([FILM, CAPTIONED], RULES, "media.too_many_videos", "Quay takes 1 videos at most; this has 2."),
        ([FILM, PICTURE], RULES, "media.mixed", "Quay shows either pictures or a video"),
        ([*[PICTURE] * 3, CAPTIONED], replace(RULES, mixed_max=3), "media.too_many_together", "Quay takes 3 pictures and videos together at most; this has 4."),
        ([PICTURE] * 5, RULES, "media.too_many", "Quay takes 4 pictures at most; this has 5."),
        ([FILM], replace(RULES, video_seconds=45), "media.too_long", "Video 1 is 1:00 long, and Quay takes 0:45"),
        ([FILM], replace(RULES, video_seconds=900, shapes={"video": Shape(seconds_max=30)}), "media.too_long", "0:30 at most"),
        ([FILM], replace(RULES, shapes={"video": Shape(seconds_min=90)}), "media.too_short", "wants 1:30 at least"),
        ([FILM], replace(RULES, video_bytes=2_000_000), "media.too_heavy", "too long for the 2 MB that Quay takes"),
        ([FILM], replace(RULES, shapes={"video": Shape(ratio_max=0.5625)}), "media.cut", "Quay shows 32 % of video 1."),
        ([FILM], replace(RULES, shapes={"video": Shape(width_min=4000)}), "media.too_narrow", "Video 1 is 1920 pixels wide"),
        ([FILM], replace(RULES, shapes={"video": Shape(video_bytes=2_000_000)}), "media.too_heavy", "too long for the 2 MB that Quay takes"),
        ([CAPTIONED], replace(RULES, captions=False), "captions.stay", "those of video 1 stay here"),
        ([replace(CAPTIONED, captions=(("en", "c"), ("fr", "d"), ("pt", "e")))], replace(RULES, captions_max=2), "captions.too_many", "in 2 languages at most, and video 1 has 3"),
        ([replace(CAPTIONED, caption_bytes=20_001)], replace(RULES, caption_bytes=20_000), "captions.too_long", "video 1 are 20001 bytes long, and Quay takes 20000."),
        ([FILM], RULES, "captions.missing", "Video 1 is heard and has no captions"),
    ],
)  # fmt: skip
def test_each_limit_has_its_sentence(
    media: list[MediaPart], rules: MediaRules, code: str, sentence: str
) -> None:
    assert sentence in said(*media, rules=rules)[code]


def test_pictures_and_videos_hang_together_where_the_network_mixes_them() -> None:
    assert "media.mixed" not in said(CAPTIONED, PICTURE, rules=replace(RULES, mixed_max=2), form="carousel")


def test_what_all_may_weigh_together_is_shared_by_the_heavier_ones() -> None:
    rules = MediaRules(images_max=4, image_bytes=900, image_types=("image/png",), files_bytes=1000)
    light, heavy = replace(PICTURE, size=200), replace(PICTURE, size=700)

    made = recipes([light, heavy, heavy], rules, "carousel")

    assert [each and each.bytes_max for each in made] == [None, 400, 400]
    assert recipes([light, heavy], rules, "carousel") == (None, None)
    assert recipes([light, heavy, heavy], replace(rules, files_bytes=0), "carousel") == (None, None, None)


def test_a_video_that_finds_no_room_beside_the_others_is_too_heavy() -> None:
    rules = replace(RULES, videos_max=4, files_bytes=6_000_000)

    assert "media.too_heavy" not in said(CAPTIONED, CAPTIONED, rules=rules)
    assert "for the 1 MB" in said(*[CAPTIONED] * 4, rules=rules)["media.too_heavy"]


def test_a_silent_video_needs_no_captions() -> None:
    assert said(replace(FILM, sounds=False)) == {}


def test_a_video_is_cut_made_smaller_and_slower_as_a_network_wants() -> None:
    rules = replace(RULES, video_side=1280, video_frames=25)

    [made] = recipes(
        [replace(FILM, focus_x=0)], replace(rules, shapes={"video": Shape(ratio_max=1.0)}), "video"
    )

    assert made == Recipe(Box(0, 0, 1080, 1080), 1080, 1080, "video/mp4", 0, 25)
    assert film_recipe(FILM, rules, Shape()) == Recipe(Box(0, 0, 1920, 1080), 1280, 720, "video/mp4", 0, 25)


def test_sides_of_a_video_are_even_and_its_weight_is_minded_where_it_could_be_too_much() -> None:
    tall = film_recipe(FILM, replace(RULES, video_bytes=50_000_000), Shape(ratio_max=0.5625))

    assert tall is not None
    assert (tall.width % 2, tall.height % 2, tall.box.width % 2) == (0, 0, 0)
    assert tall.bytes_max == 50_000_000
    assert film_recipe(FILM, replace(RULES, video_bytes=8_000_000), Shape()) is not None
    assert film_recipe(replace(FILM, width=0), RULES, Shape()) is None


def test_the_key_of_a_picture_s_recipe_is_what_it_was_before_there_were_videos() -> None:
    assert Recipe(Box(0, 0, 20, 20), 10, 10, "image/jpeg", 5).key == "bded773419d609bb0d2da5ed39c43282"
    assert (
        Recipe(Box(0, 0, 2, 2), 2, 2, "video/mp4").key
        != Recipe(Box(0, 0, 2, 2), 2, 2, "video/mp4", 0, 30).key
    )


def test_the_approval_covers_the_still_and_the_captions() -> None:
    hashes = {
        content_hash(Snapshot.of("Low tide.", media=(part,)))
        for part in (FILM, CAPTIONED, replace(FILM, poster=2.0), replace(FILM, alt="Gulls"))
    }

    assert len(hashes) == 4


def test_a_video_is_read_as_it_was_kept_and_so_is_what_was_kept_before() -> None:
    snapshot = Snapshot.of("Low tide.", media=(CAPTIONED,))
    record = as_record(snapshot)

    assert from_record(record) == snapshot
    assert from_record(
        {**record, "media": [{"sha256": "a", "path": "b", "content_type": "image/png", "alt": ""}]}
    ).media == (MediaPart("a", "b", "image/png", ""),)


@pytest.mark.parametrize(
    ("kinds", "form"),
    [
        ([], "text"),
        (["image/png"], "image"),
        (["video/mp4"], "video"),
        (["video/mp4", "image/png"], "carousel"),
    ],
)
def test_the_format_follows_from_what_hangs_on_the_post(kinds: list[str], form: str) -> None:
    assert format_by_media(kinds) == form


@pytest.mark.parametrize(("seconds", "words"), [(5.4, "0:05"), (60, "1:00"), (3661, "1:01:01")])
def test_a_length_is_said_as_players_say_it(seconds: float, words: str) -> None:
    assert spoken_length(seconds) == words
