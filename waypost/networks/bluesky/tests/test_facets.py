"""Links, mentions and hashtags, and where they are in bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.networks.bluesky.facets import facets, handles, links, pieces


def shown(text: str) -> list[tuple[str, str]]:
    """Each facet's words, cut out of the text by its bytes, with what it stands for."""
    dids = {handle: f"did:plc:{handle}" for handle in handles(text)}
    found = []
    for facet in facets(text, dids):
        index, (feature,) = facet["index"], facet["features"]
        words = text.encode()[index["byteStart"] : index["byteEnd"]].decode()
        found.append((words, feature.get("uri") or feature.get("did") or feature["tag"]))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nothing here", []),
        ("Look: https://tern.example/a", [("https://tern.example/a", "https://tern.example/a")]),
        ("Look (https://tern.example/a).", [("https://tern.example/a", "https://tern.example/a")]),
        ("https://tern.example/a_(b)!", [("https://tern.example/a_(b)", "https://tern.example/a_(b)")]),
        (
            "https://tern.example/?q=a&b=c#d, so",
            [("https://tern.example/?q=a&b=c#d", "https://tern.example/?q=a&b=c#d")],
        ),
        ("see x.https://tern.example", []),
        ("https:// is nothing", []),
        ("Hello @ana.example!", [("@ana.example", "did:plc:ana.example")]),
        ("(@Ana.example)", [("@Ana.example", "did:plc:ana.example")]),
        ("@ana.Example", []),
        ("ana@ana.example", []),
        ("@ana is no handle", []),
        ("@ana.example. Yes", [("@ana.example", "did:plc:ana.example")]),
        ("@ana.nowhere", []),
        ("#tide", [("#tide", "tide")]),
        ("＃潮", [("＃潮", "潮")]),
        ("#tide, #Tide2026! #2026 #", [("#tide", "tide"), ("#Tide2026", "Tide2026")]),
        ("no#tag", []),
        (
            "tern.pt and (www.tern.co.uk/a).",
            [("tern.pt", "https://tern.pt"), ("www.tern.co.uk/a", "https://www.tern.co.uk/a")],
        ),
        ("HTTPS://tern.pt is shouted", []),
        ("a #double#tide ##tide", [("#double#tide", "double#tide"), ("##tide", "#tide")]),
        (
            "@tern.test @tern.pt_ @tern.pt.",
            [("@tern.test", "did:plc:tern.test"), ("@tern.pt", "did:plc:tern.pt")],
        ),
        ("Tern.PT v1.2 index.html tern.example", []),
        ("https://tern.pt/a... so", [("https://tern.pt/a..", "https://tern.pt/a..")]),
        ("https://tern.pt/a_(b)", [("https://tern.pt/a_(b)", "https://tern.pt/a_(b)")]),
        ("$tern $BRKB2, ($A) $ABCDEF $5", [("$tern", "$TERN"), ("$BRKB2", "$BRKB2"), ("$A", "$A")]),
        ("#tide\u200bed #潮汐、 #️tide", [("#tide", "tide"), ("#潮汐", "潮汐")]),
        ("#1️⃣ # #— #a—", [("#1️⃣", "1️⃣"), ("#a", "a")]),
        ("#️⃣ no tag", []),
        ("👩‍👩‍👧‍👦 Überfahrt #Flut", [("#Flut", "Flut")]),
        ("https://tern.example/#tide", [("https://tern.example/#tide", "https://tern.example/#tide")]),
        (f"#{'a' * 65}", []),
        (f"#{'a' * 64}", [(f"#{'a' * 64}", "a" * 64)]),
    ],
)
def test_what_a_text_holds(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


def test_a_handle_of_nobody_stays_plain_text() -> None:
    assert facets("Hello @ana.example", {}) == []


def test_links_keep_their_order_and_handles_come_once() -> None:
    text = "@b.example https://b.example @a.example https://a.example @B.example"

    assert links(text) == ["https://b.example", "https://a.example"]
    assert handles(text) == ["b.example", "a.example"]


WORDS = st.sampled_from(
    ["#tide", "@ana.example", "https://tern.example/x", "é", "👩‍👧", "(", ")", ".", "#", "@", "ß"]
)


@given(
    st.lists(st.one_of(WORDS, st.sampled_from([" ", "\n"]), st.text(max_size=4)), max_size=20).map("".join)
)
def test_pieces_never_overlap_and_never_leave_the_text(text: str) -> None:
    end = 0
    for piece in pieces(text):
        assert end <= piece.start < piece.end <= len(text)
        end = piece.end
    assert all(words for words, _ in shown(text))
