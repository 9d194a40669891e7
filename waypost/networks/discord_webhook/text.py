"""How Discord counts and finds what a webhook writes."""

from waypost.networks.discord_api.carrying import TEXTS

count, split, find = TEXTS.count, TEXTS.split, TEXTS.find
