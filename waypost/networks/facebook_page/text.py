"""How Facebook counts: characters, links at their full length."""

from waypost.networks.counting.signs import WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters
from waypost.networks.facebook_page.card import CARD
from waypost.networks.finding.urls import Links

_SIGNS = Signs(name="[A-Za-z0-9](?:[A-Za-z0-9.]{3,48}[A-Za-z0-9])", tag=WORD, links=Links())
_TEXTS = Counting(CARD.text_limit, CARD.text_unit, characters, _SIGNS.find)
count, split, find, under = _TEXTS.count, _TEXTS.split, _TEXTS.find, _TEXTS.under
