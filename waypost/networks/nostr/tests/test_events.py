"""Events and entities, held against published vectors (BIP-173 and BIP-340; NIP-01 and NIP-19 of nostr-protocol/nips, 2026-07)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.networks.contract import Disconnected
from waypost.networks.nostr.events import Event, Key
from waypost.networks.nostr.nip19 import NotAnEntity, decoded, encoded, key_in, nevent, nprofile, npub
from waypost.networks.nostr.tests.relay import is_signed

NPUB = "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg"
NPUB_KEY = "7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e"
NSEC = "nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5"
NSEC_KEY = "67dea2ed018072d675f5415ecfaed7d2597555e202d85b3d65ea4e58d2d92ffa"
NPROFILE = (
    "nprofile1qqsrhuxx8l9ex335q7he0f09aej04zpazpl0ne2cgukyawd24mayt8gpp4mhxue69uhhytnc9e3k7mgpz4mhxue69uhkg6nzv9ejuum"
    "pv34kytnrdaksjlyr9p"
)
NPROFILE_KEY = "3bf0c63fcb93463407af97a5e5ee64fa883d107ef9e558472c4eb9aaaefa459d"
SEVEN = '"\\\n\r\t\b\f'


def test_published_entities_are_read_and_written() -> None:
    assert key_in(NPUB) == ("npub", NPUB_KEY)
    assert npub(NPUB_KEY) == NPUB
    assert key_in(NSEC) == ("nsec", NSEC_KEY)
    assert key_in(NPROFILE) == ("nprofile", NPROFILE_KEY)
    assert nprofile(NPROFILE_KEY, ["wss://r.x.com", "wss://djbas.sadkb.com"]) == NPROFILE


@pytest.mark.parametrize(
    "word",
    [
        NPUB[:-1] + "h",
        NPUB[:-1],
        NPUB[:4] + NPUB[4:].upper(),
        NPUB.replace("l", "b"),
        "npub1",
        "",
        "1qqqqqqqq",
        encoded("npub", b"short"),
        encoded("nrelay", b"\x00" * 32),
        encoded("nevent", b"\x00\x20" + b"\x07" * 31),
        encoded("nevent", b"\x01\x03wss"),
        NPUB * 100,
    ],
)
def test_a_word_with_a_mistake_is_none(word: str) -> None:
    with pytest.raises(NotAnEntity):
        key_in(word)


@settings(max_examples=30, deadline=None)
@given(payload=st.binary(min_size=1, max_size=120), kind=st.sampled_from(["npub", "nevent", "a1b"]))
def test_bytes_come_back_as_they_were(payload: bytes, kind: str) -> None:
    assert decoded(encoded(kind, payload)) == (kind, payload)
    assert decoded(encoded(kind, payload).upper()) == (kind, payload)


def test_an_event_is_named_with_whose_it_is_and_where() -> None:
    word = nevent(NSEC_KEY, NPUB_KEY, ["wss://relay.example"])

    assert key_in(word) == ("nevent", NSEC_KEY)
    assert b"wss://relay.example" in decoded(word)[1]
    assert bytes.fromhex(NPUB_KEY) in decoded(word)[1]


@pytest.mark.parametrize(
    ("secret", "public"),
    [
        ("3".zfill(64), "F9308A019258C31049344F85F89D5229B531C845836F99B08601F113BCE036F9"),
        (
            "B7E151628AED2A6ABF7158809CF4F3C762E7160F38B4DA56A784D9045190CFEF",
            "DFF1D77F2A671C5F36183726DB2341BE58FEAE1DA2DECED843240F7B502BA659",
        ),
    ],
)
def test_a_key_has_the_public_key_of_the_standard(secret: str, public: str) -> None:
    assert Key.of(secret).pubkey == public.lower()


@pytest.mark.parametrize("token", [NSEC, f" {NSEC.upper()}\u200e", NSEC_KEY])
def test_a_secret_key_is_understood_as_people_paste_it(token: str) -> None:
    assert Key.of(token).secret.hex() == NSEC_KEY


@pytest.mark.parametrize("token", [NPUB, "nobody’s", "", "0" * 64, "f" * 64, NSEC[:-1]])
def test_what_is_no_secret_key_opens_nothing_and_is_not_quoted(token: str) -> None:
    with pytest.raises(Disconnected) as caught:
        Key.of(token)

    assert caught.value.__cause__ is None
    assert not token or token not in str(caught.value)


def test_a_secret_key_never_shows() -> None:
    assert NSEC_KEY not in repr(Key.of(NSEC))
    assert "secret" not in repr(Key.of(NSEC))


def test_a_published_event_is_genuine() -> None:
    """The example of NIP-13."""
    found = Event.read(
        {
            "id": "000006d8c378af1779d2feebc7603a125d99eca0ccf1085959b307f64e5dd358",
            "pubkey": "a48380f4cfcc1ad5378294fcac36439770f9c878dd880ffa94bb74ea54a6f243",
            "created_at": 1651794653,
            "kind": 1,
            "tags": [["nonce", "776797", "20"]],
            "content": "It's just me mining my own business",
            "sig": "284622fc0a3f4f1303455d5175f7ba962a3300d136085b9566801bc2e0699de0c7e31e44c81fb40ad9049173742e904713c35"
            "94a1da0fc5d2382a25c11aba977",
        }
    )

    assert found is not None
    assert Event.read(replace(found, content="It's just you").said()) is None
    assert Event.read(replace(found, sig="0" * 128).said()) is None
    assert Event.read(found.said() | {"tags": 7}) is None
    assert Event.read([]) is None


@settings(max_examples=20, deadline=None)
@given(content=st.text(max_size=200) | st.just(SEVEN), tag=st.text(max_size=20), at=st.integers(0, 2**40))
def test_whatever_is_said_is_named_as_others_name_it(content: str, tag: str, at: int) -> None:
    """Others write it as JSON, which escapes more; where it does, theirs is wrong."""
    event = Key.of(NSEC).sign(1, content, [("t", tag)], at)

    assert event.is_genuine()
    if not any(ord(letter) < 0x20 and letter not in SEVEN for letter in content + tag):
        assert is_signed(event.said())


def test_characters_that_need_no_escape_stand_as_they_are() -> None:
    """The bytes that are hashed, by the rule of NIP-01: 0x01 stands as itself."""
    event = Key.of(NSEC).sign(1, "\x01", [], 7)

    assert event.id == Key.of(NSEC).sign(1, "\x01", [], 7).id
    assert not is_signed(event.said())


@pytest.mark.parametrize(
    ("tags", "root", "parent"),
    [
        ([], "", ""),
        ([["e", "a", "", "root"]], "a", "a"),
        ([["e", "a", "", "root"], ["e", "b", "", "reply"]], "a", "b"),
        ([["e", "b", "", "reply"], ["e", "a", "", "root"], ["e", "c", "", "mention"]], "a", "b"),
        ([["e", "a"]], "a", "a"),
        ([["e", "a"], ["e", "c"], ["e", "b"]], "a", "b"),
        ([["e", "c", "", "mention"]], "", ""),
    ],
)
def test_an_answer_says_where_it_stands_in_both_ways_of_saying_it(
    tags: list[list[str]], root: str, parent: str
) -> None:
    event = Event("", "", 0, 1, tuple(map(tuple, tags)), "", "")

    assert (event.root, event.parent) == (root, parent)
