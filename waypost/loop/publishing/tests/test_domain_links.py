import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.content.domain.links import as_leaving, targets_in
from waypost.loop.publishing.domain.links import LinkMaker, Manner, code_of
from waypost.loop.publishing.domain.utm import (
    WORDS,
    Facts,
    Naming,
    is_of,
    parameters,
    site_of,
    with_parameters,
    wrong_places,
)
from waypost.loop.publishing.domain.visitors import is_program

FACTS = Facts(
    network="mastodon",
    channel="gallery",
    pillar="behind-the-scenes",
    campaign="",
    purpose="value",
    format="text",
    post=7,
    on=date(2026, 11, 3),
)
NAMING = Naming(
    source="{network}", medium="social", campaign="{year}-q{quarter}-{pillar}", content="post-{post}"
)
NAMED = "utm_source=mastodon&utm_medium=social&utm_campaign=2026-q4-behind-the-scenes&utm_content=post-7"


def test_a_tracked_link_stands_in_the_text_and_leads_to_the_named_address():
    text = "Prints: https://tern.example/prints, and (https://tern.example/a_(b))."
    manner = Manner(prefix="https://tern.link/", naming=NAMING)

    leaving = manner.leaving(targets_in(text), FACTS, key="a" * 32)

    one, other = code_of("a" * 32, 0), code_of("a" * 32, 1)
    assert as_leaving(text, leaving) == f"Prints: https://tern.link/{one}, and (https://tern.link/{other})."
    assert leaving[0].destination == f"https://tern.example/prints?{NAMED}"
    assert leaving[1].destination == f"https://tern.example/a_(b)?{NAMED}"


def test_without_tracking_the_named_address_itself_stands_in_the_text():
    leaving = Manner(naming=NAMING).leaving(["https://tern.example/prints"], FACTS, key="a")

    assert leaving[0].shown == leaving[0].destination == f"https://tern.example/prints?{NAMED}"
    assert leaving[0].code == ""


def test_a_link_that_is_a_tracked_one_already_is_left_alone():
    mine = "https://tern.link/abcdefgh1234"

    [link] = Manner(prefix="https://tern.link/", naming=NAMING).leaving([mine], FACTS, key="a")

    assert not link.changes
    assert link.shown == mine


def test_before_there_is_a_publication_a_stand_in_is_as_long_as_any_code():
    maker = LinkMaker(Manner(prefix="https://tern.link/"), FACTS)
    text = "See https://tern.example/a/rather/long/address"

    before = as_leaving(text, maker(text))
    after = as_leaving(text, maker.manner.leaving(targets_in(text), FACTS, key="b"))

    assert before == f"See {maker.stand_in}"
    assert len(before) == len(after)


@given(st.text(st.characters(codec="ascii"), min_size=1, max_size=32), st.integers(0, 30))
def test_a_code_is_always_the_same_and_can_stand_in_an_address(key, position):
    code = code_of(key, position)

    assert code == code_of(key, position)
    assert len(code) == 12
    assert code.isascii()
    assert code.isalnum()


def test_codes_differ_by_publication_and_by_place():
    codes = {code_of(key, position) for key in ("a", "b", "c") for position in range(5)}

    assert len(codes) == 15


@pytest.mark.parametrize(
    ("target", "becomes"),
    [
        ("https://tern.example", "https://tern.example/?utm_source=x"),
        ("https://tern.example/a?b=c&d", "https://tern.example/a?b=c&d&utm_source=x"),
        ("https://tern.example/a#part", "https://tern.example/a?utm_source=x#part"),
        ("https://tern.example/?utm_source=letter", "https://tern.example/?utm_source=letter"),
        ("https://tern.example/?utm_source=", "https://tern.example/?utm_source="),
        ("https://[tern", "https://[tern"),
    ],
)
def test_what_an_address_says_already_stays_as_it_was_written(target, becomes):
    assert with_parameters(target, {"utm_source": "x"}) == becomes


def test_a_value_is_written_in_one_way_only():
    facts = Facts(
        network="mastodon",
        channel="Gallery",
        pillar="",
        campaign="",
        purpose="value",
        format="text",
        post=7,
        on=FACTS.on,
    )
    naming = Naming(source=" {channel} & Co ", medium="", campaign="{year}-q{quarter}-{pillar}")

    assert parameters(naming, facts) == {"utm_source": "gallery-co", "utm_campaign": "2026-q4"}


def test_a_template_with_unknown_words_or_stray_braces_is_told():
    assert wrong_places("{year}-{quarter}-{pillar}") == ()
    assert wrong_places("{season} {year") == ("season", "{")


@pytest.mark.parametrize(
    ("target", "counts"),
    [
        ("https://tern.example/a", True),
        ("https://shop.tern.example/a", True),
        ("https://eastern.example/a", False),
        ("https://[tern", False),
    ],
)
def test_a_site_covers_what_lies_beneath_it(target, counts):
    assert is_of(target, ("tern.example",)) is counts
    assert is_of("https://anywhere.example", ())


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("https://www.Tern.example/prints", "tern.example"),
        ("tern.example", "tern.example"),
        ("shop.tern.example/", "shop.tern.example"),
        ("tern", ""),
        ("two words", ""),
        ("", ""),
    ],
)
def test_a_site_is_understood_however_it_is_typed(typed, site):
    assert site_of(typed) == site


PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    "agent",
    [
        PHONE,
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/22B83 Instagram 350.0.0",
        "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
    ],
)
def test_a_person_s_browser_is_a_person(agent):
    assert not is_program(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
        "Mastodon/4.5.2 (http.rb/5.3.1; +https://mastodon.example/) Bot",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "WhatsApp/2.24 A",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
    ],
)
def test_what_only_looks_behind_a_link_is_a_program(agent):
    assert is_program(agent)


def test_a_browser_that_loads_ahead_is_no_person_yet():
    assert is_program(PHONE, "prefetch;prerender")


def test_the_page_about_links_explains_every_word_of_a_template():
    told = (Path(__file__).parents[4] / "docs" / "links.md").read_text()

    assert re.findall(r"^\| `\{(\w+)\}` \| (.+) \|$", told, re.MULTILINE) == list(WORDS.items())
