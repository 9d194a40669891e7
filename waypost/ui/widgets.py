"""Draws Django's own widgets as Django's templates do, without templates: a page of forms has dozens."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from waypost.ui.markup import format_html, format_html_join

Widget = Mapping[str, Any]


def attributes(widget: Widget) -> SafeString:
    """The attributes of a widget, each after a blank."""
    pairs = ((_attribute(name, value),) for name, value in widget["attrs"].items())
    return format_html_join("", "{}", pairs)


def single(widget: Widget) -> SafeString:
    """An input of one line."""
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        "" if value is None else format_html(' value="{}"', str(value)),
        attributes(widget),
    )


def textarea(widget: Widget) -> SafeString:
    """A text of many lines; the first line break belongs to the markup."""
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>', widget["name"], attributes(widget), widget["value"] or ""
    )


def select(widget: Widget) -> SafeString:
    """A choice that unfolds."""
    options = _in_groups(widget, _option, '<optgroup label="{}">{}</optgroup>')
    return format_html('<select name="{}"{}>{}</select>', widget["name"], attributes(widget), options)


def choices(widget: Widget) -> SafeString:
    """Radio buttons or boxes to tick, one under the other."""
    own = widget["attrs"]
    return format_html(
        "<div{}{}>{}</div>",
        _attribute("id", own.get("id") or False),
        _attribute("class", own.get("class") or False),
        _in_groups(widget, _labelled, "<div><label>{}</label>{}</div>"),
    )


def _in_groups(widget: Widget, draw: Callable[[Widget], SafeString], group: str) -> SafeString:
    parts: Iterable[SafeString] = (
        format_html(group, name, drawn) if name else drawn
        for name, options, _index in widget["optgroups"]
        for drawn in [format_html_join("", "{}", ((draw(option),) for option in options))]
    )
    return mark_safe("".join(parts))  # noqa: S308 (drawn by format_html)


def _option(option: Widget) -> SafeString:
    return format_html(
        '<option value="{}"{}>{}</option>', str(option["value"]), attributes(option), option["label"]
    )


def _labelled(option: Widget) -> SafeString:
    belongs = _attribute("for", option["attrs"].get("id") or False)
    return format_html("<div><label{}>{} {}</label></div>", belongs, single(option), option["label"])


def _attribute(name: str, value: Any) -> SafeString | str:
    if value is False:
        return ""
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))


_SINGLE = (
    "text",
    "number",
    "email",
    "url",
    "password",
    "hidden",
    "date",
    "time",
    "datetime",
    "input",
    "checkbox",
)
_DRAW: dict[str, Callable[[Widget], SafeString]] = {
    "textarea": textarea,
    "select": select,
    "radio": choices,
    "checkbox_select": choices,
    **dict.fromkeys(_SINGLE, single),
}
DRAWN = {f"django/forms/widgets/{kind}.html": draw for kind, draw in _DRAW.items()}
"""How the widgets of these templates are drawn."""
