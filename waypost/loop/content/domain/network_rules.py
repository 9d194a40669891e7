"""What a network wants of a text beside its length, and of what is chosen beside the text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from waypost.loop.content.domain.findings import Finding, Place, Severity
from waypost.networks.contract import FIRST_COMMENT, Count, Entity, Found, Option, TextRules

# With its country or the zero before its place, or in the three groups of North America.
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|\(?0)[\d ()./-]{5,20}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?!\w)", re.ASCII
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", re.ASCII)
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
PUBLIC_WORDS = {"urls": "links", "mentions": "mentions", "hashtags": "hashtags", "cashtags": "cashtags"}


def check_signs(found: Found, rules: TextRules, network: str) -> Iterator[Finding]:
    """Hold links, mentions and tags against how many there may be; the place is the first that is too many."""
    yield from _too_many("urls", found.urls, rules.urls_max, network)
    yield from _too_many("mentions", found.mentions, rules.mentions_max, network)
    yield from _too_many("hashtags", found.hashtags, rules.hashtags_max, network)
    yield from _too_many("cashtags", found.cashtags, rules.cashtags_max, network)
    most, advised = rules.hashtags_max, rules.hashtags_advised
    if (
        advised is not None
        and advised < len(found.hashtags)
        and (most is None or len(found.hashtags) <= most)
    ):
        place = _place(found.hashtags[advised])
        details: dict[str, str | int] = {"count": len(found.hashtags), "limit": advised, "network": network}
        yield Finding("signs.many_hashtags", Severity.SUGGEST, place, details)


def check_links(links: Sequence[tuple[int, int]], rules: TextRules, network: str) -> Iterator[Finding]:
    """Say where a link leads nobody anywhere."""
    if links and not rules.links_open:
        yield Finding("text.link_is_words", Severity.WARN, Place("text", *links[0]), {"network": network})


def check_phones(text: str, rules: TextRules, network: str) -> Iterator[Finding]:
    """Say what looks like a telephone number where a text with one is refused."""
    for match in _PHONE.finditer(text) if not rules.phones else ():
        digits = sum(map(str.isdecimal, match.group()))
        if _LEAST_DIGITS <= digits <= _MOST_DIGITS and not _DATE.fullmatch(match.group()):
            details = {"network": network, "word": match.group()}
            yield Finding("text.phone", Severity.WARN, Place("text", *match.span()), details)


def check_forbidden(text: str, counted: Count, network: str) -> Iterator[Finding]:
    """Refuse characters with which the network takes no text."""
    if counted.forbidden:
        at = text.find(counted.forbidden[0])
        shown = " ".join(
            character if character.isprintable() else f"U+{ord(character):04X}"
            for character in counted.forbidden
        )
        place = Place("text", at, at + 1) if at >= 0 else Place("text")
        yield Finding("text.forbidden", Severity.STOP, place, {"characters": shown, "network": network})


def check_chosen(options: Mapping[str, str], offered: Sequence[Option], network: str) -> Iterator[Finding]:
    """Ask for what nothing goes out without, and hold what is written against its limit.

    A first comment is counted as the network counts, with its links as they leave: `check_first_comment`.
    """
    for option in offered:
        said = options.get(option.name, "").strip()
        about: dict[str, str | int] = {"option": option.label, "network": network}
        if option.required and not said:
            yield Finding("option.missing", Severity.STOP, Place("options"), about)
        elif option.limit and option.name != FIRST_COMMENT and len(said) > option.limit:
            more = {"over": len(said) - option.limit, "limit": option.limit}
            yield Finding("option.too_long", Severity.STOP, Place("options"), {**about, **more})


def _too_many(kind: str, entities: Sequence[Entity], most: int | None, network: str) -> Iterator[Finding]:
    if most is not None and len(entities) > most:
        details: dict[str, str | int] = {
            "kind": PUBLIC_WORDS[kind],
            "count": len(entities),
            "limit": most,
            "network": network,
        }
        yield Finding("signs.too_many", Severity.STOP, _place(entities[most]), details)


def _place(entity: Entity) -> Place:
    return Place("text", entity.start, entity.end)
