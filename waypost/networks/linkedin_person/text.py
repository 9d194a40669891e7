"""How LinkedIn counts: characters, links at their full length."""

from waypost.networks.linkedin.sharing import TEXTS

count, split, find, under = TEXTS.count, TEXTS.split, TEXTS.find, TEXTS.under
