"""Where one is and where one can go: tabs, panels of later stages, the loop drawn once round."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from waypost.toolkit.wording import _
from waypost.ui import panels as registry
from waypost.ui.loop import LoopStop, round_route, route
from waypost.ui.markup import format_html, format_html_join
from waypost.ui.nav import Tab

register = Library()

RETURN = _("what we learned changes the strategy")


@register.simple_tag
def tabs(items: Iterable[Tab], label: str = "Views") -> SafeString:
    """Links between the sides of one thing."""
    links = format_html_join(
        "", '<li><a class="tab" href="{}"{}>{}{}</a></li>', (_tab(item) for item in items)
    )
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, links)


@register.simple_tag(takes_context=True)
def panels(context: dict[str, Any], place: str, subject: object) -> SafeString:
    """What later stages have to say about `subject`."""
    return registry.render(place, subject, context["request"])


@register.simple_tag
def loop(
    stops: Sequence[LoopStop], label: str = "The loop", centre: str = RETURN, shape: str = "wide"
) -> SafeString:
    """The loop once round, with what each stage says today; `shape` is wide (for words) or round (for a picture)."""
    drawn = round_route(stops) if shape == "round" else route(stops)
    return render_to_string("ui/loop.html", {"route": drawn, "label": label, "centre": centre})


def _tab(item: Tab) -> tuple[str, SafeString | str, str, SafeString | str]:
    current = SafeString(' aria-current="page"') if item.current else ""
    count = "" if item.count is None else format_html(' <span class="tab-count">{}</span>', item.count)
    return item.href, current, item.label, count
