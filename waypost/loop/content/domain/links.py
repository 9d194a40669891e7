"""Links in a text: where they stand, where they lead, and what becomes of them when they leave."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LINK = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_TRAILING = ".,;:!?…'’»"


@dataclass(frozen=True)
class Link:
    """A link as written; `start` and `end` are code point offsets in the text."""

    target: str
    start: int
    end: int


@dataclass(frozen=True)
class Leaving:
    """A link as it leaves: the `target` as written, what is `shown` in its place, the `destination` behind that.

    `code` names it where it is tracked.
    """

    target: str
    shown: str
    destination: str
    code: str = ""

    @property
    def changes(self) -> bool:
        return self.shown != self.target or self.destination != self.target


def links_in(text: str) -> tuple[Link, ...]:
    """Find the web links of a text, without the punctuation that ends the sentence around them."""
    found = []
    for match in _LINK.finditer(text):
        target = _without_trailing_punctuation(match.group())
        if len(target) > len("https://"):
            found.append(Link(target, match.start(), match.start() + len(target)))
    return tuple(found)


def targets_in(text: str) -> tuple[str, ...]:
    """Give only where the links lead, in the order of the text."""
    return tuple(link.target for link in links_in(text))


def as_leaving(text: str, leaving: Sequence[Leaving]) -> str:
    """Put what is shown in the place of each link, in the order of the text; links beyond those given stay."""
    pieces, end = [], 0
    for link, becomes in zip(links_in(text), leaving, strict=False):
        pieces += [text[end : link.start], becomes.shown]
        end = link.end
    return "".join([*pieces, text[end:]])


def _without_trailing_punctuation(target: str) -> str:
    while target:
        last = target[-1]
        if last in _TRAILING or _closes_nothing(target, last):
            target = target[:-1]
        else:
            break
    return target


def _closes_nothing(target: str, last: str) -> bool:
    opening = {")": "(", "]": "[", "}": "{"}.get(last)
    return opening is not None and target.count(last) > target.count(opening)
