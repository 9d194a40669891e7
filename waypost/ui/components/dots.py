"""A plot of dots with their intervals that is its own table: every row has its drawing and its figures."""

from django.template import Library
from django.utils.safestring import SafeString

from waypost.ui.components.figures import MINUS, SPACE
from waypost.ui.components.labels import pillar
from waypost.ui.dots import Dot, DotPlot
from waypost.ui.markup import format_html, format_html_join

register = Library()


@register.simple_tag
def dot_plot(plot: DotPlot) -> SafeString:
    """Rows of dots with intervals around nought, each with its figures; the last row is the scale."""
    return format_html(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table class="table dots">'
        '<caption class="visually-hidden">{}; intervals hold the truth with {} certainty</caption>'
        '<thead><tr><th scope="col">{}</th><th scope="col" class="dots-drawn">{}</th>'
        '<th scope="col" class="numeric"><span class="visually-hidden">The same in figures</span></th>'
        '<th scope="col" class="numeric">{}</th></tr></thead><tbody>{}</tbody>{}</table></div>',
        plot.title,
        plot.title,
        _percent(plot.level),
        plot.head,
        plot.against,
        plot.counted,
        format_html_join("", "{}", ((_row(plot, dot),) for dot in plot.dots)),
        _scale(plot),
    )


def signed(value: float) -> str:
    """A difference as per cent with its sign: +32 %, −8 %."""
    sign = "+" if round(value * 100) > 0 else MINUS if round(value * 100) < 0 else ""
    return f"{sign}{_percent(abs(value))}"


def _row(plot: DotPlot, dot: Dot) -> SafeString:
    name = pillar(dot.label, dot.hue) if dot.hue else dot.label
    count = format_html('<a href="{}">{}</a>', dot.href, dot.count) if dot.href else dot.count
    figures = format_html(
        '<span class="dots-value">{}</span> <span class="dots-interval">{} to {}</span>',
        signed(dot.value),
        signed(dot.low),
        signed(dot.high),
    )
    return format_html(
        '<tr class="{}" style="--hue: {}"><th scope="row">{}</th><td class="dots-drawn">{}</td>'
        '<td class="numeric">{}</td><td class="numeric">{}</td></tr>',
        "dots-quiet" if dot.is_quiet else "dots-hued" if dot.hue else "dots-told",
        dot.hue,
        name,
        _drawing(plot, dot),
        figures,
        count,
    )


def _drawing(plot: DotPlot, dot: Dot) -> SafeString:
    return format_html(
        '<svg class="dots-row" aria-hidden="true"><line class="dots-nought" x1="{0}" x2="{0}" y1="0" y2="100%"/>'
        '<line class="dots-span" x1="{1}" x2="{2}" y1="50%" y2="50%"/><circle class="dots-dot" cx="{3}" cy="50%" r="5"/></svg>',
        _at(plot, 0.0),
        _at(plot, dot.low),
        _at(plot, dot.high),
        _at(plot, dot.value),
    )


def _scale(plot: DotPlot) -> SafeString:
    marks = format_html_join(
        "",
        '<text class="{}" x="{}" y="14">{}</text>',
        (
            ("dots-mark" if mark else "dots-same", _at(plot, mark), signed(mark) if mark else "the same")
            for mark in plot.marks
        ),
    )
    return format_html(
        '<tfoot aria-hidden="true"><tr><td></td><td class="dots-drawn"><svg class="dots-scale">{}</svg></td><td></td><td></td></tr></tfoot>',
        marks,
    )


def _at(plot: DotPlot, value: float) -> str:
    return f"{plot.place(value) * 100:.2f}%"


def _percent(share: float) -> str:
    return f"{round(share * 100)}{SPACE}%"
