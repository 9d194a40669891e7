from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot, as_record, from_record

words = st.text(max_size=30)
parts = st.builds(MediaPart, sha256=words, path=words, content_type=words, alt=words, size=st.integers(0, 9))
snapshots = st.builds(
    Snapshot,
    text=words,
    format=words,
    options=st.dictionaries(words, words, max_size=3),
    media=st.lists(parts, max_size=3).map(tuple),
    links=st.lists(words, max_size=2).map(tuple),
)


def covered(snapshot: Snapshot) -> tuple[object, ...]:
    media = tuple((part.sha256, part.content_type, part.alt) for part in snapshot.media)
    return snapshot.text, snapshot.format, dict(snapshot.options), media, snapshot.links


@settings(max_examples=40)
@given(snapshots, snapshots)
def test_two_contents_share_a_hash_only_when_the_same_would_go_out(one, other):
    assert (content_hash(one) == content_hash(other)) == (covered(one) == covered(other))


@settings(max_examples=40)
@given(snapshots)
def test_a_snapshot_survives_being_kept_as_a_record(snapshot):
    again = from_record(as_record(snapshot))

    assert again == snapshot
    assert content_hash(again) == content_hash(snapshot)


@settings(max_examples=40)
@given(snapshots, st.text(min_size=1, max_size=5))
def test_any_added_word_changes_the_hash(snapshot, more):
    assert content_hash(replace(snapshot, text=snapshot.text + more)) != content_hash(snapshot)


def test_the_order_of_options_does_not_matter_and_that_of_pictures_does():
    tide = MediaPart("a" * 64, "a.jpg", "image/jpeg", "Low tide")
    tern = MediaPart("b" * 64, "b.jpg", "image/jpeg", "A tern")
    one = Snapshot("Sea", options={"a": "1", "b": "2"}, media=(tide, tern))

    assert content_hash(replace(one, options={"b": "2", "a": "1"})) == content_hash(one)
    assert content_hash(replace(one, media=(tern, tide))) != content_hash(one)


def test_where_a_file_lies_is_not_part_of_what_was_approved():
    one = Snapshot("Sea", media=(MediaPart("a" * 64, "old/a.jpg", "image/jpeg", "Low tide", 10),))
    moved = Snapshot("Sea", media=(MediaPart("a" * 64, "new/a.jpg", "image/jpeg", "Low tide", 10),))

    assert content_hash(moved) == content_hash(one)


def test_a_focal_point_is_part_of_what_was_approved_and_one_in_the_middle_changes_nothing():
    one = MediaPart("a" * 64, "a.jpg", "image/jpeg", "Low tide", 10)
    pinned = "9b5c53c36bfef79b8cc788e47c4e323c7a644f1657feee6a71e8888e1e31d9d2"

    assert content_hash(Snapshot("Sea", media=(one,))) == pinned
    assert content_hash(Snapshot("Sea", media=(replace(one, focus_x=400),))) != pinned
    assert content_hash(Snapshot("Sea", media=(replace(one, focus_y=400),))) != pinned


def test_an_option_that_json_cannot_hold_is_refused():
    with pytest.raises(ValueError):
        content_hash(Snapshot("Sea", options={"ratio": float("nan")}))


def test_a_hash_is_the_same_in_every_release():
    pinned = "b83beaedfc94e276b7763c1c6584cdb89c44f70d2b938f0ed2cefda969a1fb22"

    assert content_hash(Snapshot.of("Tide at 9: https://tern.example/tide.")) == pinned
