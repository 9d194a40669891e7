"""What a person perceives of a post: only what stands on the network. The program adds nothing to its posts for this.

- the topic from the words of the text: the topic of the file with most of its words in it, the first of equals;
- the format from what hangs on it: nothing is text, one picture is an image, several are a carousel;
- the time from when it appeared; and whether there is a link to follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from waypost.networks.sandbox.audience.schema import Topic

_LINK = re.compile(r"https?://\S+")
TEXT, IMAGE, CAROUSEL = "text", "image", "carousel"


@dataclass(frozen=True, slots=True)
class Glance:
    """A post as somebody sees it. `channel` is the key in the audience file or the account's handle; `topic` may be ""."""

    channel: str
    at: datetime
    topic: str
    format: str
    has_link: bool


def format_of(picture_count: int) -> str:
    """Text, an image, or a carousel."""
    if picture_count == 0:
        return TEXT
    return IMAGE if picture_count == 1 else CAROUSEL


def has_link(text: str) -> bool:
    """Whether there is something to click."""
    return _LINK.search(text) is not None


class Reader:
    """Knows topics by their words."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = [(topic.key, _any_of(topic.words)) for topic in topics]
        self.topic_of = lru_cache(maxsize=4096)(self._topic_of)

    def _topic_of(self, text: str) -> str:
        plain = _LINK.sub(" ", text).casefold()
        found = [(len(words.findall(plain)), key) for key, words in self._topics]
        most = max(count for count, _ in found)
        return next(key for count, key in found if count == most) if most else ""


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:s|es)?\b")
