"""Turns the HTML in which servers show posts back into words, with the links that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

import regex

_BLOCKS = frozenset({"p", "div", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_LINES = frozenset({"br", "li"})
_HOSTED = regex.compile(r"(@[\w.-]*\w)@\w[\w.-]*\w")


@dataclass(frozen=True, slots=True)
class Plain:
    """The words of a post, paragraphs apart, and the addresses it leads to."""

    words: str
    links: tuple[str, ...]


def plain(html: str) -> Plain:
    """Read a post's HTML; what is hidden for looks (the beginning of a long address) is read too."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Plain(words=regex.sub(r"\n{3,}", "\n\n", "".join(reader.parts)).strip(), links=tuple(reader.links))


def folded(text: str) -> str:
    """What stays the same when a server shows a text: its words without white space's kind and mentions' servers."""
    return " ".join(_HOSTED.sub(r"\1", text).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self.parts.append("\n")
        elif tag in _BLOCKS and self.parts:
            self.parts.append("\n\n")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
