"""The loop as a route on a map: a closed curve through one waypost per stage."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 1000, 400
TOP, BOTTOM = 130, 270
SIDE = 130  # how far the first and last stop of a row stand from the edge
CAP = 40  # where the curve turns, from the edge
DRIFT = (0, -16, 6, -10, 12)  # a route is not drawn with a ruler


@dataclass(frozen=True)
class LoopStop:
    """A stage on the loop: one number that opens, one sentence that is true today."""

    label: str
    sentence: str = ""
    href: str = ""
    figure: str = ""
    filled: bool = False
    waiting: int = 0


@dataclass(frozen=True)
class Placed:
    """A stop with its place in per cent of the drawing."""

    stop: LoopStop
    x: float
    y: float
    above: bool


@dataclass(frozen=True)
class Route:
    stops: tuple[Placed, ...]
    way: str  # the curve from the first stop to the last
    return_way: str  # the curve that closes the loop
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def whole(self) -> str:
        """The closed curve."""
        return f"{self.way} {self.return_way.split(' ', 2)[2]}Z"


def route(stops: Sequence[LoopStop]) -> Route:
    """Lay `stops` out clockwise from the top left: half of them out, half of them back."""
    out = (len(stops) + 1) // 2
    points = _row(out, TOP) + [(WIDTH - x, y) for x, y in _row(len(stops) - out, BOTTOM)]
    middle = HEIGHT / 2
    turned = [*points[:out], (WIDTH - CAP, middle), *points[out:], (CAP, middle)]
    curves = _closed_curve(turned)
    start = "M{:.0f} {:.0f} ".format(*turned[0])
    last = len(turned) - 2 if len(points) > out else out
    back = "M{:.0f} {:.0f} ".format(*turned[last])
    placed = tuple(
        Placed(stop, x / WIDTH * 100, y / HEIGHT * 100, above=index < out)
        for index, (stop, (x, y)) in enumerate(zip(stops, points, strict=True))
    )
    return Route(placed, start + "".join(curves[:last]), back + "".join(curves[last:]))


def _row(count: int, y: float) -> list[tuple[float, float]]:
    if count == 0:
        return []
    span = (WIDTH - 2 * SIDE) / max(count - 1, 1)
    first = SIDE if count > 1 else WIDTH / 2
    return [(first + span * index, y + DRIFT[index % len(DRIFT)]) for index in range(count)]


def _closed_curve(points: Sequence[tuple[float, float]]) -> list[str]:
    """Catmull-Rom through `points`, as one cubic Bézier command per leg."""
    count = len(points)
    legs = []
    for index in range(count):
        before, here, there, after = (points[(index + step) % count] for step in (-1, 0, 1, 2))
        first = here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6
        second = there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6
        legs.append("C{:.0f} {:.0f} {:.0f} {:.0f} {:.0f} {:.0f} ".format(*first, *second, *there))
    return legs
