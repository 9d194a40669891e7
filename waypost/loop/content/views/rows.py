"""One line of a list of posts: drawn without templates, for lists of any length. Shared by every list of posts."""

from datetime import date

from django.urls import reverse
from django.utils import dateformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from waypost.loop.content.domain.states import TONES, WORDS, State
from waypost.loop.content.queries.listing import Line
from waypost.ui.components.labels import status
from waypost.ui.marks import render as network_mark

_NOWHERE = SafeString('<span class="post-nowhere">no channel yet</span>')
_NO_WHY = SafeString('<span class="post-no-why">no why yet</span>')


def draw(lines: list[Line], *, workspace: str, today: date, to: str = "content:post") -> SafeString:
    """Draw the lines of a list; each leads to the page named `to`."""
    template = reverse(to, kwargs={"workspace": workspace, "post_id": 0})
    before, _zero, after = template.rpartition("0")
    states = {state.value: status(WORDS[state], *TONES[state]) for state in State}
    channels = {channel for line in lines for channel in line.channels}
    marks = {channel: _mark(*channel) for channel in channels}
    days = {line.planned_on: _day(line.planned_on, today) for line in lines if line.planned_on is not None}
    rows = (
        (
            "pillar-edge" if line.hue else "no-edge",
            line.hue or 0,
            f"{before}{line.id}{after}",
            line.words or "Untitled post",
            line.pillar or ("Reactive" if line.reactive else _NO_WHY),
            line.author,
            SafeString("".join(marks[channel] for channel in line.channels)) or _NOWHERE,
            _when(line, days),
            states[line.state],
        )
        for line in lines
    )
    return format_html_join(
        "",
        '<li class="row post-row {}" style="--hue: {}"><span class="post-words"><a class="row-link" href="{}">{}</a>'
        '<span class="post-about">{} · {}</span></span><span class="post-marks">{}</span>{}{}</li>',
        rows,
    )


def _mark(network: str, name: str) -> SafeString:
    return format_html('<span class="post-mark" title="{}">{}</span>', name, network_mark(network))


def _day(on: date, today: date) -> str:
    return dateformat.format(on, "D j M" if on.year == today.year else "D j M Y")


def _when(line: Line, days: dict[date, str]) -> SafeString:
    if line.planned_on is None or line.planned_time is None:
        return SafeString('<span class="post-when">no time yet</span>')
    at = f"{line.planned_time:%H:%M}"
    return format_html(
        '<time class="post-when" datetime="{}T{}">{}, {}</time>',
        line.planned_on,
        at,
        days[line.planned_on],
        at,
    )
