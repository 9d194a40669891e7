"""Charts drawn by the server, each with its table."""

from collections.abc import Sequence

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from waypost.ui.charts import Chart, Part, Progress
from waypost.ui.components.drawing import draw
from waypost.ui.components.figures import number
from waypost.ui.markup import format_html_join

register = Library()


@register.simple_tag
def mix_band(parts: Sequence[Part], label: str = "Mix") -> SafeString:
    """Target shares as a band, actual shares as a second band right under it, and the figures."""
    is_known = any(part.actual is not None for part in parts)
    return render_to_string("ui/mix_band.html", {"parts": parts, "is_known": is_known, "label": label})


@register.simple_tag
def goal_bar(reached: float, passed: float, label: str = "") -> SafeString:
    """A thin bar of what is reached, with a tick where the pace would be today."""
    progress = Progress(reached, passed)
    places = {
        "reached_place": f"{_within(reached) * 100:.2f}%",
        "pace_place": f"{_within(passed) * 100:.2f}%",
    }
    return render_to_string("ui/goal_bar.html", {"progress": progress, "label": label, **places})


@register.simple_tag
def chart(chart: Chart) -> SafeString:
    """A line or bar chart over its table."""
    return render_to_string("ui/chart.html", {"chart": chart, "drawing": draw(chart), "rows": _rows(chart)})


def _rows(chart: Chart) -> SafeString:
    """The figures, a row for each tick."""
    return format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (tick, SafeString("".join(_cell(line.values[index]) for line in chart.series)))
            for index, tick in enumerate(chart.ticks)
        ),
    )


def _cell(value: float | None) -> str:
    return f'<td class="numeric">{number(value)}</td>'


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)
