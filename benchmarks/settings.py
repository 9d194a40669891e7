"""Waypost's own settings with one middleware more, which counts the queries of an answer. Only benchmarks load this."""

from waypost.config.settings import *  # noqa: F403
from waypost.config.settings import MIDDLEWARE

MIDDLEWARE = ["benchmarks.counting.CountQueries", *MIDDLEWARE]
