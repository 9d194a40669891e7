"""Reads a feed of somebody else's (RSS 2.0, RSS 1.0, Atom) as plain entries. Takes no document type: no entities, no bombs.

Shapes: https://www.rssboard.org/rss-specification, https://www.rfc-editor.org/rfc/rfc4287 (read 2026-11-22).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from waypost.toolkit.wording import _

LONGEST_TITLE = 160
LONGEST_WORDS = 500
DEEPEST = 40
ENTRIES = {"item", "entry"}


class NotAFeed(Exception):
    """What came is no feed; the message is for people."""


@dataclass(frozen=True)
class FeedEntry:
    """One entry: a key by which it is known again, its title, where it leads, what it says in plain words."""

    key: str
    title: str
    link: str
    words: str


def entries_of(document: bytes, address: str) -> list[FeedEntry]:
    """The entries of a feed in its order; those without a title and without words are left out. Raises NotAFeed."""
    root = _tree(document)
    if _name(root) not in {"rss", "RDF", "feed"}:
        raise NotAFeed(_("That page is not a feed. Look for a link that says RSS, Atom or feed there."))
    found = (_entry(each, address) for each in root.iter() if _name(each) in ENTRIES)
    return [entry for entry in found if entry is not None]


def _entry(node: Element, address: str) -> FeedEntry | None:
    parts = {_name(child): child for child in reversed(node)}
    words = _plain(_text(parts, "summary", "description", "encoded", "content"))
    title = _plain(_text(parts, "title")) or words
    if not title:
        return None
    link = _link(node, address)
    known_as = _text(parts, "guid", "id") or link or title
    return FeedEntry(
        sha256(known_as.encode()).hexdigest()[:40],
        _cut(title, LONGEST_TITLE),
        link,
        "" if words == title else _cut(words, LONGEST_WORDS),
    )


def _link(node: Element, address: str) -> str:
    """Where an entry leads: the text of its link, or its `href`, the alternate one first; only over http."""
    links = [child for child in node if _name(child) == "link"]
    links.sort(key=lambda link: link.get("rel", "alternate") != "alternate")
    for each in links:
        whole = urljoin(address, (each.get("href") or "".join(each.itertext())).strip())
        if urlsplit(whole).scheme in {"http", "https"} and len(whole) <= 1000:
            return whole
    return ""


def _text(parts: dict[str, Element], *names: str) -> str:
    return next(("".join(parts[name].itertext()).strip() for name in names if name in parts), "")


def _name(node: Element) -> str:
    return node.tag.rpartition(" ")[2]


def _tree(document: bytes) -> Element:
    builder, depth = TreeBuilder(), 0
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise NotAFeed(_("This feed is nested too deeply to be read."))
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    def refuse(*_declared: object) -> None:
        raise NotAFeed(_("This feed declares a document type of its own, which is not read for safety."))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(document, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise NotAFeed(_("What came from there is not a feed that can be read.")) from None
    return builder.close()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in {"script", "style"}
        self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"} and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def _plain(markup: str) -> str:
    words = _Words()
    words.feed(markup[:20_000])
    words.close()
    return " ".join("".join(words.said).split())


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def newest(entries: list[FeedEntry], known: set[str], most: int) -> Iterator[FeedEntry]:
    """The first `most` entries that are not known yet, each once."""
    seen = set(known)
    left = most
    for entry in entries:
        if left and entry.key not in seen:
            seen.add(entry.key)
            left -= 1
            yield entry
