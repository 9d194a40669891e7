"""How a network sees a text: how long it is there, what it finds in it, into which parts it is cut."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from waypost.networks import registry
from waypost.networks.contract import Card, Entity, Texts, TextUnit
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

EXAMPLES = """\
  echo "The tide turns at six." | waypost text bluesky
  waypost text x --json < texts.jsonl
"""
UNITS = {TextUnit.BYTES: "bytes", TextUnit.GRAPHEMES: "characters as one sees them"}


@dataclass(frozen=True)
class Piece:
    """Something that a network finds in a text; `indices` are code points, the second one past the end."""

    text: str
    indices: tuple[int, int]


@dataclass(frozen=True)
class Seen:
    """A text as one network sees it."""

    length: int
    limit: int
    valid: bool
    urls: list[Piece]
    mentions: list[Piece]
    hashtags: list[Piece]
    cashtags: list[Piece]
    parts: list[str]


class Wrong(ValueError):
    """A line that holds no text; the message is for people."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("network", metavar="NETWORK", help=f"one of {', '.join(registry.names())}")
    parser.add_argument(
        "--json",
        action="store_true",
        help='read lines {"text": …} from standard input and print a line of JSON for each',
    )


def run(given: argparse.Namespace) -> None:
    if given.network not in registry.names():
        raise Refusal(f"There is no network “{given.network}”. There are {', '.join(registry.names())}.")
    texts = registry.texts(given.network)
    if given.json:
        for line in sys.stdin.buffer:
            print(_answer(line, texts), flush=True)
    else:
        try:
            seen = see(_decoded(sys.stdin.buffer.read()).removesuffix("\n"), texts)
        except Wrong as wrong:
            raise Refusal(str(wrong)) from wrong
        print("\n".join(described(seen, registry.card(given.network))))


def see(text: str, texts: Texts) -> Seen:
    """Look at a text as a network does."""
    counted, found = texts.count(text), texts.find(text)
    return Seen(
        length=counted.length,
        limit=counted.limit,
        valid=counted.valid,
        urls=_pieces(found.urls),
        mentions=_pieces(found.mentions),
        hashtags=_pieces(found.hashtags),
        cashtags=_pieces(found.cashtags),
        parts=texts.split(text),
    )


def described(seen: Seen, card: Card) -> list[str]:
    """The same in words, a line each."""
    unit = UNITS.get(card.text_unit, "characters as they count there")
    lines = [f"{card.label}: {seen.length:,} of {seen.limit:,} {unit}; {_verdict(seen)}."]
    for name in ("urls", "mentions", "hashtags", "cashtags"):
        pieces: list[Piece] = getattr(seen, name)
        if pieces:
            lines.append(f"{name}: {', '.join(piece.text for piece in pieces)}")
    if len(seen.parts) > 1:
        lines += [f"part {number}: {part}" for number, part in enumerate(seen.parts, start=1)]
    return lines


def _verdict(seen: Seen) -> str:
    if seen.valid:
        return "the network takes it"
    parts = f", in {count(len(seen.parts), 'part', 'parts')} it would fit" if len(seen.parts) > 1 else ""
    return f"the network does not take it{parts}"


def _answer(line: bytes, texts: Texts) -> str:
    try:
        seen = see(_text_in(line), texts)
    except Wrong as wrong:
        return json.dumps({"error": str(wrong)})
    return json.dumps(asdict(seen))


def _text_in(line: bytes) -> str:
    try:
        said = json.loads(_decoded(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise Wrong('This line is no JSON. Write one object {"text": "…"} on each line.') from error
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        raise Wrong('This line has no text. Write one object {"text": "…"} on each line.')
    text: str = said["text"]
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Wrong("This text holds half a character (a lone surrogate), which no network takes.")
    return text


def _decoded(read: bytes) -> str:
    try:
        return read.decode()
    except UnicodeDecodeError as error:
        raise Wrong("This is not UTF-8. Save the text as UTF-8.") from error


def _pieces(entities: Iterable[Entity]) -> list[Piece]:
    return [Piece(entity.text, (entity.start, entity.end)) for entity in entities]
