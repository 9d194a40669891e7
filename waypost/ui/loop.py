"""The loop as a route on a map: a closed curve through one waypost per stage."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDTH, HEIGHT = 1000, 400
TOP = 110
SIDE = 165  # how far the first and last stop of a row stand from the edge
CROWDED, CROWDED_SIDE = 5, 100  # from so many stops in a row they stand nearer to the edge
CAP = 70  # where the curve turns, from the edge
ROUND_SIZE, ROUND = 720, 235
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
    """A stop with its place in per cent of the drawing; its words stand on the outer `side`."""

    stop: LoopStop
    x: float
    y: float
    side: str


@dataclass(frozen=True)
class Route:
    stops: tuple[Placed, ...]
    way: str  # the curve from the first stop to the last
    return_way: str  # the curve that closes the loop
    width: int
    height: int
    is_round: bool = False
    room: float = 0  # between two stops of the fuller row, in per cent of the width
    is_crowded: bool = False

    @property
    def whole(self) -> str:
        """The closed curve."""
        return f"{self.way}{self.return_way[self.return_way.index('C') :]}Z"


Point = tuple[float, float]


def route(stops: Sequence[LoopStop]) -> Route:
    """Lay `stops` out clockwise from the top left: half of them out, half of them back."""
    out = (len(stops) + 1) // 2
    side = CROWDED_SIDE if out >= CROWDED else SIDE
    points = _row(out, TOP, side) + [(WIDTH - x, HEIGHT - y) for x, y in _row(len(stops) - out, TOP, side)]
    turned = [*points[:out], (WIDTH - CAP, HEIGHT / 2), *points[out:], (CAP, HEIGHT / 2)]
    last = len(turned) - 2 if len(points) > out else out - 1
    sides = ["above"] * out + ["below"] * (len(stops) - out)
    sheet = Route((), "", "", WIDTH, HEIGHT, room=_span(out, side) * 100 / WIDTH, is_crowded=out >= CROWDED)
    return _drawn(stops, points, sides, turned, last, sheet)


def round_route(stops: Sequence[LoopStop]) -> Route:
    """Lay `stops` out clockwise from the top on a round island."""
    points, sides = [], []
    for index in range(len(stops)):
        angle = 2 * math.pi * index / len(stops)
        reach = ROUND * (1 + DRIFT[index % len(DRIFT)] / 150)
        points.append((ROUND_SIZE / 2 + reach * math.sin(angle), ROUND_SIZE / 2 - reach * math.cos(angle)))
        sides.append(_side(angle))
    return _drawn(
        stops,
        points,
        sides,
        points,
        len(points) - 1,
        Route((), "", "", ROUND_SIZE, ROUND_SIZE, is_round=True),
    )


def _side(angle: float) -> str:
    if abs(math.sin(angle)) < 0.3:
        return "above" if math.cos(angle) > 0 else "below"
    else:
        return "after" if math.sin(angle) > 0 else "before"


def _drawn(
    stops: Sequence[LoopStop],
    points: Sequence[Point],
    sides: Sequence[str],
    turned: Sequence[Point],
    last: int,
    sheet: Route,
) -> Route:
    """The route through `turned`, solid up to its point number `last` and dotted from there to the start."""
    if not points:
        return sheet
    curves = _closed_curve(turned)
    placed = tuple(
        Placed(stop, x / sheet.width * 100, y / sheet.height * 100, side)
        for stop, (x, y), side in zip(stops, points, sides, strict=True)
    )
    way = "M{:.0f} {:.0f} ".format(*turned[0]) + "".join(curves[:last])
    return_way = "M{:.0f} {:.0f} ".format(*turned[last]) + "".join(curves[last:])
    return replace(sheet, stops=placed, way=way, return_way=return_way)


def _span(count: int, side: float) -> float:
    return (WIDTH - 2 * side) / max(count - 1, 1)


def _row(count: int, y: float, side: float) -> list[Point]:
    if count == 0:
        return []
    span = _span(count, side)
    first = side if count > 1 else WIDTH / 2
    return [(first + span * index, y + DRIFT[index % len(DRIFT)]) for index in range(count)]


def _closed_curve(points: Sequence[Point]) -> list[str]:
    """A smooth closed curve through `points`, as one cubic Bézier command per leg; handles are a third of a leg."""
    count = len(points)
    legs = []
    for index in range(count):
        before, here, there, after = (points[(index + step) % count] for step in (-1, 0, 1, 2))
        handle = math.dist(here, there) / 3
        first, second = _toward(before, there, here, handle), _toward(after, here, there, handle)
        legs.append("C{:.0f} {:.0f} {:.0f} {:.0f} {:.0f} {:.0f} ".format(*first, *second, *there))
    return legs


def _toward(tail: Point, head: Point, start: Point, length: float) -> Point:
    """The point `length` away from `start` in the direction from `tail` to `head`."""
    span = math.dist(tail, head) or 1.0
    return start[0] + (head[0] - tail[0]) / span * length, start[1] + (head[1] - tail[1]) / span * length
