"""How YouTube counts a description: bytes of UTF-8, without angle brackets."""

import regex

from waypost.networks.counting.signs import WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import utf8
from waypost.networks.finding.urls import Links
from waypost.networks.youtube.card import CARD

_SIGNS = Signs(name=rf"[{WORD}](?:[{WORD}.·-]{{1,28}}[{WORD}])", tag=WORD, links=Links(bare=False))
_TEXTS = Counting(CARD.text_limit, CARD.text_unit, utf8, _SIGNS.find, regex.compile("[<>]"))
count, split, find, under = _TEXTS.count, _TEXTS.split, _TEXTS.find, _TEXTS.under
