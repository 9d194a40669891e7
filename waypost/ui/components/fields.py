"""A form's field with its label, help and error; the errors that belong to no field."""

from dataclasses import dataclass

from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.widgets import ChoiceWidget
from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from waypost.ui.components.icons import icon as draw_icon
from waypost.ui.markup import format_html, format_html_join

register = Library()


@register.simple_tag
def field(bound: BoundField, hide_label: bool = False, label: str = "", help: str = "") -> SafeString:  # noqa: A002
    """Draw one field; screen readers hear help and error with the input (Django ties them by id)."""
    if bound.is_hidden:
        return bound.as_hidden()
    if help:
        bound.help_text = help
    words = _Words(bound, label or str(bound.label), hide_label)
    if bound.use_fieldset:
        inside = _set(bound, words)
    elif isinstance(bound.field.widget, CheckboxInput):
        inside = _choice(bound, words)
    else:
        inside = _line(bound, words)
    return format_html(
        '<div class="field field-{}{}">{}{}</div>',
        _kind(bound),
        " field-invalid" if bound.errors else "",
        inside,
        _errors(bound),
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


@dataclass(frozen=True)
class _Words:
    """What is said of a field beside its errors."""

    bound: BoundField
    label: str
    hidden: bool

    @property
    def label_look(self) -> str:
        return "field-label visually-hidden" if self.hidden else "field-label"

    @property
    def optional(self) -> SafeString:
        field = self.bound.field
        # A tick says nothing by being absent, and of a list something is always chosen.
        is_optional = not field.required and not isinstance(field.widget, (CheckboxInput, ChoiceWidget))
        return mark_safe(' <span class="field-optional">optional</span>') if is_optional else mark_safe("")

    def help(self, tag: str) -> SafeString:
        if not self.bound.help_text:
            return mark_safe("")
        parts = (tag, self.bound.auto_id, self.bound.help_text, tag)
        return format_html('<{} class="field-help" id="{}_helptext">{}</{}>', *parts)


def _set(bound: BoundField, words: _Words) -> SafeString:
    told_by = bound.aria_describedby
    return format_html(
        '<fieldset class="field-set"{}><legend class="{}">{}{}</legend>{}{}</fieldset>',
        format_html(' aria-describedby="{}"', told_by) if told_by else "",
        words.label_look,
        words.label,
        words.optional,
        words.help("p"),
        bound,
    )


def _choice(bound: BoundField, words: _Words) -> SafeString:
    return format_html(
        '<label class="choice" for="{}">{}<span class="choice-words"><span>{}</span>{}</span></label>',
        bound.id_for_label,
        bound,
        words.label,
        words.help("span"),
    )


def _line(bound: BoundField, words: _Words) -> SafeString:
    return format_html(
        '<label class="{}" for="{}">{}{}</label>{}{}',
        words.label_look,
        bound.id_for_label,
        words.label,
        words.optional,
        words.help("p"),
        bound,
    )


def _errors(bound: BoundField) -> SafeString:
    if not bound.errors:
        return mark_safe("")
    sentences = format_html_join("", "<p>{}</p>", ((error,) for error in bound.errors))
    return format_html(
        '<div class="field-error" id="{}_error">{}<div>{}</div></div>',
        bound.auto_id,
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
