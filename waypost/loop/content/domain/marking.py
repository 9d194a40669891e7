"""A text in runs, for showing it: what is a link, a hashtag or a mention, and which finding stands where."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from waypost.loop.content.domain.findings import Finding
from waypost.loop.content.domain.links import links_in

_TAG = re.compile(r"(?<![\w/&#@])[#@]\w[\w.-]*\w|(?<![\w/&#@])[#@]\w")


@dataclass(frozen=True)
class Run:
    """A stretch of text that looks alike. `numbers` are the findings about it, counted from 1."""

    text: str
    lit: bool = False
    numbers: tuple[int, ...] = ()


def runs_of(text: str, findings: Sequence[Finding] = ()) -> list[Run]:
    """Cut a text where links, hashtags, mentions and findings begin and end; the runs spell the text."""
    lit = [(link.start, link.end) for link in links_in(text)]
    lit += [match.span() for match in _TAG.finditer(text) if not _covers(lit, match.start())]
    marked = [
        (number, finding.place.start, finding.place.end)
        for number, finding in enumerate(findings, start=1)
        if finding.place.field == "text" and finding.place.end > finding.place.start
    ]
    edges = {0, len(text), *(edge for span in lit for edge in span)}
    edges |= {min(edge, len(text)) for _number, *span in marked for edge in span}
    places = sorted(edges)
    return [
        Run(
            text=text[start:end],
            lit=_covers(lit, start),
            numbers=tuple(number for number, first, last in marked if first <= start < last),
        )
        for start, end in itertools.pairwise(places)
    ]


def _covers(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)
