"""Forms that carry our looks and can show a refusal where it belongs."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.forms.utils import flatatt
from django.template import TemplateDoesNotExist
from django.utils.safestring import SafeString

from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _
from waypost.ui.markup import format_html, format_html_join
from waypost.ui.widgets import DRAWN


class Renderer(TemplatesSetting):
    """Finds widgets in the project's templates first, then in Django's own."""

    _django = DjangoTemplates()

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        """Django's own widgets are written directly: templates for each cost more than the whole rest of a form."""
        draw = DRAWN.get(template_name)
        if draw is not None:
            return draw(context["widget"])
        return SafeString(super().render(template_name, context, request))

    def get_template(self, template_name: str) -> Any:
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return self._django.get_template(template_name)


class _Refusable(forms.BaseForm):
    """What our forms add to Django's."""

    default_renderer = Renderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _what_is_missing(field)

    def add_refusal(self, refusal: Refusal) -> None:
        """Show `refusal` at the fields it names, else above the form."""
        if not hasattr(self, "cleaned_data"):
            self.cleaned_data = {}
        for name, sentence in refusal.fields.items():
            self.add_error(name if name in self.fields else None, sentence)
        if not refusal.fields:
            self.add_error(None, refusal.sentence)


class Form(_Refusable, forms.Form):
    """A form of ours."""


class ModelForm(_Refusable, forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A form of ours over one row."""


def _what_is_missing(field: forms.Field) -> str:
    """What to do about an empty field."""
    if isinstance(field, forms.MultipleChoiceField):
        return _("Choose at least one.")
    elif isinstance(field, forms.ChoiceField):
        return _("Choose one.")
    elif isinstance(field, forms.BooleanField):
        return _("Tick this to go on.")
    elif isinstance(field, forms.FileField):
        return _("Choose a file.")
    else:
        return _("Fill this in.")


@dataclass(frozen=True)
class CardLabel:
    """The label of a choice that needs a line of explanation."""

    title: str
    note: str = ""

    def __str__(self) -> str:
        return self.title


class RadioCards(forms.RadioSelect):
    """One of few choices, each explained: use `CardLabel` as labels."""

    template_name = "ui/widgets/cards.html"


class CheckboxCards(forms.CheckboxSelectMultiple):
    """Some of few choices, each explained."""

    template_name = "ui/widgets/cards.html"


class LongSelect(forms.Select):
    """One of hundreds, without groups: all options are written at once instead of by a template each (90 ms for zones)."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected") if str(key) in chosen else "", label)
                for key, label in self.choices
            ),
        )
        own = flatatt(self.build_attrs(self.attrs, attrs or {}))
        return format_html('<select name="{}"{}>{}</select>', name, own, options)


class DateInput(forms.DateInput):
    """The browser's own picker of a date."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own picker of a time."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own picker of a wall-clock moment (local, without a zone)."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
