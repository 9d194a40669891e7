"""A network's guide.md as plain values that a template can draw: a small part of CommonMark, and nothing that is not text.

Headings, paragraphs, numbered and other lists; inside them **strong**, `code` and [links](https://…).
"""

import re
from dataclasses import dataclass
from typing import Literal

_SPAN = re.compile(
    r"\*\*(?P<strong>.+?)\*\*|`(?P<code>.+?)`|\[(?P<words>.+?)\]\((?P<href>https?://[^\s)]+)\)"
)
_NUMBERED = re.compile(r"\d+[.)]\s+")
_BULLET = re.compile(r"[-*]\s+")


@dataclass(frozen=True)
class Span:
    """A run of text in one look; `href` only for a link."""

    kind: Literal["text", "strong", "code", "link"]
    words: str
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph (one line) or a list (a line for each item)."""

    kind: Literal["heading", "paragraph", "numbered", "list"]
    lines: tuple[tuple[Span, ...], ...]


def read(markdown: str) -> list[Block]:
    """The blocks of a guide, in order, without its first heading: the page has a title already."""
    blocks = [_block(part.strip()) for part in re.split(r"\n\s*\n", markdown) if part.strip()]
    return blocks[1:] if blocks and blocks[0].kind == "heading" else blocks


def _block(part: str) -> Block:
    if part.startswith("#"):
        return Block("heading", (_spans(part.lstrip("# ")),))
    elif _NUMBERED.match(part):
        return Block("numbered", _items(part, _NUMBERED))
    elif _BULLET.match(part):
        return Block("list", _items(part, _BULLET))
    else:
        return Block("paragraph", (_spans(" ".join(part.split())),))


def _items(part: str, mark: re.Pattern[str]) -> tuple[tuple[Span, ...], ...]:
    items: list[str] = []
    for line in part.splitlines():
        if mark.match(line):
            items.append(mark.sub("", line, count=1))
        else:
            items[-1] += " " + line.strip()
    return tuple(_spans(item) for item in items)


def _spans(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    end = 0
    for found in _SPAN.finditer(text):
        if found.start() > end:
            spans.append(Span("text", text[end : found.start()]))
        if found["strong"]:
            spans.append(Span("strong", found["strong"]))
        elif found["code"]:
            spans.append(Span("code", found["code"]))
        else:
            spans.append(Span("link", found["words"], found["href"]))
        end = found.end()
    return (*spans, Span("text", text[end:])) if end < len(text) else tuple(spans)
