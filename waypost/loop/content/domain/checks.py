"""The first hygiene checks of a variant, and the strategy check of a post."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from waypost.loop.content.domain.choices import check_poll
from waypost.loop.content.domain.findings import Finding, Place, Severity
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot
from waypost.loop.content.domain.threads import check_first_comment, first_comment, parts_of
from waypost.networks.contract import Count, MediaRules, PollRules

MEGABYTE = 1_000_000
_FILE_NAME = re.compile(
    r"\S+\.(jpe?g|png|gif|webp|heic|tiff?|bmp)|(img|dsc|dscf|pxl|screenshot|image|photo)[-_ ]?[\d-][\w .-]*",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:an?\s+|the\s+)?(?:image|photo|photograph|picture|graphic)\s+(?:of|showing)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Rules:
    """What one variant is held against: its network's limits and the words that the voice avoids.

    `split` is how the network cuts a text for a thread, None where it has none.
    """

    network: str
    count: Callable[[str], Count]
    formats: tuple[str, ...]
    media: MediaRules
    banned_words: tuple[str, ...] = ()
    split: Callable[[str], list[str]] | None = None
    polls: PollRules | None = None


def check_variant(snapshot: Snapshot, rules: Rules) -> list[Finding]:
    """Run every check of one variant, in the order in which a reader meets the places."""
    return [
        *check_text(snapshot, rules),
        *check_banned_words(snapshot.text, rules.banned_words),
        *check_first_comment(snapshot, rules.count, rules.network),
        *check_words_of_comment(first_comment(snapshot.options), rules.banned_words),
        *check_format(snapshot, rules),
        *check_media(snapshot, rules),
        *check_alt_texts(snapshot, rules),
        *check_poll(snapshot, rules.polls, rules.network),
    ]


def check_strategy(*, has_pillar: bool, reactive: bool, mode: str) -> list[Finding]:
    """Ask for a why: a pillar, or reactive, which is a why of its own. `mode` is suggest, warn or stop."""
    if has_pillar or reactive:
        return []
    return [Finding("why.missing", Severity(mode), Place("why"))]


def stopping(findings: list[Finding]) -> list[Finding]:
    """Give only the findings with which a post cannot go on."""
    return [finding for finding in findings if finding.severity is Severity.STOP]


def check_text(snapshot: Snapshot, rules: Rules) -> Iterator[Finding]:
    """Hold the text, or each part of a thread, against the network's own count; the place is what is too much."""
    parts = parts_of(snapshot, rules.count, rules.split)
    long = next((part for part in parts if rules.count(part).over), None)
    if not snapshot.text.strip() and not snapshot.media:
        yield Finding("text.empty", Severity.STOP, Place("text"))
    elif long is not None:
        count = rules.count(long)
        start = max(0, snapshot.text.find(long))
        fitting, length = start + _longest_fitting(long, rules.count), start + len(long)
        details: dict[str, str | int] = {
            "over": count.over,
            "length": count.length,
            "limit": count.limit,
            "network": rules.network,
        }
        yield Finding("text.too_long", Severity.STOP, Place("text", fitting, length), details)


def check_words_of_comment(text: str, banned_words: tuple[str, ...]) -> Iterator[Finding]:
    """Find the banned words in the first comment."""
    for finding in check_banned_words(text, banned_words):
        yield Finding("comment.banned_word", finding.severity, Place("options"), finding.details)


def check_banned_words(text: str, banned_words: tuple[str, ...]) -> Iterator[Finding]:
    """Find whole banned words and phrases, in any case and across any white space."""
    words = sorted((word.strip() for word in banned_words if word.strip()), key=len, reverse=True)
    if not words:
        return
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE):
        place = Place("text", match.start(), match.end())
        yield Finding("text.banned_word", Severity.WARN, place, {"word": match.group()})


def check_format(snapshot: Snapshot, rules: Rules) -> Iterator[Finding]:
    """Refuse a format that the network does not have."""
    if snapshot.format not in rules.formats:
        details = {"network": rules.network, "format": snapshot.format}
        yield Finding("format.unknown", Severity.STOP, Place("format"), details)


def check_media(snapshot: Snapshot, rules: Rules) -> Iterator[Finding]:
    """Hold number, kind and size of the pictures against the network's limits."""
    allowed = rules.media
    if len(snapshot.media) > allowed.images_max:
        details: dict[str, str | int] = {"limit": allowed.images_max, "count": len(snapshot.media)}
        yield Finding("media.too_many", Severity.STOP, Place("media"), {**details, "network": rules.network})
    for position, part in enumerate(snapshot.media, start=1):
        place = Place("media", position, position)
        about: dict[str, str | int] = {"position": position, "network": rules.network}
        if allowed.image_types and part.content_type not in allowed.image_types:
            kind = part.content_type.removeprefix("image/").upper()
            yield Finding("media.wrong_kind", Severity.STOP, place, {**about, "kind": kind})
        if allowed.image_bytes and part.size > allowed.image_bytes:
            sizes = {"size": _megabytes(part.size), "limit": _megabytes(allowed.image_bytes)}
            yield Finding("media.too_large", Severity.STOP, place, {**about, **sizes})


def check_alt_texts(snapshot: Snapshot, rules: Rules) -> Iterator[Finding]:
    """Ask for an alt text that says what a picture shows (W3C, "An alt Decision Tree": https://www.w3.org/WAI/tutorials/images/decision-tree/, 2026-11)."""
    for position, part in enumerate(snapshot.media, start=1):
        yield from _check_alt(part, position, snapshot.text, rules)


def _check_alt(part: MediaPart, position: int, text: str, rules: Rules) -> Iterator[Finding]:
    place, alt = Place("media", position, position), part.alt.strip()
    opening = _OPENING.match(alt)
    limit = rules.media.alt_limit
    if limit and len(part.alt) > limit:
        details: dict[str, str | int] = {
            "position": position,
            "over": len(part.alt) - limit,
            "network": rules.network,
        }
        yield Finding("alt.too_long", Severity.STOP, place, details)
    if not alt:
        yield Finding("alt.missing", Severity.WARN, place, {"position": position})
    elif _FILE_NAME.fullmatch(alt):
        yield Finding("alt.file_name", Severity.WARN, place, {"position": position})
    elif opening:
        yield Finding(
            "alt.opening", Severity.SUGGEST, place, {"position": position, "opening": opening.group()}
        )
    elif alt.casefold() == text.strip().casefold():
        yield Finding("alt.repeats_text", Severity.SUGGEST, place, {"position": position})


def _longest_fitting(text: str, count: Callable[[str], Count]) -> int:
    """Give the offset up to which the text fits, by bisection: counts never fall when a text grows much."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if count(text[:middle]).over:
            high = middle - 1
        else:
            low = middle
    return low


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".removesuffix(".0")
