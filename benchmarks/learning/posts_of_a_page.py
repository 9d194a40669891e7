"""Posts of a real page, counted: 500 posts of a cosmetics brand (Moro, Rita and Vala 2016, UCI 368, CC BY 4.0).

They lie outside of the repository, beside it; without them this part is left out, which is said.
"""

import csv
from dataclasses import replace
from pathlib import Path
from random import Random

from waypost.loop.learning.domain.found import ChannelNow, Levers
from waypost.loop.learning.domain.rows import Row

FILE = Path(__file__).parents[3] / "shared" / "data" / "facebook_metrics" / "dataset_Facebook.csv"
OUTCOME = "Lifetime Post Consumers"
LEVERS = Levers(
    {"1": 0.4, "2": 0.3, "3": 0.3},
    (
        ChannelNow(
            "page",
            10,
            {"photo": 0.7, "status": 0.1, "link": 0.1, "video": 0.1},
            ((tuple(range(7)), 3.0), (tuple(range(7)), 10.0), (tuple(range(7)), 13.0)),
        ),
    ),
)


def rows() -> list[Row]:
    """The posts, the oldest first, a year long; types are formats, categories are pillars."""
    with FILE.open(encoding="utf-8") as file:
        found = list(csv.DictReader(file, delimiter=";"))[::-1]
    return [
        Row(
            count=int(post[OUTCOME]),
            pillar=post["Category"],
            format=post["Type"].lower(),
            channel="page",
            weekday=(int(post["Post Weekday"]) - 2) % 7,
            hour=float(post["Post Hour"]),
            day=number * 365 / len(found),
            age_hours=5000.0,
        )
        for number, post in enumerate(found)
    ]


def shuffled(posts: list[Row], seed: int) -> list[Row]:
    """The same posts with their outcomes dealt anew: nothing matters any more."""
    counts = [row.count for row in posts]
    Random(seed).shuffle(counts)
    return [replace(row, count=count) for row, count in zip(posts, counts, strict=True)]
