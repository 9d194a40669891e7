from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import formset_factory

from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions.quarters import DaysOff
from waypost.loop.planning.domain.quarter_plan import (
    DAY_WORDS,
    BudgetMove,
    DayKind,
    KeyDay,
    PlannedTest,
    QuarterPlan,
    Theme,
)
from waypost.toolkit.money import Money
from waypost.ui.forms import DateInput, Form

MOST_RUNS = 3


class QuarterForm(Form):
    """The dates of a period to plan."""

    starts_on = forms.DateField(label="First day", widget=DateInput)
    ends_on = forms.DateField(label="Last day", widget=DateInput)


class DaysOffForm(Form):
    """A run of days without posts."""

    starts_on = forms.DateField(label="From", required=False, widget=DateInput)
    ends_on = forms.DateField(label="To", required=False, widget=DateInput)
    reason = forms.CharField(label="Why", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on: date | None = cleaned.get("starts_on")
        ends_on: date | None = cleaned.get("ends_on")
        if ends_on and not starts_on:
            self.add_error("starts_on", "Say on which day they begin.")
        elif starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day comes before the first.")
        return cleaned

    @property
    def run(self) -> DaysOff | None:
        starts_on = self.cleaned_data.get("starts_on")
        if starts_on is None:
            return None
        ends_on = self.cleaned_data.get("ends_on") or starts_on
        return DaysOff(starts_on, ends_on, self.cleaned_data.get("reason", "") or "Days off")


DaysOffForms = formset_factory(DaysOffForm, extra=MOST_RUNS, max_num=MOST_RUNS)


class PlanForm(Form):
    """What a quarter is about, beside its themes, days and targets."""

    starts_on = forms.DateField(label="First day", widget=DateInput)
    ends_on = forms.DateField(label="Last day", widget=DateInput)
    carried = forms.CharField(
        label="What we carry on from the last one",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What worked and goes on, what stops, what is still open.",
    )
    why = forms.CharField(label="Why does it change?", required=False, max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput)


class ThemeForm(Form):
    """What a stretch of a quarter is about."""

    name = forms.CharField(label="Theme", required=False, max_length=120)
    starts_on = forms.DateField(label="From", required=False, widget=DateInput)
    ends_on = forms.DateField(label="To", required=False, widget=DateInput)
    note = forms.CharField(label="In a sentence", required=False, max_length=300)

    @property
    def theme(self) -> Theme | None:
        said = self.cleaned_data
        name = said.get("name", "").strip()
        return Theme(name, said["starts_on"], said["ends_on"], said["note"].strip()) if name else None


class KeyDayForm(Form):
    """A day that matters."""

    name = forms.CharField(label="What", required=False, max_length=120)
    kind = forms.ChoiceField(label="Kind", choices=[(kind.value, word) for kind, word in DAY_WORDS.items()])
    on = forms.DateField(label="On", required=False, widget=DateInput)
    until = forms.DateField(label="Until", required=False, widget=DateInput)
    note = forms.CharField(label="In a sentence", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("name") and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "Say on which day it is.")
        return cleaned

    @property
    def day(self) -> KeyDay | None:
        said = self.cleaned_data
        name = said.get("name", "").strip()
        if not name or not said.get("on"):
            return None
        return KeyDay(name, said["on"], said.get("until"), DayKind(said["kind"]), said["note"].strip())


class TargetForm(Form):
    """What a goal should stand at on the last day; empty follows its line."""

    goal = forms.CharField(widget=forms.HiddenInput)
    value = forms.FloatField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = self.initial.get("label", "")


class BudgetMoveForm(Form):
    """Money that goes to something else than before; a line without words is none."""

    taken_from = forms.CharField(label="From", required=False, max_length=120)
    given_to = forms.CharField(label="To", required=False, max_length=120)
    amount = forms.DecimalField(
        label="How much", required=False, min_value=0, max_digits=12, decimal_places=2
    )
    why = forms.CharField(label="Why", required=False, max_length=300)
    outcome = forms.CharField(label="What came of it", required=False, max_length=300)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._currency = currency
        self.fields["amount"].label = f"How much ({currency})"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = any(cleaned.get(name) for name in ("taken_from", "given_to", "amount", "why", "outcome"))
        if said and not cleaned.get("taken_from") and "taken_from" not in self.errors:
            self.add_error("taken_from", "Say where the money comes from.")
        if said and not cleaned.get("given_to") and "given_to" not in self.errors:
            self.add_error("given_to", "Say where the money goes.")
        return cleaned

    @property
    def step(self) -> BudgetMove | None:
        said = self.cleaned_data
        if not said.get("taken_from"):
            return None
        amount = said["amount"]
        minor = Money.of(amount, self._currency).minor if amount else None
        return BudgetMove(said["taken_from"], said["given_to"], minor, said["why"], said["outcome"])


class PlannedTestForm(Form):
    """What is tried, what is expected of it and how it is judged; a line without words is none."""

    name = forms.CharField(label="What we try", required=False, max_length=120)
    hypothesis = forms.CharField(label="What we expect", required=False, max_length=300)
    judged_by = forms.CharField(label="How it is judged", required=False, max_length=300)
    until = forms.DateField(label="By", required=False, widget=DateInput)
    outcome = forms.CharField(label="What came of it", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wanted = {
            "name": "Say what is tried.",
            "hypothesis": "Say what you expect of it. Such as: twice as many saves.",
            "judged_by": "Say how you will know. Such as: saves a post, against the last four weeks.",
        }
        said = any(cleaned.get(name) for name in (*wanted, "until", "outcome"))
        for name, sentence in wanted.items():
            if said and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    @property
    def step(self) -> PlannedTest | None:
        said = self.cleaned_data
        if not said.get("name"):
            return None
        return PlannedTest(
            said["name"], said["hypothesis"], said["judged_by"], said["until"], said["outcome"]
        )


ThemeForms = formset_factory(ThemeForm, extra=2, max_num=12)
KeyDayForms = formset_factory(KeyDayForm, extra=3, max_num=40)
TargetForms = formset_factory(TargetForm, extra=0, max_num=60)
BudgetMoveForms = formset_factory(BudgetMoveForm, extra=1, max_num=12)
PlannedTestForms = formset_factory(PlannedTestForm, extra=1, max_num=12)


class AskReviewForm(Form):
    """Who is asked to look at a drafted quarter."""

    reviewer = forms.ModelChoiceField(Member.objects.none(), label="Who", empty_label=None)
    request = forms.CharField(
        label="What should they look at?",
        required=False,
        max_length=300,
        help_text="They see this with the plan.",
    )

    def __init__(self, *args: Any, people: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people.prefetch_related(None)
        field.choices = [(member.pk, str(member)) for member in field.queryset]


class ReviewAnswerForm(Form):
    """What the one who was asked says."""

    words = forms.CharField(
        label="Your words", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class WhyForm(Form):
    """Why slots are laid out again."""

    why = forms.CharField(label="Why?", required=False, max_length=300)


class ClosingForm(Form):
    """What a quarter taught."""

    lessons = forms.CharField(
        label="What do we take with us?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The next quarter begins with these words.",
    )

    def __init__(self, *args: Any, plan: QuarterPlan, **kwargs: Any) -> None:
        """Ask, beside the lessons, what came of each step of `plan`: a field each, `outcome_<n>`."""
        super().__init__(*args, **kwargs)
        self._names = [each.name for each in plan.steps]
        for number, each in enumerate(plan.steps):
            self.fields[f"outcome_{number}"] = forms.CharField(
                label=each.name,
                required=False,
                max_length=300,
                initial=each.outcome,
                help_text="What came of it?",
            )

    @property
    def outcome_fields(self) -> list[forms.BoundField]:
        return [self[f"outcome_{number}"] for number in range(len(self._names))]

    @property
    def outcomes(self) -> dict[str, str]:
        """What was said of each step; one that the form did not hold keeps what is known of it."""
        return {
            name: self.cleaned_data[f"outcome_{number}"]
            for number, name in enumerate(self._names)
            if f"outcome_{number}" in self.data
        }
