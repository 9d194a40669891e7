"""How the sandbox counts: graphemes, everything at its full length, links too."""

from waypost.networks.counting.signs import DOTTED_NAME, WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import graphemes
from waypost.networks.finding.urls import Links
from waypost.networks.sandbox.card import CARD

_SIGNS = Signs(name=DOTTED_NAME, tag=WORD, links=Links(bare=False))
_TEXTS = Counting(CARD.text_limit, CARD.text_unit, graphemes, _SIGNS.find)
count, split, find = _TEXTS.count, _TEXTS.split, _TEXTS.find
