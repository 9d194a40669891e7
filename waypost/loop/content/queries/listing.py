"""The list of posts as plain lines: two queries, whatever is shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Substr

from waypost.foundation.workspaces.prepared import Among
from waypost.loop.content.models import Post, Variant

SHOWN = 140
"""Characters of a text that a line shows at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """One post in a list."""

    id: int
    words: str
    state: str
    pillar: str | None
    hue: int | None
    reactive: bool
    planned_on: date | None
    planned_time: time | None
    author: str
    channels: tuple[tuple[str, str], ...]
    """(network, name) of each channel."""
    campaign: tuple[str, int] | None
    """Name and colour of its campaign."""
    workspace_id: int


SAID = (
    "id",
    "title",
    "opening",
    "state",
    "pillar__label",
    "pillar__hue",
    "reactive",
    "planned_on",
    "planned_time",
    "author_label",
    "campaign__name",
    "campaign__hue",
    "workspace_id",
)
"""What a line says of its post; `opening` are the first SHOWN characters of its text."""


def lines_of(page: QuerySet[Post]) -> list[Line]:
    """Read a page of posts as lines, in its order."""
    return lines_from(page.annotate(opening=Substr("body", 1, SHOWN)).values_list(*SAID))


def lines_from(said: Iterable[tuple[Any, ...]]) -> list[Line]:
    """The lines of posts of which SAID is known, with the channels of each."""
    rows = list(said)
    channels = _channels([row[0] for row in rows])
    return [
        Line(
            id_,
            title or _first_line(opening),
            state,
            pillar,
            hue,
            reactive,
            on,
            at,
            author,
            tuple(channels[id_]),
            (campaign, flag) if campaign else None,
            workspace_id,
        )
        for id_, title, opening, state, pillar, hue, reactive, on, at, author, campaign, flag, workspace_id in rows
    ]


def _channels(post_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for post_id, network, name in _MARKS.ask(posts=post_ids):
        found[post_id].append((network, name))
    return found


_MARKS = Among(
    lambda posts: (
        Variant.objects.filter(post_id__in=posts)
        .order_by("channel__name", "id")
        .values_list("post_id", "channel__network", "channel__name")
    ),
    "posts",
)


def _first_line(opening: str) -> str:
    return opening.strip().split("\n", 1)[0]
