from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.domain.capacity import Unit
from waypost.ui.forms import DateInput, Form

UNITS = [(Unit.HOURS.value, "In hours"), (Unit.POSTS.value, "In posts")]
MOST_HOURS = 168


class CapacityForm(Form):
    """How much each member has in a week, and what a post of each format takes.

    `people` have a field each, `amount_<id>`; formats have one each by their number, `effort_<n>`.
    """

    unit = forms.ChoiceField(label="How do you count?", choices=UNITS, widget=forms.RadioSelect)
    usual = forms.IntegerField(label="Any other post", min_value=1, max_value=600)

    def __init__(
        self,
        *args: Any,
        people: Sequence[Member],
        formats: Sequence[str],
        amounts: Mapping[int, int],
        efforts: Mapping[str, int],
        unit: Unit,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.formats = people, formats
        for member in people:
            amount = amounts.get(member.pk, 0)
            shown = amount / 60 if unit is Unit.HOURS else amount
            self.fields[f"amount_{member.pk}"] = forms.FloatField(
                label=str(member),
                required=False,
                min_value=0,
                max_value=500,
                initial=f"{shown:g}" if amount else None,
            )
        for number, format_ in enumerate(formats):
            self.fields[f"effort_{number}"] = forms.IntegerField(
                label=format_.replace("-", " ").capitalize(),
                required=False,
                min_value=1,
                max_value=6000,
                initial=efforts.get(format_),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("unit") == Unit.HOURS:
            for member in self.people:
                if (cleaned.get(f"amount_{member.pk}") or 0) > MOST_HOURS:
                    self.add_error(f"amount_{member.pk}", "A week has 168 hours. Write less.")
        return cleaned

    @property
    def amount_fields(self) -> list[forms.BoundField]:
        return [self[f"amount_{member.pk}"] for member in self.people]

    @property
    def effort_fields(self) -> list[forms.BoundField]:
        return [self[f"effort_{number}"] for number in range(len(self.formats))]

    @property
    def said(self) -> dict[str, Any]:
        unit = Unit(self.cleaned_data["unit"])
        each = 60 if unit is Unit.HOURS else 1
        return {
            "unit": unit,
            "usual": self.cleaned_data["usual"],
            "hands": {
                member: round((self.cleaned_data[f"amount_{member.pk}"] or 0) * each)
                for member in self.people
            },
            "efforts": {
                format_: self.cleaned_data[f"effort_{number}"]
                for number, format_ in enumerate(self.formats)
                if self.cleaned_data[f"effort_{number}"]
            },
        }


class AbsenceForm(Form):
    """Who is away, from when to when."""

    member = forms.ModelChoiceField(Member.objects.none(), label="Who", empty_label=None)
    starts_on = forms.DateField(label="From", widget=DateInput)
    ends_on = forms.DateField(label="To", required=False, widget=DateInput)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = people  # type: ignore[attr-defined]
