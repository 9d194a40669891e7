import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

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
