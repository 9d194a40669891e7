"""Draws a slip: how anything with a time looks on a calendar. One function for every page, as fast as a page needs.

A month draws hundreds, so what repeats is drawn once and kept, and only what differs is escaped anew. Their small
drawings are written out once a page, by `drawings`, and used by name.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from waypost.loop.planning.domain.calendar import CalendarItem, ChannelMark, Flag
from waypost.loop.planning.edges import Edge
from waypost.ui import marks
from waypost.ui.components.labels import SHAPES
from waypost.ui.markup import format_html, format_html_join

MOST_MARKS = 3


def draw(item: CalendarItem, edge: Edge) -> SafeString:
    """The slip of `item` as a list item: time, channels, state, first line; `edge` is its colour."""
    local = item.local
    time = f"{local.hour:02}:{local.minute:02}"
    movable = "" if item.move_url is None else _movable(item, time)
    return SafeString(
        f'{_opening(item.is_open, edge)}{movable}><a href="{escape(item.href)}"><span class="slip-head">'
        f"<time>{time}</time>{_channels(item.channels)}{_flag(item.campaign)}{_state(item.state, item.shape)}</span>"
        f'<span class="slip-title">{escape(item.title)}</span></a></li>'
    )


def drawings(networks: Iterable[str]) -> SafeString:
    """What slips use by name: every shape, and the marks of these networks. Stands once on a page with slips."""
    shapes = format_html_join(
        "",
        '<symbol id="shape-{}" viewBox="0 0 12 12">{}</symbol>',
        ((name, mark_safe(drawing)) for name, drawing in SHAPES.items()),  # noqa: S308 (drawn by ui)
    )
    used = format_html_join("", "{}", ((marks.symbol(network),) for network in sorted(set(networks))))
    return format_html("<div hidden><svg>{}{}</svg></div>", shapes, used)


@cache
def shape(name: str) -> SafeString:
    """The small shape of a state."""
    return format_html(
        '<svg class="shape" viewBox="0 0 12 12" aria-hidden="true"><use href="#shape-{}"/></svg>', name
    )


def _movable(item: CalendarItem, time: str) -> str:
    slot = f' data-slot="{item.id}"' if item.kind == "slot" and item.shape == "ring" else ""
    return f' data-move="{escape(item.move_url or "")}" data-local="{item.local.date().isoformat()}T{time}"{slot}'


@cache
def _opening(is_open: bool, edge: Edge) -> SafeString:
    looks = ["slip", "is-open" if is_open else "", "pillar-edge" if edge.hue is not None else "", edge.look]
    colour = format_html(' style="--hue: {}"', edge.hue) if edge.hue is not None else ""
    return format_html('<li class="{}"{}', " ".join(filter(None, looks)), colour)


@lru_cache(maxsize=500)
def _flag(campaign: Flag | None) -> SafeString:
    """The campaign's flag, with its name for who hovers or listens."""
    if campaign is None:
        return SafeString("")
    return format_html(
        '<span class="campaign slip-flag" style="--hue: {0}" title="{1}"><span class="visually-hidden">{1}</span></span>',
        campaign.hue,
        campaign.name,
    )


@lru_cache(maxsize=2000)
def _channels(channels: tuple[ChannelMark, ...]) -> SafeString:
    names = ", ".join(channel.name for channel in channels)
    networks = sorted({channel.network for channel in channels})
    drawn = mark_safe("".join(marks.render(network, by_symbol=True) for network in networks[:MOST_MARKS]))  # noqa: S308 (drawn by marks)
    more = (
        format_html('<span class="slip-more" aria-hidden="true">{}</span>', len(channels))
        if len(channels) > 1
        else ""
    )
    return format_html(
        '<span class="slip-channels" title="{0}">{1}{2}<span class="slip-names">{0}</span></span>',
        names,
        drawn,
        more,
    )


@cache
def _state(word: str, name: str) -> SafeString:
    return format_html(
        '<span class="slip-state" title="{0}">{1}<span class="slip-word">{0}</span></span>', word, shape(name)
    )
