"""Buttons say what will happen: a link that looks like one, and the button of a form."""

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from waypost.ui.components.icons import icon as draw_icon
from waypost.ui.markup import format_html

register = Library()

KINDS = ("primary", "plain", "quiet", "danger")


@register.simple_tag
def button_link(words: str, href: str, kind: str = "plain", icon: str = "", label: str = "") -> SafeString:
    """A link in the looks of a button. `label` is said instead of the words where these are too short."""
    return format_html(
        '<a class="button {}" href="{}"{}>{}</a>', look(kind), href, _spoken(label), face(words, icon)
    )


@register.simple_tag
def submit(
    words: str, kind: str = "primary", name: str = "", value: str = "", icon: str = "", label: str = ""
) -> SafeString:
    """The button that sends a form."""
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button class="button {}" type="submit"{}{}>{}</button>',
        look(kind),
        named,
        _spoken(label),
        face(words, icon),
    )


def look(kind: str) -> str:
    """The class of a kind of button."""
    assert kind in KINDS, f"no kind of button {kind!r}; there are {', '.join(KINDS)}"
    return f"button-{kind}"


def face(words: str, icon: str) -> SafeString:
    """What stands on a button."""
    drawing = draw_icon(icon) if icon else mark_safe("")
    return format_html('{}<span class="button-words">{}</span>', drawing, words)


def _spoken(label: str) -> SafeString:
    return format_html(' aria-label="{}"', label) if label else mark_safe("")
