"""How TikTok counts: UTF-16 code units, so most emoji count as two or more. Links are words there."""

from waypost.networks.counting.signs import WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import utf16
from waypost.networks.tiktok.card import CARD

_SIGNS = Signs(name="[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,22}[A-Za-z0-9_])", tag=WORD)
_TEXTS = Counting(CARD.text_limit, CARD.text_unit, utf16, _SIGNS.find)
count, split, find, under = _TEXTS.count, _TEXTS.split, _TEXTS.find, _TEXTS.under
