from collections.abc import Iterable
from typing import Any

from django import forms

from waypost.foundation.workspaces.models import Member
from waypost.toolkit.wording import _
from waypost.ui.forms import DateInput, Form


class DeviceForm(Form):
    """Where a browser is reached, and by which keys; it fills this in by itself."""

    endpoint = forms.CharField(max_length=1000, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=120, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=40, widget=forms.HiddenInput)


class TaskForm(Form):
    """One person, one thing, one date."""

    what = forms.CharField(label=_("What is to be done"), max_length=200)
    member = forms.ChoiceField(label=_("By whom"))
    due_on = forms.DateField(label=_("Until"), required=False, widget=DateInput)

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(str(one.pk), one.person.label) for one in members]  # type: ignore[attr-defined]
