"""What a network would refuse is said while somebody writes, by the numbers that the network publishes."""

from dataclasses import replace

import pytest

from waypost.loop.content.domain.checks import Rules, check_variant
from waypost.loop.content.domain.fitting import recipes
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot, format_by_media
from waypost.networks import registry

PICTURE = MediaPart("a" * 64, "a.jpg", "image/jpeg", "Terns", size=900_000, width=1080, height=1080)
FILM = MediaPart(
    "b" * 64, "b.mp4", "video/mp4", "Terns", size=9_000_000, width=1080, height=1080, seconds=30.0, rate=30.0
)


def found(
    network: str, text: str = "Low tide.", *media: MediaPart, form: str = "", **options: str
) -> list[str]:
    """The codes of what stops or warns, but for what the network wants with every post."""
    card, texts = registry.card(network), registry.texts(network)
    rules = Rules(
        network=card.label,
        count=texts.count,
        formats=card.formats,
        media=card.media,
        polls=card.polls,
        find=texts.find,
        text_rules=card.text_rules,
        options=card.options,
    )
    form = form or format_by_media([each.content_type for each in media])
    findings = check_variant(Snapshot.of(text, form=form, options=options, media=media), rules)
    said = [each.code for each in findings if each.severity != "suggest"]
    return [code for code in said if code != "option.missing"]


def seconds(length: float) -> MediaPart:
    return replace(FILM, seconds=length)


MOVING = replace(PICTURE, content_type="image/gif", frames=9)


def wide(width: int, height: int = 1080) -> MediaPart:
    return replace(PICTURE, width=width, height=height)


@pytest.mark.parametrize(
    ("network", "text", "media", "code"),
    [
        ("instagram", "a" * 2201, [PICTURE], "text.too_long"),
        ("instagram", "#a " * 31, [PICTURE], "signs.too_many"),
        ("instagram", "@ana " * 21, [PICTURE], "signs.too_many"),
        ("instagram", "Tide", [PICTURE] * 11, "media.too_many"),
        ("instagram", "Tide", [FILM] * 11, "media.too_many_videos"),
        ("instagram", "Tide", [*[PICTURE] * 6, *[FILM] * 5], "media.too_many_together"),
        ("instagram", "Tide", [wide(319, 319)], "media.too_narrow"),
        ("instagram", "Tide", [seconds(901)], "media.too_long"),
        ("instagram", "Tide", [PICTURE, seconds(61)], "media.too_long"),
        ("instagram", "Tide", [seconds(2)], "media.too_short"),
        ("instagram", "Tide", [replace(PICTURE, alt="a" * 1001)], "alt.too_long"),
        ("instagram", "Tide", [], "format.shows_nothing"),
        ("youtube", "Tide", [], "format.shows_nothing"),
        ("facebook_page", "a" * 63_207, [], "text.too_long"),
        ("facebook_page", "Tide", [PICTURE] * 11, "media.too_many"),
        ("facebook_page", "Tide", [PICTURE, FILM], "media.mixed"),
        ("facebook_page", "Tide", [seconds(2)], "media.too_short"),
        ("threads", "a" * 501, [], "text.too_long"),
        ("threads", "🌊" * 126, [], "text.too_long"),
        ("threads", " ".join(f"https://tern.pt/{each}" for each in range(6)), [], "signs.too_many"),
        ("threads", "Tide", [*[PICTURE] * 15, *[FILM] * 6], "media.too_many_together"),
        ("threads", "Tide", [seconds(301)], "media.too_long"),
        ("threads", "Tide", [wide(319, 319)], "media.too_narrow"),
        ("linkedin_person", "a" * 3001, [], "text.too_long"),
        ("linkedin_page", "Tide", [PICTURE] * 21, "media.too_many"),
        ("linkedin_page", "Tide", [seconds(1801)], "media.too_long"),
        ("linkedin_page", "Tide", [seconds(2)], "media.too_short"),
        ("linkedin_page", "Tide", [replace(PICTURE, alt="a" * 4087)], "alt.too_long"),
        ("tiktok", "a" * 2201, [FILM], "text.too_long"),
        ("tiktok", "🌊" * 1101, [FILM], "text.too_long"),
        ("tiktok", "a" * 4001, [PICTURE], "text.too_long"),
        ("tiktok", "Tide", [PICTURE] * 36, "media.too_many"),
        ("tiktok", "Tide", [PICTURE, FILM], "media.mixed"),
        ("tiktok", "Tide", [seconds(601)], "media.too_long"),
        ("tiktok", "Tide", [replace(FILM, width=350, height=620)], "media.too_narrow"),
        ("youtube", "é" * 2501, [FILM], "text.too_long"),
        ("youtube", "Low < high", [FILM], "text.forbidden"),
        ("youtube", "Tide", [PICTURE], "media.too_many"),
        ("pinterest", "a" * 801, [PICTURE], "text.too_long"),
        ("pinterest", "Tide", [PICTURE] * 6, "media.too_many"),
        ("pinterest", "Tide", [seconds(3)], "media.too_short"),
        ("pinterest", "Tide", [seconds(901)], "media.too_long"),
        ("pinterest", "Tide", [replace(PICTURE, alt="a" * 501)], "alt.too_long"),
        ("google_business", "a" * 1501, [], "text.too_long"),
        ("google_business", "Tide", [PICTURE] * 2, "media.too_many"),
        ("google_business", "Tide", [wide(249, 249)], "media.too_narrow"),
        ("google_business", "Tide", [FILM], "media.no_video"),
        ("x", "a" * 281, [], "text.too_long"),
        ("x", "潮" * 141, [], "text.too_long"),
        ("x", "$TERN and $TIDE", [], "signs.too_many"),
        ("x", "Tide", [PICTURE] * 5, "media.too_many"),
        ("x", "Tide", [PICTURE, FILM], "media.mixed"),
        ("x", "Tide", [seconds(141)], "media.too_long"),
        ("x", "Tide", [PICTURE, MOVING], "media.moving_alone"),
        ("x", "Tide", [replace(MOVING, size=15_728_641)], "media.stands_still"),
        ("linkedin_person", "Tide", [MOVING, MOVING], "media.moving_alone"),
        ("x", "Tide", [replace(PICTURE, alt="a" * 1001)], "alt.too_long"),
    ],
)  # fmt: skip
def test_what_the_network_would_refuse_is_said(
    network: str, text: str, media: list[MediaPart], code: str
) -> None:
    assert code in found(network, text, *media)


@pytest.mark.parametrize(
    ("network", "text", "media"),
    [
        ("instagram", "a" * 2200, [*[PICTURE] * 5, *[FILM] * 5]),
        ("instagram", "Tide", [seconds(900)]),
        ("facebook_page", "a" * 63_206, [PICTURE] * 10),
        ("threads", "🌊" * 125, [*[PICTURE] * 15, *[seconds(300)] * 5]),
        ("linkedin_person", "a" * 3000, [PICTURE] * 20),
        ("tiktok", "a" * 2200, [seconds(600)]),
        ("tiktok", "a" * 4000, [PICTURE] * 35),
        ("youtube", "é" * 2500, [seconds(3600)]),
        ("pinterest", "a" * 800, [PICTURE] * 5),
        ("google_business", "a" * 1500, [PICTURE]),
        ("x", "a" * 280, [PICTURE] * 4),
        ("x", "Tide", [replace(MOVING, size=15_728_640)]),
        ("linkedin_page", "Tide", [MOVING]),
        ("x", f"{'a' * 256} https://tern.pt/{'a' * 200}", [seconds(140)]),
    ],
)
def test_what_the_network_takes_needs_no_word(network: str, text: str, media: list[MediaPart]) -> None:
    assert found(network, text, *media) == []


@pytest.mark.parametrize("network", ["instagram", "facebook_page"])
def test_that_a_story_shows_no_text_is_said(network: str) -> None:
    assert found(network, "Low tide.", PICTURE, form="story") == ["text.unseen"]
    assert found(network, "", PICTURE, form="story") == []


def test_a_video_in_a_story_on_instagram_weighs_100_mb_at_most() -> None:
    heavy, rules = replace(FILM, size=120_000_000, seconds=60.0), registry.card("instagram").media

    assert recipes([heavy], rules, "video") == (None,)
    assert [each and each.width for each in recipes([heavy], rules, "story")] == [1080]


def test_instagram_and_threads_get_pictures_1440_pixels_wide_at_most() -> None:
    for network in ("instagram", "threads"):
        [made] = recipes([wide(4000, 4000)], registry.card(network).media, "image")
        assert made is not None
        assert (made.width, made.height) == (1440, 1440)


@pytest.mark.parametrize(
    ("network", "fits"), [("linkedin_person", 1250), ("facebook_page", 8000), ("youtube", 10_000), ("x", 280)]
)
def test_a_first_comment_is_held_against_the_limit_of_comments(network: str, fits: int) -> None:
    media = [FILM] if network == "youtube" else []

    assert found(network, "Tide", *media, first_comment="a" * fits) == []
    assert found(network, "Tide", *media, first_comment="a" * (fits + 1)) == ["comment.too_long"]


def test_what_telegram_takes_under_the_question_of_a_poll_is_said() -> None:
    poll = {"poll": "Yes\nNo", "poll_days": "7"}

    assert found("telegram", f"Come?\n{'a' * 1024}", **poll) == []
    assert found("telegram", f"Come?\n{'a' * 1025}", **poll) == ["poll.rest_too_long"]


def test_captions_that_bluesky_would_refuse_are_said() -> None:
    spoken = replace(FILM, captions=(("en", "c" * 64),), caption_bytes=20_000)

    assert found("bluesky", "Tide", spoken) == []
    assert found("bluesky", "Tide", replace(spoken, caption_bytes=20_001)) == ["captions.too_long"]
    assert found("bluesky", "Tide", replace(spoken, captions=spoken.captions * 21)) == ["captions.too_many"]


@pytest.mark.parametrize(
    "number",
    [
        "+351 282 000 123",
        "0351/282000",
        "(0) 30 901820",
        "(415) 555-0132",
        "415.555.0132",
        "0044 20 7946 0018",
    ],
)
def test_a_telephone_number_that_google_refuses_is_said(number: str) -> None:
    assert found("google_business", f"Call {number} for prints.") == ["text.phone"]
    assert found("facebook_page", f"Call {number} for prints.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Open from 09:00-17:00 on 01.12.2026.",
        "Prints for 0.50 or 1 000 000.",
        "Since 2026-11-23, no. 4711.",
        "Order 123456789.",
    ],
)
def test_times_dates_and_prices_are_no_telephone_numbers(text: str) -> None:
    assert found("google_business", text) == []


def test_the_question_of_a_poll_on_linkedin_has_140_characters_at_most() -> None:
    poll = {"poll": "Yes\nNo", "poll_days": "7"}

    assert found("linkedin_page", "a" * 141, **poll) == ["poll.question_too_long"]
    assert found("linkedin_page", f"{'a' * 140}\nAnd why?", **poll) == []
