"""Places the marks of a chart in its drawing."""

from dataclasses import dataclass

from waypost.ui.charts import Chart, Series
from waypost.ui.components.figures import short_number

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 24, 28, 28
MOST_LABELS = 12


@dataclass(frozen=True)
class GridLine:
    y: str
    label: str


@dataclass(frozen=True)
class Tick:
    x: str
    label: str


@dataclass(frozen=True)
class Bar:
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class DrawnSeries:
    label: str
    hue: int
    path: str
    bars: list[Bar]
    end: tuple[str, str] | None
    is_wanted: bool = False


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    left: int
    right: int
    top: int
    floor: str
    grid: list[GridLine]
    ticks: list[Tick]
    flags: list[Tick]
    series: list[DrawnSeries]


def draw(chart: Chart) -> Drawing:
    """Everything of `chart` in the coordinates of its drawing."""
    scale, space = chart.scale, _Space(chart)
    every = max(1, -(-len(chart.ticks) // MOST_LABELS))
    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        floor=_round(space.y(0)),
        grid=[GridLine(_round(space.y(value)), short_number(value)) for value in scale],
        ticks=[Tick(_round(space.x(at)), tick) for at, tick in enumerate(chart.ticks) if at % every == 0],
        flags=[Tick(_round(space.x(flag.at)), flag.label) for flag in chart.flags],
        series=[_series(chart, line, order, space) for order, line in enumerate(chart.series)],
    )


class _Space:
    """Turns ticks and values into coordinates."""

    def __init__(self, chart: Chart) -> None:
        self.slot = (WIDTH - LEFT - RIGHT) / max(len(chart.ticks), 1)
        self.highest = chart.scale[-1]

    def x(self, at: int) -> float:
        return LEFT + self.slot * (at + 0.5)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.highest


def _series(chart: Chart, line: Series, order: int, space: _Space) -> DrawnSeries:
    known = [(space.x(at), space.y(value)) for at, value in enumerate(line.values) if value is not None]
    if chart.kind == "bar":
        bars = _bars(line, order, len(chart.series), space)
        return DrawnSeries(line.label, line.hue, "", bars, None)
    else:
        end = (_round(known[-1][0]), _round(known[-1][1])) if known else None
        return DrawnSeries(line.label, line.hue, _path(line, space), [], end, line.is_wanted)


def _path(line: Series, space: _Space) -> str:
    """A line that breaks where nothing is known."""
    commands, is_drawing = [], False
    for at, value in enumerate(line.values):
        if value is not None:
            commands.append(f"{'L' if is_drawing else 'M'}{_round(space.x(at))} {_round(space.y(value))}")
        is_drawing = value is not None
    return "".join(commands)


def _bars(line: Series, order: int, count: int, space: _Space) -> list[Bar]:
    width = space.slot * 0.72 / count
    bars = []
    for at, value in enumerate(line.values):
        if value is not None:
            left, top = space.x(at) - width * count / 2 + width * order, space.y(value)
            bars.append(Bar(_round(left), _round(top), _round(width - 1), _round(space.y(0) - top)))
    return bars


def _round(coordinate: float) -> str:
    return f"{coordinate:.1f}".removesuffix(".0")
