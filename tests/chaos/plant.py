"""Fills a home with approved posts that are due soon: `python -m tests.chaos.plant <posts> <channels> <seconds>`.

Prints the channels' tokens as JSON. Run in the home's own environment, its database migrated and its sandbox up.
"""

import json
import sys
from datetime import timedelta

import django


def main() -> None:
    django.setup()
    posts, channels, seconds = (int(word) for word in sys.argv[1:4])
    from tests.chaos.planting import plant  # noqa: PLC0415 (Django must be set up first)

    print(json.dumps(plant(posts, channels, timedelta(seconds=seconds))))


if __name__ == "__main__":
    main()
