from collections.abc import Sequence
from typing import Any

from django import forms

from waypost.loop.listening.actions.pilots import Seen
from waypost.loop.listening.domain.platforms import OUTCOMES, PILOT_WEEKS, Outcome, criteria_in
from waypost.loop.listening.models import PilotCriterion
from waypost.ui.forms import DateInput, Form

LENGTHS = [(str(weeks), f"{weeks} weeks") for weeks in PILOT_WEEKS]
SUCCESS = "200 followers who are not family\n30 visits of the shop from there"
EXITS = "More than 4 hours a week\nFewer than 5 answers after 4 weeks"


class PilotForm(Form):
    """For how long a network is tried, what it must show, and what ends it early."""

    starts_on = forms.DateField(label="Begins", widget=DateInput)
    weeks = forms.TypedChoiceField(label="Runs for", coerce=int, choices=LENGTHS, initial="8")
    success = forms.CharField(
        label="What it must show by its end",
        max_length=1400,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": SUCCESS}),
        help_text="One a line, each with a number.",
    )
    exits = forms.CharField(
        label="What ends it early",
        max_length=1400,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": EXITS}),
        help_text="One a line. When one comes true, people are told at once.",
    )

    def clean_success(self) -> tuple[str, ...]:
        """The criteria, one a line."""
        return criteria_in(self.cleaned_data["success"])

    def clean_exits(self) -> tuple[str, ...]:
        """The criteria, one a line."""
        return criteria_in(self.cleaned_data["exits"])


MET = [("", "Not known yet"), ("yes", "Came true"), ("no", "Did not")]


class ObservationForm(Form):
    """Which criteria came true, and what was seen."""

    def __init__(self, *args: Any, criteria: Sequence[PilotCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for row in criteria:
            known = "" if row.is_met is None else "yes" if row.is_met else "no"
            self.fields[f"met_{row.pk}"] = forms.ChoiceField(
                label=row.words, required=False, choices=MET, initial=known
            )
            self.fields[f"note_{row.pk}"] = forms.CharField(
                label=f"What was seen: {row.words}",
                required=False,
                max_length=200,
                initial=row.note,
                widget=forms.TextInput(attrs={"placeholder": "What was seen"}),
            )

    @property
    def rows(self) -> list[tuple[PilotCriterion, forms.BoundField, forms.BoundField]]:
        """Each criterion with its two fields."""
        return [(row, self[f"met_{row.pk}"], self[f"note_{row.pk}"]) for row in self.criteria]

    @property
    def seen(self) -> dict[int, Seen]:
        """What was seen, by criterion."""
        said = {"yes": True, "no": False, "": None}
        return {
            row.pk: Seen(said[self.cleaned_data[f"met_{row.pk}"]], self.cleaned_data[f"note_{row.pk}"])
            for row in self.criteria
        }


class PilotDecisionForm(Form):
    """What becomes of a pilot."""

    outcome = forms.TypedChoiceField(
        label="What we do",
        coerce=Outcome,
        choices=[(each.value, words) for each, words in OUTCOMES.items()],
        widget=forms.RadioSelect,
    )
    weeks = forms.TypedChoiceField(
        label="For how much longer", required=False, coerce=int, choices=[("0", "–"), *LENGTHS]
    )
    reason = forms.CharField(label="Why", max_length=300)

    def __init__(self, *args: Any, may_prolong: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_prolong:
            self.fields["outcome"].choices = [  # type: ignore[attr-defined]
                (each.value, words) for each, words in OUTCOMES.items() if each is not Outcome.LONGER
            ]
            del self.fields["weeks"]

    def clean_weeks(self) -> int:
        """For how many weeks more; 0 where nothing was chosen."""
        return int(self.cleaned_data["weeks"] or 0)
