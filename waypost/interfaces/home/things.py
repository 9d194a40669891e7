"""Draws the things of a week: hundreds where somebody works for many brands, so without a template for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from html import escape

from django.utils import dateformat
from django.utils.safestring import SafeString, mark_safe

from waypost.interfaces.home.week import Thing
from waypost.ui.components.icons import icon
from waypost.ui.components.labels import status


@dataclass(frozen=True)
class Around:
    """Where the things are drawn: the page to come back to, what its forms carry, and whether it has several brands."""

    page: str
    token: str
    across: bool


def draw(things: Iterable[Thing], around: Around, *, dated: bool) -> SafeString:
    """Each thing as a list item; `dated` shows the day of one without a time."""
    drawn = "".join([_thing(thing, around, dated) for thing in things])
    return mark_safe(drawn)  # noqa: S308 (words are escaped beneath)


def _thing(thing: Thing, around: Around, dated: bool) -> str:
    at = f"{thing.at.hour:02}:{thing.at.minute:02}" if thing.at else ""
    if not at and dated and thing.day:
        at = _day(thing.day)
    edge = " pillar-edge" if thing.hue else ""
    hue = f' style="--hue: {thing.hue}"' if thing.hue else ""
    return (
        f'<li class="week-thing{edge}"{hue}><span class="week-at">{at}</span>'
        f'<span class="week-words"><a href="{escape(thing.href)}">{escape(thing.words)}</a>{_note(thing, around)}</span>'
        f'<span class="week-state">{_state(thing.word, thing.tone, thing.shape)}</span>'
        f"{_done(thing.done_href, around) if thing.done_href else ''}</li>"
    )


def _note(thing: Thing, around: Around) -> str:
    if around.across:
        return f'<span class="week-note"><strong>{escape(thing.brand)}</strong> {escape(thing.note)}</span>'
    return f'<span class="week-note">{escape(thing.note)}</span>' if thing.note else ""


def _done(href: str, around: Around) -> str:
    return (
        f'<form method="post" action="{escape(href)}" class="week-done">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(around.token)}">'
        f'<input type="hidden" name="back" value="{escape(around.page)}">'
        f'<button class="icon-button" type="submit">{_check()}</button></form>'
    )


@cache
def _check() -> SafeString:
    return icon("check", label="Done")


@lru_cache(maxsize=200)
def _state(word: str, tone: str, shape: str) -> SafeString:
    return status(word, tone=tone, shape=shape)


@lru_cache(maxsize=1000)
def _day(on: date) -> str:
    return dateformat.format(on, "j M")
