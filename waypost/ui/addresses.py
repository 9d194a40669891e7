"""Where pages are. Django composes an address from its patterns anew each time, which takes 20 µs and, on a page with
a hundred addresses, a tenth of it; here the shape of each is composed once and then filled with ids and slugs."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf
from django.urls import reverse as composed

PLAIN = re.compile(r"[-\w]+", re.ASCII)
_NUMBER, _WORD = 9_000_001, "place-{}-of-an-address"
"""Values that no address has: they mark the places in its shape."""


def reverse(name: str, kwargs: dict[str, Any] | None = None) -> str:
    """The address of a view, as Django's `reverse` says it."""
    return filled(name, kwargs or {}) or composed(name, kwargs=kwargs)


def filled(name: str, places: Mapping[str, Any]) -> str | None:
    """The address whose shape is known, or None: where it holds something other than ids and slugs."""
    if not all(_is_plain(value) for value in places.values()):
        return None
    urls, kinds = get_urlconf() or settings.ROOT_URLCONF, tuple(map(type, places.values()))
    shape = _shape(urls, get_script_prefix(), name, tuple(places), kinds)
    return shape and shape % places


def _is_plain(value: Any) -> bool:
    """Whether every pattern that takes such a value writes it as it is."""
    kind = type(value)
    return (kind is int and value >= 0) or (kind is str and PLAIN.fullmatch(value) is not None)


@cache
def _shape(urls: str, prefix: str, name: str, places: tuple[str, ...], kinds: tuple[type, ...]) -> str | None:
    """The address with `%(name)s` in its places; None where Django must compose it, or say that there is none."""
    marks = {
        place: _NUMBER + number if kind is int else _WORD.format(number)
        for number, (place, kind) in enumerate(zip(places, kinds, strict=True))
    }
    try:
        shape = composed(name, urls, kwargs=marks).replace("%", "%%")
    except NoReverseMatch:
        return None
    for place, mark in marks.items():
        shape = shape.replace(str(mark), f"%({place})s")
    return shape
