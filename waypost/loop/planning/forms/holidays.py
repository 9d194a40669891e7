from typing import Any

from django import forms

from waypost.loop.planning.domain.holidays import countries, regions
from waypost.ui.forms import Form


class HolidayForm(Form):
    """Whose public holidays are shown. The regions offered are those of the country that was chosen before."""

    country = forms.ChoiceField(label="Country", required=False)
    region = forms.CharField(label="Region", required=False, widget=forms.Select)

    def __init__(self, *args: Any, country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = regions(country)
        self.has_regions = bool(known)
        self.fields["country"].choices = [("", "None"), *countries().items()]  # type: ignore[attr-defined]
        self.fields["region"].widget.choices = [("", "The whole country"), *known.items()]

    def clean_region(self) -> str:
        """A region of the country before goes with it."""
        region: str = self.cleaned_data["region"]
        return region if region in regions(self.cleaned_data.get("country", "")) else ""


class HolidayOffForm(Form):
    """A holiday that becomes a day off."""

    on = forms.DateField()
