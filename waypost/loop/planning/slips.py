"""Draws a slip: how anything with a time looks on a calendar. One function for every page, as fast as a page needs."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from waypost.loop.planning.domain.calendar import CalendarItem, ChannelMark
from waypost.ui import marks
from waypost.ui.components.labels import draw_shape

MOST_MARKS = 3


def draw(item: CalendarItem) -> SafeString:
    """The slip of `item` as a list item: time, channels, state, first line; the pillar's colour is its edge."""
    return format_html(
        '<li class="slip{}"{}{}><a href="{}"><span class="slip-head"><time>{}</time>{}'
        '<span class="slip-state" title="{}">{}<span class="slip-word">{}</span></span></span>'
        '<span class="slip-title">{}</span></a></li>',
        _looks(item.is_open, item.hue is not None),
        mark_safe("") if item.hue is None else _hue(item.hue),
        mark_safe("") if item.move_url is None else _movable(item),
        item.href,
        f"{item.local:%H:%M}",
        _marks(item.channels),
        item.state,
        _shape(item.shape),
        item.state,
        item.title,
    )


def _movable(item: CalendarItem) -> SafeString:
    return format_html(' data-move="{}" data-local="{}"', item.move_url, f"{item.local:%Y-%m-%dT%H:%M}")


def _marks(channels: tuple[ChannelMark, ...]) -> SafeString:
    names = ", ".join(channel.name for channel in channels)
    networks = sorted({channel.network for channel in channels})
    drawn = mark_safe("".join(_mark(network) for network in networks[:MOST_MARKS]))  # noqa: S308 (drawn by marks)
    more = format_html('<span aria-hidden="true">{}</span>', len(channels)) if len(channels) > 1 else ""
    return format_html(
        '<span class="slip-channels" title="{0}">{1}{2}<span class="visually-hidden">{0}</span></span>',
        names,
        drawn,
        more,
    )


@cache
def _looks(is_open: bool, has_pillar: bool) -> str:
    return f"{' is-open' if is_open else ''}{' pillar-edge' if has_pillar else ''}"


@cache
def _hue(hue: int) -> SafeString:
    return format_html(' style="--hue: {}"', hue)


@cache
def _mark(network: str) -> SafeString:
    return marks.render(network)


@cache
def _shape(shape: str) -> SafeString:
    return draw_shape(shape)
