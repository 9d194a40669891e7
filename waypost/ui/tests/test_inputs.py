import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from waypost.ui.forms import Renderer

WIDGETS = [
    forms.TextInput({"class": "wide", "required": True, "disabled": False, "data-x": 'a"b'}),
    forms.NumberInput({"min": 0}),
    forms.EmailInput(),
    forms.URLInput(),
    forms.PasswordInput(),
    forms.HiddenInput(),
    forms.DateInput(),
    forms.TimeInput(),
    forms.DateTimeInput(),
]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", [None, "", "plain", '<b>"&</b>', 7])
def test_a_line_is_written_as_django_writes_it(widget: forms.Widget, value: object) -> None:
    ours = widget.render("field", value, renderer=Renderer())
    theirs = widget.render("field", value, renderer=DjangoTemplates())

    assert ours == theirs.strip()


GROUPED = [("", "None"), ("Fish & <Co>", [(1, "Cod"), ("two", 'A "sole"')]), ("3", "Eel")]
FROM_CHOICES = [
    (forms.Select({"class": "wide", "id": "id_fish"}, choices=GROUPED), "two"),
    (forms.Select(choices=GROUPED), None),
    (forms.SelectMultiple(choices=GROUPED), [1, "3"]),
    (forms.CheckboxSelectMultiple({"id": "id_fish", "class": "two"}, choices=GROUPED), [1, "two"]),
    (forms.CheckboxSelectMultiple(choices=[("1", "Cod")]), []),
    (forms.RadioSelect({"id": "id_fish", "required": True}, choices=GROUPED), "3"),
    (forms.CheckboxInput({"id": "id_fish"}), True),
    (forms.CheckboxInput(), False),
    (forms.Textarea({"rows": 3}), "\n first <line>\nsecond"),
    (forms.Textarea(), None),
]


@pytest.mark.parametrize(("widget", "value"), FROM_CHOICES)
def test_choices_and_long_texts_mean_what_django_writes(widget: forms.Widget, value: object) -> None:
    ours = widget.render("field", value, renderer=Renderer())
    theirs = widget.render("field", value, renderer=DjangoTemplates())

    assert parse_html(ours) == parse_html(theirs)
