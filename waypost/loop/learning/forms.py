"""What is filled in while a review is held."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from waypost.foundation.workspaces.models import Member
from waypost.loop.learning.domain.agenda import POINTS, Rhythm
from waypost.ui.forms import DateInput, Form

RHYTHMS = [(Rhythm.MONTH.value, "A month"), (Rhythm.QUARTER.value, "A quarter")]
CHOICES = [(choice, choice) for choice in ("try", "accept", "later", "decline", "take")]


class BeginForm(Form):
    """How far back it looks the first time, and who is there."""

    rhythm = forms.ChoiceField(label="What is looked back on", choices=RHYTHMS, widget=forms.RadioSelect)
    present = forms.CharField(
        label="Who is there", required=False, max_length=300, help_text="Names, for the minutes."
    )


class MinuteForm(Form):
    """What was said about a point."""

    point = forms.ChoiceField(choices=list(POINTS.items()))
    words = forms.CharField(max_length=2000)


class AgreedForm(Form):
    """What somebody does next."""

    what = forms.CharField(label="What is to be done", max_length=200)
    member = forms.ChoiceField(label="By whom")
    due_on = forms.DateField(label="Until", required=False, widget=DateInput)

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(str(one.pk), one.person.label) for one in members]  # type: ignore[attr-defined]


class DecidedForm(Form):
    """What is decided about a proposal, and why."""

    choice = forms.ChoiceField(choices=CHOICES)
    note = forms.CharField(
        label="Why?", required=False, max_length=300, help_text="It stays in the minutes and in the ledger."
    )


class CloseForm(Form):
    """When the next one is."""

    on = forms.DateField(label="The next review", widget=DateInput)

    def __init__(self, *args: Any, suggested: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = suggested
