"""Every network with what it can do here. docs/networks is what `--markdown` writes, from the cards and the guides."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from waypost.networks import registry
from waypost.networks.contract import (
    FIRST_COMMENT,
    POLL,
    Ability,
    Card,
    Option,
    Shape,
    Standing,
    TextUnit,
)
from waypost.toolkit.wording import count

EXAMPLES = """\
  waypost networks
  waypost networks --markdown docs/networks
"""
YES, NO = "yes", "–"
UNITS = {
    TextUnit.GRAPHEMES: "characters as a reader sees them (an emoji is one)",
    TextUnit.CHARACTERS: "characters (code points)",
    TextUnit.UTF16: "UTF-16 code units (most emoji are two or more)",
    TextUnit.BYTES: "bytes of UTF-8",
    TextUnit.WEIGHTED: "weighted characters",
}
STANDINGS = {
    Standing.TODAY: "Works today",
    Standing.OWN: "Works for your own accounts, without review",
    Standing.REVIEW: "Needs a review",
}
COLUMNS = (
    "network",
    "posts",
    "carousels",
    "videos",
    "answers",
    "hears at once",
    "measures",
    "takes back",
    "edits",
    "threads",
    "polls",
    "first comment",
)
INTRODUCTION = """\
# Networks

What Waypost can do on each network, and what one needs for that. “By hand” means that a person posts: at its time they
get the text, the pictures and every choice on their phone, and paste the link back. What is scheduled stays when a
network is connected by program later. How a network counts a text and what it finds in it: `waypost text NETWORK`.

These pages are printed by `waypost networks --markdown docs/networks`, from `networks/*/card.py` and `guide.md`.

"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--markdown", type=Path, metavar="FOLDER", help="write the pages of docs/networks")


def run(given: argparse.Namespace) -> None:
    if given.markdown is None:
        for name in registry.names():
            done = ", ".join(sorted(registry.abilities(name))) or "a person posts by hand"
            print(f"{name:<16} {registry.card(name).label}: {done}")
        return
    given.markdown.mkdir(parents=True, exist_ok=True)
    for file, text in pages().items():
        (given.markdown / file).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    return {"README.md": overview()} | {f"{name}.md": page(name) for name in registry.names()}


def overview() -> str:
    """The table of abilities: what each network's folder can do."""
    rows = (_row(name) for name in registry.names())
    return INTRODUCTION + _table(COLUMNS, rows)


def page(name: str) -> str:
    """One network: what one needs, what it carries, how it is connected."""
    card, guide = registry.card(name), registry.guide(name).strip()
    title, _, rest = guide.partition("\n")
    return "\n".join(
        [
            f"# {card.label}",
            "",
            _in_a_sentence(name),
            "",
            "## What you need",
            "",
            *_needs(card),
            "",
            "## What it carries",
            "",
            *_carries(card),
            "",
            f"## {title.lstrip('# ')}",
            "",
            rest.strip(),
            "",
            *([f"What {card.label} says itself: <{card.docs_url}>", ""] if card.docs_url else []),
        ]
    )


def _row(name: str) -> tuple[str, ...]:
    card, able = registry.card(name), registry.abilities(name)
    options = {option.name for option in card.options}
    return (
        f"[{card.label}]({name}.md)",
        YES if Ability.PUBLISH in able else "by hand",
        YES if "carousel" in card.formats else NO,
        YES if card.media.videos_max else NO,
        YES if Ability.CONVERSE in able else NO,
        YES if Ability.LISTEN in able else NO,
        _measures(card) if Ability.MEASURE in able else NO,
        YES if card.deletes else NO,
        YES if card.edits else NO,
        YES if card.threads else NO,
        YES if POLL in options else NO,
        YES if FIRST_COMMENT in options else NO,
    )


def _measures(card: Card) -> str:
    """What is counted: posts and the account, or one of them."""
    if card.post_metrics and card.account_metrics:
        return YES
    return "posts only" if card.post_metrics else "account only"


def _in_a_sentence(name: str) -> str:
    able = registry.abilities(name)
    if Ability.PUBLISH not in able:
        return "A person posts here, with everything made ready for them."
    verbs = ["posts"]
    verbs += ["hears and answers"] if Ability.CONVERSE in able else []
    verbs += ["measures"] if Ability.MEASURE in able else []
    last = verbs.pop()
    return f"Waypost {', '.join(verbs)}{' and ' if verbs else ''}{last} here by itself."


def _needs(card: Card) -> list[str]:
    return [
        f"- **{STANDINGS[need.standing]}.** {need.sentence}"
        + (f" How long: {need.takes}" if need.takes else "")
        + (f" Until then: {need.until}" if need.until else "")
        for need in card.needs
    ]


def _carries(card: Card) -> list[str]:
    rules = card.text_rules
    most = (
        ("links", rules.urls_max),
        ("mentions", rules.mentions_max),
        ("hashtags", rules.hashtags_max),
        ("cashtags", rules.cashtags_max),
    )
    lines = [
        f"- Text: up to {card.text_limit:,} {UNITS[card.text_unit]}.",
        *(f"- At most {limit} {kind} in a text." for kind, limit in most if limit is not None),
        *_beside_media(card),
        *([] if rules.links_open else ["- Nobody can follow a link in the text."]),
        *([] if rules.phones else ["- No telephone number may stand in the text."]),
        f"- Formats: {', '.join(card.formats)}.",
        *_media(card),
        *(f"- {_option(option)}" for option in card.options),
    ]
    lines += ["- A text that is too long may go out as a thread."] if card.threads else []
    return lines


def _beside_media(card: Card) -> list[str]:
    limit = card.media.text_limit
    return [f"- Text beside pictures or videos: up to {limit:,} {UNITS[card.text_unit]}."] if limit else []


def _media(card: Card) -> list[str]:
    lines, media = [], card.media
    if media.images_max:
        kinds = ", ".join(kind.removeprefix("image/").upper() for kind in media.image_types)
        lines.append(
            f"- Pictures: up to {media.images_max}, {kinds}, {_size(media.image_bytes)} each at most."
        )
    if media.videos_max:
        long = f", {_time(media.video_seconds)} at most" if media.video_seconds else ""
        lines.append(f"- Videos: up to {media.videos_max}, {_size(media.video_bytes)}{long}.")
    if media.mixed_max:
        lines.append(f"- Pictures and videos together: up to {media.mixed_max}.")
    if media.moving_alone:
        more = f", {_size(media.moving_bytes)} at most" if media.moving_bytes else ""
        lines.append(f"- A picture that moves only by itself{more}.")
    if media.files_bytes:
        lines.append(f"- All files of a post together: {_size(media.files_bytes)} at most.")
    if media.alt_limit:
        lines.append(f"- Alt text: up to {media.alt_limit:,} characters.")
    return lines + [
        f"- As {form}: {', '.join(words)}."
        for form, shape in media.shapes.items()
        if (words := _shape(shape, card.text_unit))
    ]


def _shape(shape: Shape, unit: TextUnit) -> list[str]:
    words = []
    if shape.ratio_min or shape.ratio_max:
        ratios = [
            f"{ratio:.2f}".rstrip("0").rstrip(".") for ratio in (shape.ratio_min, shape.ratio_max) if ratio
        ]
        words.append(f"width by height {'' if shape.ratio_min else 'up to '}{' to '.join(ratios)}")
    if shape.width_min:
        words.append(f"{shape.width_min} pixels wide at least")
    if shape.width_max:
        words.append(f"{shape.width_max:,} pixels wide at most")
    if shape.seconds_min:
        words.append(f"{_time(shape.seconds_min)} at least")
    if shape.seconds_max:
        words.append(f"{_time(shape.seconds_max)} at most")
    if shape.video_bytes:
        words.append(f"a video {_size(shape.video_bytes)} at most")
    if shape.alike:
        words.append("all cut like the first")
    if shape.text_limit:
        words.append(f"the text up to {shape.text_limit:,} {UNITS[unit]}")
    if shape.wordless:
        words.append("without a text")
    return words


def _option(option: Option) -> str:
    words = f"{option.label}{' (wanted with every post)' if option.required else ''}"
    if option.values:
        return f"{words}: {', '.join(said for _, said in option.values)}."
    return f"{words}: {option.help}" if option.help else f"{words}."


def _size(size: int) -> str:
    for unit, bytes_each in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if size >= bytes_each:
            return f"{size / bytes_each:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size:,} bytes"


def _time(seconds: float) -> str:
    if seconds >= 120:
        return count(round(seconds / 60), "minute", "minutes")
    return f"{seconds:g} seconds"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
