"""The brand's plain writer: a slot becomes a text by its pillar, with pictures by its format. It knows no audience."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from waypost.networks.sandbox.audience.schema import Writer

PICTURES = {"text": 0, "image": 1, "carousel": 2}


@dataclass(frozen=True)
class Written:
    """A text and how many pictures hang on it."""

    text: str
    pictures: int


def write(writer: Writer, *, pillar: str | None, format_: str, local: datetime) -> Written:
    """Write the post of a slot. Sentences take turns by the day, and the day stands in the text, so no two are alike."""
    said = writer.pillars[pillar] if pillar else writer.reactive
    number = local.toordinal() * 5 + local.hour
    sentence = said[number % len(said)]
    link = f" {writer.link}" if writer.link else ""
    return Written(f"{sentence} {_ending(writer, number, local)}{link}", PICTURES.get(format_, 0))


def _ending(writer: Writer, number: int, local: datetime) -> str:
    if not writer.closings:
        return f"({local:%A}, {local.day} {local:%B})"
    return writer.closings[(number // 3) % len(writer.closings)]


def answer(writer: Writer, number: int) -> str:
    """What the brand answers to whoever spoke."""
    return writer.answers[number % len(writer.answers)]
