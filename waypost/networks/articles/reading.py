"""Reads the HTML of an article or a comment back: its words, and how many pictures stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

import regex

_APART = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "div",
        "dl",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
_UNREAD = frozenset({"script", "style", "template"})
_LINES = frozenset({"br", "li", "tr", "dt", "dd"})


@dataclass(frozen=True, slots=True)
class Read:
    """The words, paragraphs apart, and the number of pictures."""

    words: str
    pictures: int


def read(html: str) -> Read:
    """Read what was written as HTML; scripts and styles are no words, and white space is one space."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    words = regex.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Read(words=words, pictures=reader.pictures)


def folded(html: str) -> str:
    """The words of a text as they stay the same however a server shows them."""
    return " ".join(read(html).words.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.pictures = 0
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        self.pictures += tag == "img"
        self.said.append(_break(tag))

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD and self._unread > 0
        self.said.append("\n\n" if tag in _APART else "")

    def handle_data(self, data: str) -> None:
        # A line end in HTML is a space.
        self.said.append("" if self._unread else " ".join(data.split("\n")))


def _break(tag: str) -> str:
    if tag in _LINES:
        return "\n"
    return "\n\n" if tag in _APART else ""
