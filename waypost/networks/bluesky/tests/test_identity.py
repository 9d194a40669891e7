"""Keys and content identifiers, which a server works out too."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from waypost.networks.bluesky.identity import content_id
from waypost.networks.bluesky.keys import record_key
from waypost.networks.bluesky.tests.pds import TID


@given(st.text(max_size=40), st.integers(0, 20))
def test_a_record_key_has_the_form_of_a_tid_and_is_the_same_always(key: str, part: int) -> None:
    assert TID.fullmatch(record_key(key, part))
    assert record_key(key, part) == record_key(key, part)


def test_the_parts_of_a_thread_have_keys_in_their_order() -> None:
    keys = [record_key("k7f3", part) for part in range(30)]

    assert keys == sorted(set(keys))


def test_other_keys_are_other_records() -> None:
    assert len({record_key(f"k{number}") for number in range(5000)}) == 5000


def test_no_record_key_lies_in_the_future() -> None:
    """Keys of 14 November 2024 begin with 3law; later ones come later in the alphabet."""
    assert max(record_key(f"k{number}") for number in range(5000)) < "3law"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        # Of the interoperability tests of the protocol: https://github.com/bluesky-social/atproto-interop-tests
        # (data-model/data-model-fixtures.json, public domain), read 2026-11-22.
        (
            {"string": "abc", "unicode": "a~öñ©⽘☎𓋓😀👨‍👩‍👧‍👧", "integer": 123, "bool": True, "null": None,
             "array": ["abc", "def", "ghi"],
             "object": {"string": "abc", "number": 123, "bool": True, "arr": ["abc", "def", "ghi"]}},
            "bafyreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq",
        ),
    ],
)  # fmt: skip
def test_a_content_identifier_is_what_everybody_works_out(record: dict[str, object], expected: str) -> None:
    assert content_id(record) == expected


def test_the_order_of_fields_does_not_matter() -> None:
    assert content_id({"a": 1, "bb": {"$link": content_id({})}}) == content_id(
        {"bb": {"$link": content_id({})}, "a": 1}
    )


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_number_that_a_record_may_hold_has_an_identifier(number: int) -> None:
    assert regex.fullmatch("bafyrei[a-z2-7]{52}", content_id({"number": number}))


def test_a_fraction_is_no_part_of_a_record() -> None:
    with pytest.raises(TypeError):
        content_id({"ratio": 0.5})
