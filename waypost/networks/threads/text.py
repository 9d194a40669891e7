"""How Threads counts: characters, but an emoji as many as it has bytes of UTF-8
(https://developers.facebook.com/docs/threads/posts, 2026-07).
"""

from waypost.networks.counting.signs import DOTTED_NAME, EMOJI, WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.finding.emoji import emoji
from waypost.networks.finding.urls import Links
from waypost.networks.threads.card import CARD


def weight(text: str) -> int:
    """The characters of a text, each emoji as its bytes."""
    return len(text) + sum(len(text[start:end].encode()) - (end - start) for start, end in emoji(text))


_SIGNS = Signs(name=DOTTED_NAME, tag=WORD + EMOJI, links=Links())
_TEXTS = Counting(CARD.text_limit, CARD.text_unit, weight, _SIGNS.find)
count, split, find, under = _TEXTS.count, _TEXTS.split, _TEXTS.find, _TEXTS.under
