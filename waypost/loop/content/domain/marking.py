"""A text in runs, for showing it: what is a link, a hashtag or a mention, and which finding stands where."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from waypost.loop.content.domain.findings import Finding

_GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True)
class Run:
    """A stretch of text that looks alike. `numbers` are the findings about it, counted from 1.

    `folds` says that readers see what begins here only when they open the text.
    """

    text: str
    lit: bool = False
    numbers: tuple[int, ...] = ()
    folds: bool = False


def runs_of(
    text: str,
    findings: Sequence[Finding] = (),
    lit: Sequence[tuple[int, int]] = (),
    fold: int = 0,
) -> list[Run]:
    """Cut a text where something `lit` and where findings begin and end; the runs spell the text.

    `lit` are the spans that the network shows as links, `fold` is after how many characters it folds a text (0: never).
    """
    folded = _fold_at(text, fold)
    marked = [
        (number, finding.place.start, finding.place.end)
        for number, finding in enumerate(findings, start=1)
        if finding.place.field == "text" and finding.place.end > finding.place.start
    ]
    edges = {0, len(text), *(edge for span in lit for edge in span), folded or 0}
    edges |= {min(edge, len(text)) for _number, *span in marked for edge in span}
    places = sorted(edges)
    return [
        Run(
            text=text[start:end],
            lit=_covers(lit, start),
            numbers=tuple(number for number, first, last in marked if first <= start < last),
            folds=start == folded,
        )
        for start, end in itertools.pairwise(places)
    ]


def _fold_at(text: str, fold: int) -> int | None:
    """The first place after `fold` characters where no grapheme is cut; None where nothing is left to fold away."""
    if not fold or len(text) <= fold:
        return None
    ends = (match.end() for match in _GRAPHEME.finditer(text))
    at = next(end for end in ends if end >= fold)
    return at if at < len(text) else None


def _covers(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)
