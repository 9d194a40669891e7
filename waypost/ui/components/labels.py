"""Short facts beside a name: a state, a pillar, a network."""

from django.template import Library
from django.utils.safestring import SafeString

from waypost.ui import marks
from waypost.ui.markup import format_html

register = Library()

TONES = ("neutral", "good", "warn", "bad", "signal", "quiet")
SHAPES = {
    "dot": '<circle cx="6" cy="6" r="4" fill="currentColor" stroke="none"/>',
    "ring": '<circle cx="6" cy="6" r="4"/>',
    "check": '<path d="M1.75 6.5 4.75 9.5 10.25 2.75"/>',
    "half": '<circle cx="6" cy="6" r="4"/><path d="M6 2a4 4 0 0 1 0 8Z" fill="currentColor"/>',
    "cross": '<path d="m2.5 2.5 7 7m0-7-7 7"/>',
    "question": '<path d="M3.5 4.25C3.5 2.75 4.5 1.75 6 1.75s2.5 1 2.5 2.25C8.5 5.75 6 5.75 6 7.5M6 10v.01"/>',
    "hold": '<path d="M4 2.25v7.5m4-7.5v7.5"/>',
}  # fmt: skip


@register.simple_tag
def status(words: str, tone: str = "neutral", shape: str = "dot") -> SafeString:
    """A state: a shape, a word, and only then a colour."""
    assert tone in TONES, f"no tone {tone!r}; there are {', '.join(TONES)}"
    return format_html(
        '<span class="status tone-{}">{}<span>{}</span></span>', tone, draw_shape(shape), words
    )


def draw_shape(shape: str) -> SafeString:
    """The small shape of a state."""
    return format_html(
        '<svg class="shape" viewBox="0 0 12 12" aria-hidden="true">{}</svg>', SafeString(SHAPES[shape])
    )


@register.simple_tag
def pillar(name: str, hue: int) -> SafeString:
    """A pillar by its name and its colour (1 to 8), the same everywhere."""
    return format_html('<span class="pillar" style="--hue: {}">{}</span>', int(hue), name)


@register.simple_tag
def campaign(name: str, hue: int) -> SafeString:
    """A campaign by its name and its flag (colours 1 to 8), the same everywhere."""
    return format_html('<span class="campaign" style="--hue: {}">{}</span>', int(hue), name)


@register.simple_tag
def network_mark(network: str, with_name: bool = False) -> SafeString:
    """The drawing of a network."""
    return marks.render(network, with_name=with_name)
