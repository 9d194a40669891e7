"""What Nostr finds in a text."""

import pytest

from waypost.networks.contract import Terms
from waypost.networks.nostr import text
from waypost.networks.nostr.tests.test_events import NPROFILE, NPUB


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (f"nostr:{NPUB}, look", [f"nostr:{NPUB}"]),
        (f"@{NPUB} and {NPROFILE}", [f"@{NPUB}", NPROFILE]),
        ("ask @tern@tern.example.", ["@tern@tern.example"]),
        ("write to tern@tern.example", []),
        (f"https://njump.me/{NPUB}", []),
        (NPUB[:-1] + "h", []),
        ("@tern alone", []),
    ],
)
def test_people_are_found_by_key_and_by_name_with_domain(said: str, found: list[str]) -> None:
    assert [one.text for one in text.find(said).mentions] == found


def test_links_have_a_protocol_and_hashtags_a_letter() -> None:
    found = text.find("https://tern.pt/a tern.pt #tide #7 #Überfahrt")

    assert [one.text for one in found.urls] == ["https://tern.pt/a"]
    assert [one.text for one in found.hashtags] == ["#tide", "#Überfahrt"]


def test_a_relay_says_how_long_a_note_may_be() -> None:
    assert text.under(Terms(text_limit=280)).count("👩‍👩‍👧").limit == 280
    assert text.count("👩‍👩‍👧").length == 5
