"""The first hygiene checks of a variant, and the strategy check of a post."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from waypost.loop.content.domain.choices import check_poll
from waypost.loop.content.domain.findings import Finding, Place, Severity
from waypost.loop.content.domain.links import links_in
from waypost.loop.content.domain.media_rules import check_media, named
from waypost.loop.content.domain.network_rules import (
    check_chosen,
    check_forbidden,
    check_links,
    check_phones,
    check_signs,
)
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot
from waypost.loop.content.domain.threads import check_first_comment, first_comment, parts_of
from waypost.networks.contract import Count, Found, MediaRules, Option, PollRules, TextRules
from waypost.toolkit.wording import _

_FILE_NAME = re.compile(
    r"\S+\.(jpe?g|png|gif|webp|heic|tiff?|bmp|mp4|mov|m4v|webm|mkv|avi)|(img|dsc|dscf|pxl|screenshot|image|photo|video|vid|mov)[-_ ]?[\d-][\w .-]*",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:an?\s+|the\s+)?(?:image|photo|photograph|picture|graphic)\s+(?:of|showing)\b", re.IGNORECASE
)


def _finds_nothing(text: str) -> Found:
    return Found()


@dataclass(frozen=True)
class Rules:
    """What one variant is held against: its network's limits and the words that the voice avoids.

    `reaches_out` says that a network can fetch our files, where it does. `split` is how the network cuts a text for a thread, None where it has none; `find` what it sees in a text.
    """

    network: str
    count: Callable[[str], Count]
    formats: tuple[str, ...]
    media: MediaRules
    banned_words: tuple[str, ...] = ()
    split: Callable[[str], list[str]] | None = None
    polls: PollRules | None = None
    find: Callable[[str], Found] = _finds_nothing
    text_rules: TextRules = field(default_factory=TextRules)
    options: tuple[Option, ...] = ()
    reaches_out: bool = True


def check_variant(snapshot: Snapshot, rules: Rules) -> list[Finding]:
    """Run every check of one variant, in the order in which a reader meets the places."""
    return [
        *check_text(snapshot, rules),
        *check_forbidden(snapshot.text, rules.count(snapshot.text), rules.network),
        *check_signs(rules.find(snapshot.text), rules.text_rules, rules.network),
        *check_links(
            [(link.start, link.end) for link in links_in(snapshot.text)], rules.text_rules, rules.network
        ),
        *check_phones(snapshot.text, rules.text_rules, rules.network),
        *check_banned_words(snapshot.text, rules.banned_words),
        *check_first_comment(snapshot, rules.options, rules.count, rules.network),
        *check_words_of_comment(first_comment(snapshot.options), rules.banned_words),
        *check_format(snapshot, rules),
        *check_media(snapshot, rules.media, rules.network),
        *check_reach(snapshot, rules),
        *check_alt_texts(snapshot, rules),
        *check_poll(snapshot, rules.polls, rules.network),
        *check_chosen(snapshot.options, rules.options, rules.network),
    ]


def check_reach(snapshot: Snapshot, rules: Rules) -> Iterator[Finding]:
    """Stop what a network would have to fetch from where it cannot reach."""
    if snapshot.media and rules.media.fetched and not rules.reaches_out:
        yield Finding("media.out_of_reach", Severity.STOP, Place("media"), {"network": rules.network})


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
    count_here = beside_media(rules.count, rules.media, snapshot)
    long = next((part for part in parts if count_here(part).over), None)
    if not snapshot.text.strip() and not snapshot.media:
        yield Finding("text.empty", Severity.STOP, Place("text"))
    elif snapshot.text.strip() and rules.media.shape(snapshot.format).wordless:
        about: dict[str, str | int] = {"network": rules.network, "format": snapshot.format}
        yield Finding("text.unseen", Severity.WARN, Place("text"), about)
    elif long is not None:
        count = count_here(long)
        start = max(0, snapshot.text.find(long))
        fitting, length = start + _longest_fitting(long, count_here), start + len(long)
        details: dict[str, str | int] = {
            "over": count.over,
            "length": count.length,
            "limit": count.limit,
            "network": rules.network,
        }
        yield Finding("text.too_long", Severity.STOP, Place("text", fitting, length), details)


def beside_media(
    count: Callable[[str], Count], media: MediaRules, snapshot: Snapshot
) -> Callable[[str], Count]:
    """How a text is counted where pictures or videos hang on the post: against a limit of its own where there is one."""
    limit = (media.shape(snapshot.format).text_limit or media.text_limit) if snapshot.media else 0
    return (lambda text: replace(count(text), limit=limit)) if limit else count


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
    """Refuse a format that the network does not have; a text alone where it wants something to show."""
    if snapshot.format == "text" and not snapshot.media and "text" not in rules.formats:
        wanted = _("a picture or a video") if rules.media.images_max else _("a video")
        details = {"network": rules.network, "what": wanted}
        yield Finding("format.shows_nothing", Severity.STOP, Place("media"), details)
    elif snapshot.format not in rules.formats:
        details = {"network": rules.network, "format": snapshot.format}
        yield Finding("format.unknown", Severity.STOP, Place("format"), details)
    elif missing := _missing(snapshot):
        about = {"format": snapshot.format, "what": missing}
        yield Finding("format.lacks", Severity.STOP, Place("media"), about)


def _missing(snapshot: Snapshot) -> str:
    """What a format shows that does not hang on the post; nothing where it does, or where nobody knows the format."""
    if snapshot.format == "video" and not any(part.is_video for part in snapshot.media):
        return _("a video")
    if snapshot.format in ("image", "carousel", "story") and not snapshot.media:
        return _("a picture or a video")
    return ""


def check_alt_texts(snapshot: Snapshot, rules: Rules) -> Iterator[Finding]:
    """Ask for an alt text that says what a picture shows (W3C, "An alt Decision Tree": https://www.w3.org/WAI/tutorials/images/decision-tree/, 2026-11)."""
    for position, part in enumerate(snapshot.media, start=1):
        yield from _check_alt(part, position, snapshot.text, rules)


def _check_alt(part: MediaPart, position: int, text: str, rules: Rules) -> Iterator[Finding]:
    place, alt = Place("media", position, position), part.alt.strip()
    opening = _OPENING.match(alt)
    limit = rules.media.alt_limit
    about: dict[str, str | int] = {"position": position, **named(part)}
    if limit and len(part.alt) > limit:
        over: dict[str, str | int] = {"over": len(part.alt) - limit, "network": rules.network}
        yield Finding("alt.too_long", Severity.STOP, place, {**about, **over})
    if not alt:
        yield Finding("alt.missing", Severity.WARN, place, about)
    elif _FILE_NAME.fullmatch(alt):
        yield Finding("alt.file_name", Severity.WARN, place, about)
    elif opening:
        yield Finding("alt.opening", Severity.SUGGEST, place, {**about, "opening": opening.group()})
    elif alt.casefold() == text.strip().casefold():
        yield Finding("alt.repeats_text", Severity.SUGGEST, place, about)


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
