"""The pictures of a simulated brand: small prints of sea, hills and sky in four inks, drawn by what brands/prints.yaml says.

A print is built column by column, as runs of one ink from the top to the bottom, then turned into rows.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from math import sin, sqrt, tau

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

from waypost.interfaces.simulation.brand import BRANDS

WIDTH, HEIGHT = 720, 900
_CUT = 5
"""How wide a cut of the knife is, in pixels."""


class Ink(StrEnum):
    """What a print is made with."""

    PAPER = "paper"
    SUN = "sun"
    NEAR = "near"
    FAR = "far"


COLOURS = {
    Ink.PAPER: (244, 238, 226),
    Ink.SUN: (233, 110, 44),
    Ink.NEAR: (20, 40, 66),
    Ink.FAR: (74, 117, 137),
}
"""Each ink as red, green and blue; in a picture it goes by its place here."""
_PLACES = {ink: bytes([place]) for place, ink in enumerate(COLOURS)}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


@cache
def prints() -> tuple[Print, ...]:
    """The prints that there are. Raises pydantic's ValidationError where the file holds something else."""
    told = YAML(typ="safe").load((BRANDS / "prints.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Print, ...]).validate_python(told)


class Layer(_Part):
    """A band of sea or land: its upper edge is a wave, and cuts follow that edge at a distance.

    `top` and `swell` are parts of the height, `waves` how many there are across, `turn` where the first begins.
    """

    ink: Ink
    top: float
    swell: float
    waves: float
    turn: float
    cuts: int = 0


class Print(_Part):
    """One picture: what it is called, what it shows, its disc in the sky (x, y, radius as parts of the width)."""

    name: str
    alt: str
    disc: tuple[float, float, float]
    layers: tuple[Layer, ...]
    sky: Ink = Ink.PAPER

    def png(self) -> bytes:
        """Return the picture as a PNG of four colours (RFC 2083)."""
        return _png(self)

    def columns(self) -> Iterator[bytes]:
        """The picture from left to right: each column a byte for each pixel, the place of its ink."""
        for x in range(WIDTH):
            yield b"".join(_PLACES[ink] * length for ink, length in self._runs(x))

    def _runs(self, x: int) -> Iterator[tuple[Ink, int]]:
        """The inks of one column from the top to the bottom, each with its length in pixels."""
        edges = [_edge(layer, x) for layer in self.layers]
        yield from self._sky(x, edges[0])
        for number, layer in enumerate(self.layers):
            end = max(edges[number + 1], edges[number]) if number + 1 < len(edges) else HEIGHT
            at = edges[number]
            for cut in range(layer.cuts):
                begin = edges[number] + (cut + 1) * 3 * _CUT + cut * 2
                if at < begin and begin + _CUT < end:
                    yield layer.ink, begin - at
                    yield Ink.PAPER if layer.ink is not Ink.PAPER else Ink.FAR, _CUT
                    at = begin + _CUT
            yield layer.ink, end - at
            if number + 1 < len(edges):
                edges[number + 1] = end

    def _sky(self, x: int, until: int) -> Iterator[tuple[Ink, int]]:
        middle_x, middle_y, radius = (part * WIDTH for part in self.disc)
        reach = radius**2 - (x - middle_x) ** 2
        half = int(sqrt(reach)) if reach > 0 else 0
        top = min(max(int(middle_y) - half, 0), until)
        bottom = min(int(middle_y) + half, until)
        yield self.sky, top
        yield Ink.SUN, max(bottom - top, 0)
        yield self.sky, until - max(bottom, top)


def _edge(layer: Layer, x: int) -> int:
    return int(HEIGHT * (layer.top + layer.swell * sin(tau * (layer.waves * x / WIDTH + layer.turn))))


@cache
def _png(one: Print) -> bytes:
    rows = b"".join(b"\x00" + bytes(row) for row in zip(*one.columns(), strict=True))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    palette = b"".join(map(bytes, COLOURS.values()))
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
