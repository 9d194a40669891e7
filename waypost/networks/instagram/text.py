"""How Instagram counts: characters. Links are words there; hashtags may hold emoji."""

from waypost.networks.counting.signs import DOTTED_NAME, EMOJI, WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters
from waypost.networks.instagram.card import CARD

_SIGNS = Signs(name=DOTTED_NAME, tag=WORD + EMOJI, core=r"\p{L}\p{M}\p{Extended_Pictographic}")
_TEXTS = Counting(CARD.text_limit, CARD.text_unit, characters, _SIGNS.find)
count, split, find, under = _TEXTS.count, _TEXTS.split, _TEXTS.find, _TEXTS.under
