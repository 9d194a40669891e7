"""Tags that serve the frame: what a block says, which theme was chosen."""

from functools import lru_cache
from typing import Any

from django.template import Library, NodeList
from django.template.context import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from waypost.ui.nav import Navigation

register = Library()

THEMES = ("auto", "light", "dark")


@register.simple_tag(takes_context=True)
def rendered_block(context: Context, name: str) -> SafeString:
    """What the page put into block `name`, trimmed; lets the frame say a title twice or leave out what is empty."""
    if context.render_context.get(BLOCK_CONTEXT_KEY) is None:
        return mark_safe("")
    said: str = BlockNode(name, NodeList([])).render(context)
    return mark_safe(said.strip())  # noqa: S308 - rendered by the engine just now


@register.simple_tag
def frame_part(name: str, navigation: Navigation | str) -> SafeString:
    """A part of the frame that shows nothing but where one can go; drawn once for the same places and counts."""
    return _frame_part(name, navigation)


@lru_cache(maxsize=500)
def _frame_part(name: str, navigation: Navigation | str) -> SafeString:
    return render_to_string(f"ui/frame/{name}.html", {"navigation": navigation})


@register.filter
def plain_text(markup: str) -> SafeString:
    """The words of a rendered block, for <title>: tags are dropped, entities stay escaped."""
    return mark_safe(" ".join(strip_tags(markup).split()))  # noqa: S308 - strip_tags leaves escaped text


@register.simple_tag(takes_context=True)
def theme(context: dict[str, Any]) -> str:
    """The theme this person chose, else what their machine says."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "auto") if request is not None else "auto"
    return chosen if chosen in THEMES else "auto"
