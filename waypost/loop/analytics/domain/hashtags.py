"""Hashtags in what went out: those that stand in none of the brand's sets, and those that say what its voice avoids."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from waypost.loop.strategy.domain.document import HashtagSet

_SIGNS = re.compile(r"https?://\S+|(?<![\w&/#])#(\w+)")
"""A link, whose fragment is no hashtag, or a hashtag."""
_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class TagUse:
    """A hashtag as it was written most, in how many posts, and the words of the voice's that it says (or "")."""

    tag: str
    posts: int
    avoided: str = ""


def strays(texts: Iterable[str], sets: Sequence[HashtagSet], banned: Sequence[str]) -> list[TagUse]:
    """The hashtags in the texts of posts that the strategy does not know, what its voice avoids first, then the most used.

    Without any set no hashtag is outside of one. A banned word of one piece counts as such wherever it stands, also
    behind a “#”: only phrases, which a hashtag writes together, are looked for here.
    """
    known = {tag.casefold() for each in sets for tag in each.tags}
    single = {word.strip().casefold() for word in banned}
    together = {_APART.sub("", word.casefold()): word.strip() for word in banned}
    written: dict[str, Counter[str]] = defaultdict(Counter)
    posts: Counter[str] = Counter()
    for text in texts:
        tags = {tag.casefold(): tag for tag in reversed(hashtags_in(text))}
        posts.update(tags.keys())
        for folded, tag in tags.items():
            written[folded][tag] += 1
    found = [
        TagUse(_usual(written[folded]), number, together.get(_APART.sub("", folded), ""))
        for folded, number in posts.items()
        if folded not in single
    ]
    stray = [use for use in found if use.avoided or (known and use.tag.casefold() not in known)]
    return sorted(stray, key=lambda use: (not use.avoided, -use.posts, use.tag.casefold()))


def _usual(spellings: Counter[str]) -> str:
    """The spelling used most; of equals one whose capitals part its words."""
    return min(spellings, key=lambda tag: (-spellings[tag], tag.isupper() or tag.islower(), tag))


def hashtags_in(text: str) -> list[str]:
    """The hashtags of a text without their marks, in order; of digits alone is none."""
    return [tag for tag in _SIGNS.findall(text) if tag.strip("0123456789_")]
