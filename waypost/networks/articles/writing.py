"""How a text becomes the HTML of an article: paragraphs, line ends, links; everything else is words."""

from __future__ import annotations

from html import escape

import regex

from waypost.networks.contract import Entity, Found

_LINK = regex.compile(r"""https?://[^\s<>"“”„«»]+""", regex.IGNORECASE)
_LAST = ".,;:!?'’…*_"


def find(text: str) -> Found:
    """What becomes a link: everything with a protocol. Names and hashtags are words in an article."""
    return Found(urls=tuple(Entity.of(text, *_span(match)) for match in _LINK.finditer(text)))


def _span(match: regex.Match[str]) -> tuple[int, int]:
    """A link without the signs that end its sentence, and without a bracket that was opened before it."""
    link = match.group()
    while link[-1] in _LAST or (link[-1] in ")]" and _closes_more(link)):
        link = link[:-1]
    return match.start(), match.start() + len(link)


def _closes_more(link: str) -> bool:
    opened = "(" if link[-1] == ")" else "["
    return link.count(link[-1]) > link.count(opened)


def paragraphs(text: str) -> list[str]:
    """The inside of each paragraph, as HTML."""
    pieces = regex.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return [_linked(piece.strip()).replace("\n", "<br>") for piece in pieces if piece.strip()]


def _linked(text: str) -> str:
    made, at = "", 0
    for link in find(text).urls:
        made += escape(text[at : link.start], quote=False)
        made += f'<a href="{escape(link.text)}">{escape(link.text, quote=False)}</a>'
        at = link.end
    return made + escape(text[at:], quote=False)
