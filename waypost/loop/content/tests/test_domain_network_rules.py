"""What networks want of a text beside its length, and of what is chosen beside it."""

import pytest

from waypost.loop.content.domain.checks import Rules, check_variant
from waypost.loop.content.domain.findings import Finding, Severity
from waypost.loop.content.domain.snapshot import Snapshot
from waypost.networks import registry

STOP, WARN, SUGGEST = Severity.STOP, Severity.WARN, Severity.SUGGEST


def findings(network: str, text: str, **options: str) -> list[Finding]:
    card, texts = registry.card(network), registry.texts(network)
    rules = Rules(
        network=card.label,
        count=texts.count,
        formats=card.formats,
        media=card.media,
        find=texts.find,
        text_rules=card.text_rules,
        options=card.options,
    )
    found = check_variant(Snapshot.of(text, form=card.formats[0], options=options), rules)
    return [finding for finding in found if finding.code.split(".")[0] in {"text", "signs", "option"}]


@pytest.mark.parametrize(
    ("network", "text", "code", "severity"),
    [
        ("x", "$TERN and $TIDE", "signs.too_many", STOP),
        ("x", "#a1 #b1 #c1", "signs.many_hashtags", SUGGEST),
        ("x", "a\ufeffb", "text.forbidden", STOP),
        ("instagram", " ".join(f"#tide{number}" for number in range(31)), "signs.too_many", STOP),
        ("instagram", " ".join(f"#tide{number}" for number in range(6)), "signs.many_hashtags", SUGGEST),
        ("instagram", " ".join(f"@tern{number}" for number in range(21)), "signs.too_many", STOP),
        ("instagram", "See https://tern.pt", "text.link_is_words", WARN),
        ("threads", " ".join(f"https://tern.pt/{number}" for number in range(6)), "signs.too_many", STOP),
        ("tiktok", "See https://tern.pt", "text.link_is_words", WARN),
    ],
)
def test_a_text_is_held_against_what_its_network_takes(
    network: str, text: str, code: str, severity: Severity
) -> None:
    (finding,) = findings(network, text)

    assert (finding.code, finding.severity) == (code, severity)
    assert registry.card(network).label in finding.sentence
    assert text[finding.place.start : finding.place.end]


@pytest.mark.parametrize("network", ["x", "instagram", "threads", "bluesky", "google_business"])
def test_what_is_within_the_rules_is_not_remarked(network: str) -> None:
    assert findings(network, "The tide turns at six.") == []


def test_angle_brackets_are_refused_in_a_description_and_shown() -> None:
    said = {"title": "Tide", "for_children": "no"}

    (finding,) = findings("youtube", "Tide -> ebb", **said)

    assert finding.sentence == "YouTube takes no text with > in it. Take it out."


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ({}, ["option.missing", "option.missing"]),
        ({"title": "Tide", "board": "Prints"}, []),
        ({"title": "a" * 101, "board": "Prints"}, ["option.too_long"]),
        ({"title": "  ", "board": "Prints"}, ["option.missing"]),
    ],
)
def test_what_a_network_wants_beside_the_text_is_asked_for(options: dict[str, str], codes: list[str]) -> None:
    assert [finding.code for finding in findings("pinterest", "The tide.", **options)] == codes


def test_what_is_too_long_says_by_how_much() -> None:
    (finding,) = findings("pinterest", "The tide.", title="a" * 103, board="Prints")

    assert finding.sentence == "Title is 3 too long for Pinterest: 100 characters at most."
