"""How an article is measured: in characters. What has a protocol becomes a link; names and hashtags are words."""

from waypost.networks.articles.limits import TEXTS

count, split, find = TEXTS.count, TEXTS.split, TEXTS.find
