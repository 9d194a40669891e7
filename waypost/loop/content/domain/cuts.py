"""How networks cut one picture: for the page on which a person says what must stay in view."""

from collections.abc import Iterable
from dataclasses import dataclass

from waypost.loop.content.domain.fitting import Box, crop
from waypost.loop.content.domain.snapshot import MediaPart
from waypost.networks.contract import Card

FILMS = frozenset({"video"})
"""Formats that hold no picture."""


@dataclass(frozen=True)
class Cut:
    """A part of a picture that some networks show, and which they are."""

    box: Box
    share: float
    networks: tuple[str, ...]


def cuts_of(picture: MediaPart, cards: Iterable[Card]) -> list[Cut]:
    """Every way in which these networks cut a picture, the largest part first; none where all show the whole of it."""
    whole = Box(0, 0, picture.width, picture.height)
    found: dict[Box, list[str]] = {}
    for card in cards:
        for form, shape in card.media.shapes.items():
            box = crop(picture, shape)
            shows = card.media.videos_max if picture.is_video else card.media.images_max and form not in FILMS
            if box != whole and shows:
                found.setdefault(box, []).append(f"{card.label}: {form}")
    cuts = [Cut(box, _share(box, whole), tuple(sorted(names))) for box, names in found.items()]
    return sorted(cuts, key=lambda cut: (-cut.share, cut.networks))


def _share(box: Box, whole: Box) -> float:
    return box.width * box.height / (whole.width * whole.height)
