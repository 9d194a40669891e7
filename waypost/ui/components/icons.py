"""Line icons and the mark of Waypost, from one sprite."""

import re
from functools import cache
from pathlib import Path

from django.template import Library
from django.templatetags.static import static
from django.utils.safestring import SafeString

from waypost.ui.markup import format_html

register = Library()

SPRITE = Path(__file__).parent.parent / "static" / "ui" / "icons" / "sprite.svg"


@cache
def names() -> frozenset[str]:
    """The icons there are."""
    return frozenset(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; with `label` it speaks, without it is decoration beside a word."""
    assert name in names(), f"no icon {name!r}; there are {', '.join(sorted(names()))}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, _sprite(), name
        )
    else:
        return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', _sprite(), name)


@register.simple_tag
def waypost_mark() -> SafeString:
    """Draw the signpost of Waypost."""
    return format_html('<svg class="mark" aria-hidden="true"><use href="{}#mark"/></svg>', _sprite())


@cache
def _sprite() -> str:
    return static("ui/icons/sprite.svg")
