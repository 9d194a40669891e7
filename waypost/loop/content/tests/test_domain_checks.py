from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.content.domain.checks import Rules, check_strategy, check_variant, stopping
from waypost.loop.content.domain.findings import SENTENCES, Severity
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot
from waypost.networks.contract import Count, MediaRules, Shape, TextUnit


def rules(limit: int = 100, **changes) -> Rules:
    media = MediaRules(
        images_max=2, image_bytes=2_000_000, image_types=("image/png", "image/jpeg"), alt_limit=60
    )
    common = Rules(
        network="Harbour",
        count=lambda text: Count(length=len(text), limit=limit, unit=TextUnit.CHARACTERS),
        formats=("text", "image"),
        media=media,
    )
    return replace(common, **changes)


def codes(snapshot: Snapshot, held_against: Rules | None = None) -> list[str]:
    return [finding.code for finding in check_variant(snapshot, held_against or rules())]


def picture(alt: str, **changes) -> MediaPart:
    return MediaPart("a" * 64, "a.png", **{"content_type": "image/png", "alt": alt, "size": 10, **changes})


def test_a_good_post_has_no_findings():
    assert codes(Snapshot("Low tide at nine.", media=(picture("Two terns on a wet jetty"),))) == []


def test_a_text_is_held_against_the_networks_own_count_and_marked_where_it_is_too_much():
    (finding,) = check_variant(Snapshot("tide " * 30), rules())

    assert finding.code == "text.too_long"
    assert (finding.place.field, finding.place.start, finding.place.end) == ("text", 100, 150)
    assert finding.sentence == "50 too many for Harbour: 150 of 100."
    assert stopping([finding]) == [finding]


def test_beside_pictures_a_text_has_the_limit_that_the_network_sets_there():
    held = rules()
    held = replace(held, media=replace(held.media, text_limit=20))
    text = "Low tide at nine, high tide at three."

    (finding,) = check_variant(Snapshot(text, media=(picture("Two terns on a wet jetty"),)), held)

    assert (finding.code, finding.place.start) == ("text.too_long", 20)
    assert finding.sentence == "17 too many for Harbour: 37 of 20."
    assert codes(Snapshot(text), held) == []


def test_an_empty_post_is_nothing_to_say_and_a_picture_alone_is_something():
    assert codes(Snapshot("  ")) == ["text.empty"]
    assert codes(Snapshot("", media=(picture("Two terns on a wet jetty"),))) == []


def test_banned_words_are_found_whole_in_any_case_and_across_white_space():
    held = rules(banned_words=("game changer", "cheap"))
    text = "CHEAP, cheaper; a Game\n changer"

    found = check_variant(Snapshot(text), held)

    assert [text[finding.place.start : finding.place.end] for finding in found] == ["CHEAP", "Game\n changer"]
    assert {finding.severity for finding in found} == {Severity.WARN}


def test_a_banned_word_with_signs_in_it_is_found_too():
    assert codes(Snapshot("Now 100% vegan (really)"), rules(banned_words=("100%", "(really)"))) == [
        "text.banned_word",
        "text.banned_word",
    ]


def test_a_picture_without_alt_text_asks_for_one():
    (finding,) = check_variant(Snapshot("Tide", media=(picture(" "),)), rules())

    assert finding.code == "alt.missing"
    assert finding.place.start == 1
    assert finding.severity is Severity.WARN


def test_an_alt_text_that_says_nothing_is_noticed():
    assert codes(Snapshot("Tide", media=(picture("IMG_2041.jpg"),))) == ["alt.file_name"]
    assert codes(Snapshot("Tide", media=(picture("DSC-0012"),))) == ["alt.file_name"]
    assert codes(Snapshot("Tide", media=(picture("A photo of two terns"),))) == ["alt.opening"]
    assert codes(Snapshot("Two terns", media=(picture("two terns"),))) == ["alt.repeats_text"]
    assert codes(Snapshot("Tide", media=(picture("w" * 61),))) == ["alt.too_long"]


def test_a_sentence_that_begins_with_a_picture_word_is_a_good_alt_text():
    assert codes(Snapshot("Tide", media=(picture("Image rights drawn in the sand"),))) == []


def test_pictures_are_counted():
    fine = picture("Two terns")

    assert codes(Snapshot("Tide", media=(fine, fine, fine))) == ["media.too_many"]


def test_what_can_be_made_to_fit_is_no_reason_to_stop():
    heavy = picture("Two terns", size=2_500_000, width=3000, height=2000)
    other_kind = picture("Two terns", content_type="image/webp", width=3000, height=2000)

    assert codes(Snapshot("Tide", media=(heavy, other_kind))) == []


def test_a_picture_that_is_cut_a_lot_or_stands_still_is_said():
    strip = picture("The whole harbour", width=4000, height=1000)
    film = picture("Two terns", content_type="image/gif", width=300, height=300, frames=9)
    square = replace(rules().media, shapes={"image": Shape(ratio_min=0.8, ratio_max=1.91)})

    (cut,) = check_variant(Snapshot("Tide", format="image", media=(strip,)), rules(media=square))
    (still,) = check_variant(Snapshot("Tide", format="image", media=(film,)), rules())

    assert cut.sentence.startswith("Harbour shows 48 % of picture 1.")
    assert (cut.severity, still.severity) == (Severity.SUGGEST, Severity.WARN)
    assert still.sentence == "Picture 1 moves; Harbour will show only how it begins."


def test_a_picture_that_is_too_narrow_as_it_is_shown_stops_the_post():
    small = picture("Two terns", width=400, height=200)
    wide = replace(rules().media, shapes={"image": Shape(ratio_max=1.0, width_min=320)})

    (finding, _cut) = check_variant(Snapshot("Tide", format="image", media=(small,)), rules(media=wide))

    assert (finding.code, finding.severity) == ("media.too_narrow", Severity.STOP)
    assert "200 pixels wide" in finding.sentence


def test_a_format_that_the_network_lacks_stops_the_post():
    assert codes(Snapshot("Tide", format="reel")) == ["format.unknown"]


def test_a_network_that_shows_pictures_says_so_of_a_text_alone():
    (finding,) = check_variant(Snapshot("Tide"), rules(formats=("image",)))

    assert (finding.severity, finding.place.field) == (Severity.STOP, "media")
    assert finding.sentence == "Harbour takes nothing without a picture or a video. Add one."


def test_a_format_that_shows_something_needs_that():
    held, still = rules(formats=("text", "image", "video", "story")), picture("Two terns")

    (finding,) = check_variant(Snapshot("Tide", format="video", media=(still,)), held)

    assert (finding.code, finding.severity) == ("format.lacks", Severity.STOP)
    assert finding.sentence == "A post as “video” needs a video. Add one, or choose another format."
    assert codes(Snapshot("Tide", format="story"), held) == ["format.lacks"]
    assert codes(Snapshot("Tide", format="story", media=(still,)), held) == []


def test_the_strategy_check_asks_for_a_pillar_as_strictly_as_the_workspace_chose():
    assert check_strategy(has_pillar=True, reactive=False, mode="stop") == []
    assert check_strategy(has_pillar=False, reactive=True, mode="stop") == []
    for mode in Severity:
        (finding,) = check_strategy(has_pillar=False, reactive=False, mode=mode)
        assert finding.severity is mode


def test_every_sentence_can_be_said():
    details = dict.fromkeys(("over", "network", "length", "limit", "count", "position", "width", "share"), 1)
    words = {"word": "a", "format": "b", "opening": "c", "answer": "d"}
    words |= {"characters": "e", "kind": "f", "option": "g", "Thing": "h", "what": "i"}
    spoken = [text.format(**details, **words) for text in SENTENCES.values()]

    assert all(sentence.endswith((".", "it.")) and "{" not in sentence for sentence in spoken)


@given(st.text(max_size=300), st.integers(1, 120))
def test_what_is_left_of_the_mark_always_fits(text, limit):
    held = rules(limit)

    for finding in check_variant(Snapshot(text), held):
        if finding.code == "text.too_long":
            assert not held.count(text[: finding.place.start]).over
            assert held.count(text[: finding.place.start + 1]).over
