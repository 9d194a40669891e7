"""One line of a list of posts: drawn without templates, for lists of any length. Shared by every list of posts."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from html import escape
from types import MappingProxyType

from django.utils import dateformat
from django.utils.safestring import SafeString, mark_safe

from waypost.loop.content.domain.states import TONES, WORDS, State
from waypost.loop.content.outcomes import Outcome
from waypost.loop.content.queries.listing import Line
from waypost.ui.addresses import reverse
from waypost.ui.components.labels import campaign as campaign_flag
from waypost.ui.components.labels import status
from waypost.ui.marks import render as network_mark
from waypost.ui.markup import format_html

NOTHING: Mapping[int, Outcome] = MappingProxyType({})
_NOWHERE = '<span class="post-nowhere">no channel yet</span>'
_NO_WHY = '<span class="post-no-why">no why yet</span>'


def draw(
    lines: list[Line],
    *,
    workspace: str,
    today: date,
    to: str = "content:post",
    became: Mapping[int, Outcome] = NOTHING,
    chooses: bool = False,
) -> SafeString:
    """Draw the lines of a list; each leads to the page named `to`. What `became` of a post stands for its state.

    Where one `chooses`, each has a box of the form "chosen".
    """
    template = reverse(to, kwargs={"workspace": workspace, "post_id": 0})
    before, _zero, after = template.rpartition("0")
    drawn = "".join(
        _row(
            line, f"{before}{line.id}{after}", today.year, became.get(line.id), _box(line) if chooses else ""
        )
        for line in lines
    )
    return mark_safe(drawn)  # noqa: S308 (words are escaped in _row)


def _row(line: Line, href: str, this_year: int, outcome: Outcome | None, box: str) -> str:
    about = escape(line.pillar) if line.pillar else "Reactive" if line.reactive else _NO_WHY
    marks = "".join(_mark(*channel) for channel in line.channels) or _NOWHERE
    return (
        f'<li class="row post-row {"pillar-edge" if line.hue else "no-edge"}" style="--hue: {line.hue or 0}">'
        f'{box}<span class="post-words"><a class="row-link" href="{escape(href)}">{escape(line.words) or "Untitled post"}</a>'
        f'<span class="post-about">{about} · {escape(line.author)}{_flag(line.campaign)}</span></span>'
        f'<span class="post-marks">{marks}</span>{_when(line, this_year)}{_state(line.state, outcome)}</li>'
    )


def _box(line: Line) -> str:
    return (
        f'<span class="post-choice"><input type="checkbox" name="posts" value="{line.id}" form="chosen" '
        f'aria-label="Choose: {escape(line.words) or "Untitled post"}"></span>'
    )


@lru_cache(maxsize=500)
def _flag(campaign: tuple[str, int] | None) -> str:
    return f" · {campaign_flag(*campaign)}" if campaign else ""


@cache
def _state(state: str, outcome: Outcome | None) -> SafeString:
    known = State(state)
    return status(*outcome) if outcome else status(WORDS[known], *TONES[known])


@lru_cache(maxsize=1000)
def _mark(network: str, name: str) -> SafeString:
    return format_html('<span class="post-mark" title="{}">{}</span>', name, network_mark(network))


@lru_cache(maxsize=1000)
def _day(on: date, this_year: int) -> str:
    return dateformat.format(on, "D j M" if on.year == this_year else "D j M Y")


def _when(line: Line, this_year: int) -> str:
    if line.planned_on is None or line.planned_time is None:
        return '<span class="post-when">no time yet</span>'
    at = f"{line.planned_time.hour:02}:{line.planned_time.minute:02}"
    return f'<time class="post-when" datetime="{line.planned_on}T{at}">{_day(line.planned_on, this_year)}, {at}</time>'
