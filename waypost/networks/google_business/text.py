"""How Google Business Profile counts: characters. Nothing in a text has a meaning of its own there."""

from waypost.networks.counting.signs import Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters
from waypost.networks.google_business.card import CARD

_TEXTS = Counting(CARD.text_limit, CARD.text_unit, characters, Signs().find)
count, split, find, under = _TEXTS.count, _TEXTS.split, _TEXTS.find, _TEXTS.under
