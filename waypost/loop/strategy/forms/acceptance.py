from typing import Any

from django import forms

from waypost.loop.strategy.domain.yaml import LARGEST
from waypost.ui.forms import Form


class AcceptanceForm(Form):
    """Why a version came to be, which version its difference was looked at against, and what was seen."""

    note = forms.CharField(
        label="What is this version about?",
        required=False,
        max_length=300,
        help_text="A line for those who look back in a year.",
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ImportForm(Form):
    """A strategy as YAML: a file, or text; `confirmed` once somebody saw what it changes against version `since`."""

    file = forms.FileField(label="A file", required=False, help_text="A .yaml file in UTF-8.")
    text = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "yaml-text"}),
    )
    since = forms.IntegerField(required=False, min_value=0, max_value=10**6, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("file") and not cleaned.get("text"):
            raise forms.ValidationError("Choose a file, or paste its text.")
        return cleaned

    @property
    def yaml(self) -> str | bytes:
        """What was handed over; the file when there are both. No more is read than a strategy may have."""
        file = self.cleaned_data["file"]
        if file:
            found = file.read(LARGEST + 1)
            assert isinstance(found, bytes)
            return found
        return str(self.cleaned_data["text"])
