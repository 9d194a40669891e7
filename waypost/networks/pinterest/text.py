"""How Pinterest counts a description: characters. Links are words there."""

from waypost.networks.counting.signs import WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters
from waypost.networks.pinterest.card import CARD

_SIGNS = Signs(name="[A-Za-z0-9_]{3,30}", tag=WORD)
_TEXTS = Counting(CARD.text_limit, CARD.text_unit, characters, _SIGNS.find)
count, split, find, under = _TEXTS.count, _TEXTS.split, _TEXTS.find, _TEXTS.under
