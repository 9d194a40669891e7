"""Waypost: strategy, management and marketing of social media as one loop that learns from itself."""

import sys

__version__ = "0.1.0"

# httpx brings a program for the command line, with all that draws it: megabytes in each process, used in none.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
