"""What a post is about, as far as a hold asks: words in it, its pillar, a label on it. Any of them is enough."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

MOST_WORDS = 20
SHORTEST = 2
LONGEST = 300


@dataclass(frozen=True)
class Topic:
    """Words in one case, a pillar, a label (ids); at least one of the three."""

    words: tuple[str, ...] = ()
    pillar_id: int | None = None
    label_id: int | None = None

    @property
    def names_anything(self) -> bool:
        return bool(self.words or self.pillar_id or self.label_id)


@dataclass(frozen=True)
class About:
    """What a post says anywhere (title, text, every version, what its pictures show), and what it is filed under."""

    text: str
    pillar_id: int | None
    label_ids: Collection[int]


def words_of(said: str) -> tuple[str, ...]:
    """The words or phrases that somebody wrote, by commas or lines; a Refusal (field `words`) when one is no use."""
    found = tuple(dict.fromkeys(" ".join(each.casefold().split()) for each in re.split(r"[,;\n]", said)))
    found = tuple(each for each in found if each)
    if len(found) > MOST_WORDS or len(", ".join(found)) > LONGEST:
        raise Refusal(f"Those are too many: {MOST_WORDS} words or phrases are enough.", field="words")
    too_short = next((each for each in found if len(each) < SHORTEST), None)
    if too_short is not None:
        raise Refusal(
            f"“{too_short}” alone would stop almost everything. Write a longer word.", field="words"
        )
    return found


def is_about(post: About, topic: Topic) -> bool:
    """Whether a post is about a topic. A word counts from the beginning of a word on: “fire” finds “Fireworks”."""
    return (
        (topic.pillar_id is not None and post.pillar_id == topic.pillar_id)
        or (topic.label_id is not None and topic.label_id in post.label_ids)
        or (
            bool(topic.words)
            and _finder(topic.words).search(" ".join(post.text.casefold().split())) is not None
        )
    )


def must_name_something(topic: Topic) -> None:
    """A Refusal (field `words`) for a topic that names nothing."""
    if not topic.names_anything:
        raise Refusal(_("Write a word, or choose a pillar or a label."), field="words")


@lru_cache(maxsize=100)
def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    # Where words stand without spaces between them (Chinese, Japanese, Thai) a word may begin anywhere.
    return re.compile(
        "|".join(f"{_BEGINS if each[0] < _UNSPACED else ''}{re.escape(each)}" for each in words)
    )


_BEGINS, _UNSPACED = r"(?<!\w)", "\u0e00"
