from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.content.domain.checks import Rules, check_strategy, check_variant, stopping
from waypost.loop.content.domain.findings import SENTENCES, Severity
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot
from waypost.networks.contract import Count, MediaRules, TextUnit


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


def test_pictures_are_held_against_number_kind_and_size():
    fine = picture("Two terns")
    heavy = replace(fine, size=2_500_000)
    film = replace(fine, content_type="image/webp")

    assert codes(Snapshot("Tide", media=(fine, fine, fine))) == ["media.too_many"]
    assert codes(Snapshot("Tide", media=(film,))) == ["media.wrong_kind"]
    (finding,) = check_variant(Snapshot("Tide", media=(heavy,)), rules())
    assert finding.sentence == "Picture 1 is 2.5 MB; Harbour takes 2 MB at most."


def test_a_format_that_the_network_lacks_stops_the_post():
    assert codes(Snapshot("Tide", format="reel")) == ["format.unknown"]


def test_the_strategy_check_asks_for_a_pillar_as_strictly_as_the_workspace_chose():
    assert check_strategy(has_pillar=True, reactive=False, mode="stop") == []
    assert check_strategy(has_pillar=False, reactive=True, mode="stop") == []
    for mode in Severity:
        (finding,) = check_strategy(has_pillar=False, reactive=False, mode=mode)
        assert finding.severity is mode


def test_every_sentence_can_be_said():
    details = dict.fromkeys(("over", "network", "length", "limit", "count", "position", "kind", "size"), 1)
    spoken = [
        text.format(**details, word="a", format="b", opening="c", answer="d") for text in SENTENCES.values()
    ]

    assert all(sentence.endswith((".", "it.")) and "{" not in sentence for sentence in spoken)


@given(st.text(max_size=300), st.integers(1, 120))
def test_what_is_left_of_the_mark_always_fits(text, limit):
    held = rules(limit)

    for finding in check_variant(Snapshot(text), held):
        if finding.code == "text.too_long":
            assert not held.count(text[: finding.place.start]).over
            assert held.count(text[: finding.place.start + 1]).over
