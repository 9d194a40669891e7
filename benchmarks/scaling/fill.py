"""Makes a brand of any size: `python -m benchmarks.scaling.fill brand 200`, `python -m benchmarks.scaling.fill crowd 100000`.

A crowd is made of copies of what the publishers sent before; a fifth as many posts wait for their time.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from benchmarks.brand import build  # noqa: E402
from benchmarks.claims import crowd  # noqa: E402
from waypost.interfaces.commands import prepare  # noqa: E402
from waypost.loop.publishing.models import Publication  # noqa: E402

WAITING = 5
COPIED = 20


def main() -> int:
    what, count = sys.argv[1], int(sys.argv[2])
    if what == "brand":
        prepare.everything()
        build(count)
    else:
        like = Publication.objects.filter(state="published").order_by("channel_id")[:COPIED]
        crowd.fill(list(like), count, count // WAITING)
    return 0


if __name__ == "__main__":
    sys.exit(main())
