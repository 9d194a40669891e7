"""A form's field with its label, help and error; the errors that belong to no field."""

from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template import Library
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from waypost.ui.components.icons import icon as draw_icon

register = Library()


@register.simple_tag
def field(bound: BoundField, hide_label: bool = False, label: str = "", help: str = "") -> SafeString:  # noqa: A002
    """Draw one field; screen readers hear help and error with the input (Django ties them by id)."""
    if bound.is_hidden:
        return bound.as_hidden()
    if help:
        bound.help_text = help
    return render_to_string(
        "ui/field.html",
        {
            "field": bound,
            "label": label or bound.label,
            "hide_label": hide_label,
            "kind": _kind(bound),
            "is_optional": not bound.field.required and not isinstance(bound.field.widget, CheckboxInput),
        },
    )


@register.simple_tag
def form_errors(form: BaseForm) -> SafeString:
    """What is wrong with the form as a whole."""
    errors = form.non_field_errors()
    if not errors:
        return mark_safe("")
    sentences = format_html_join("", "<p>{}</p>", ((error,) for error in errors))
    return format_html(
        '<div class="callout tone-bad" role="alert">{}<div class="callout-body">{}</div></div>',
        draw_icon("stop"),
        sentences,
    )


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    elif isinstance(widget, CheckboxInput):
        return "checkbox"
    else:
        return "line"
