"""The pictures of a simulated brand: small prints of sea, hills and sky in four inks, drawn by a rule.

A print is built column by column, as runs of one ink from the top to the bottom, then turned into rows.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import sin, sqrt, tau

WIDTH, HEIGHT = 720, 900
PAPER, SUN, NEAR, FAR = range(4)
INKS = ((244, 238, 226), (233, 110, 44), (20, 40, 66), (74, 117, 137))
_CUT = 5
"""How wide a cut of the knife is, in pixels."""


@dataclass(frozen=True)
class Layer:
    """A band of sea or land: its upper edge is a wave, and cuts follow that edge at a distance.

    `top` and `swell` are parts of the height, `waves` how many there are across, `turn` where the first begins.
    """

    ink: int
    top: float
    swell: float
    waves: float
    turn: float
    cuts: int = 0


@dataclass(frozen=True)
class Print:
    """One picture: what it is called, what it shows, its disc in the sky (x, y, radius as parts of the width)."""

    name: str
    alt: str
    disc: tuple[float, float, float]
    layers: tuple[Layer, ...]
    sky: int = PAPER

    def png(self) -> bytes:
        """Return the picture as a PNG of four colours (RFC 2083)."""
        return _png(self)

    def columns(self) -> Iterator[bytes]:
        """The picture from left to right: each column a byte for each pixel, the number of its ink."""
        for x in range(WIDTH):
            yield b"".join(bytes([ink]) * length for ink, length in self._runs(x))

    def _runs(self, x: int) -> Iterator[tuple[int, int]]:
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
                    yield PAPER if layer.ink != PAPER else FAR, _CUT
                    at = begin + _CUT
            yield layer.ink, end - at
            if number + 1 < len(edges):
                edges[number + 1] = end

    def _sky(self, x: int, until: int) -> Iterator[tuple[int, int]]:
        middle_x, middle_y, radius = (part * WIDTH for part in self.disc)
        reach = radius**2 - (x - middle_x) ** 2
        half = int(sqrt(reach)) if reach > 0 else 0
        top = min(max(int(middle_y) - half, 0), until)
        bottom = min(int(middle_y) + half, until)
        yield self.sky, top
        yield SUN, max(bottom - top, 0)
        yield self.sky, until - max(bottom, top)


def _edge(layer: Layer, x: int) -> int:
    return int(HEIGHT * (layer.top + layer.swell * sin(tau * (layer.waves * x / WIDTH + layer.turn))))


@cache
def _png(one: Print) -> bytes:
    rows = b"".join(b"\x00" + bytes(row) for row in zip(*one.columns(), strict=True))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    palette = b"".join(bytes(colour) for colour in INKS)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PRINTS = (
    Print(
        "low-sun.png",
        "A print in four inks: a low orange sun over three lines of swell",
        (0.62, 0.52, 0.19),
        (
            Layer(FAR, 0.50, 0.012, 2.0, 0.1, cuts=2),
            Layer(NEAR, 0.62, 0.03, 1.5, 0.4, cuts=4),
            Layer(FAR, 0.80, 0.02, 2.2, 0.8, cuts=3),
        ),
    ),
    Print(
        "two-hills.png",
        "A print in four inks: two dark hills, and a path of light between them",
        (0.30, 0.34, 0.12),
        (
            Layer(FAR, 0.50, 0.09, 0.9, 0.55, cuts=3),
            Layer(NEAR, 0.70, 0.10, 0.8, 0.05, cuts=6),
            Layer(SUN, 0.93, 0.008, 3.0, 0.0),
        ),
    ),
    Print(
        "night-tide.png",
        "A print in four inks: an orange moon in a dark sky over a pale tide",
        (0.70, 0.30, 0.11),
        (
            Layer(PAPER, 0.60, 0.010, 3.0, 0.2, cuts=4),
            Layer(FAR, 0.74, 0.025, 1.7, 0.6, cuts=3),
            Layer(PAPER, 0.90, 0.010, 2.4, 0.3, cuts=2),
        ),
        sky=NEAR,
    ),
    Print(
        "high-noon.png",
        "A print in four inks: a small sun high above a calm, cut sea",
        (0.50, 0.28, 0.09),
        (Layer(FAR, 0.46, 0.004, 4.0, 0.0, cuts=7), Layer(NEAR, 0.76, 0.015, 1.2, 0.5, cuts=5)),
    ),
    Print(
        "long-swell.png",
        "A print in four inks: one long swell runs under a wide orange disc",
        (0.36, 0.56, 0.26),
        (Layer(NEAR, 0.56, 0.07, 1.1, 0.3, cuts=8), Layer(FAR, 0.86, 0.02, 2.0, 0.1, cuts=2)),
    ),
    Print(
        "dunes.png",
        "A print in four inks: pale dunes before a blue evening",
        (0.78, 0.40, 0.10),
        (
            Layer(SUN, 0.58, 0.05, 1.0, 0.75, cuts=2),
            Layer(PAPER, 0.68, 0.05, 1.3, 0.2, cuts=5),
            Layer(NEAR, 0.88, 0.03, 0.9, 0.5, cuts=2),
        ),
        sky=FAR,
    ),
)
