from typing import Any, cast

from django import forms

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import members_who_may
from waypost.loop.planning.actions.briefs import LISTED, Said
from waypost.loop.planning.domain.briefs import MOST_AHEAD
from waypost.loop.planning.forms.slots import Aimed
from waypost.ui.forms import DateInput, Form


class BriefForm(Aimed):
    """What the post in a slot should say and do, for whom, by whom and until when."""

    title = forms.CharField(label="Working title", required=False, max_length=160)
    message = forms.CharField(
        label="The one thing to say",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    call_to_action = forms.CharField(
        label="What readers should do",
        required=False,
        max_length=200,
        help_text="Such as: come by on Saturday.",
    )
    outcome = forms.CharField(
        label="What it should bring about",
        required=False,
        max_length=300,
        help_text="And how it will be seen. Such as: twenty people ask for the winter list.",
    )
    specs = forms.CharField(
        label="How it is made",
        required=False,
        max_length=300,
        help_text="Such as: upright, under 30 seconds, with captions.",
    )
    must = forms.CharField(
        label="Must",
        required=False,
        max_length=2000,
        help_text="One a line: the date, the name of the photographer.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    never = forms.CharField(
        label="Never",
        required=False,
        max_length=2000,
        help_text="One a line: a price, a face without consent.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    links = forms.CharField(
        label="References",
        required=False,
        help_text="One web address a line.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = forms.CharField(
        label="Notes", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.ModelChoiceField(
        Member.objects.none(), label="Who writes it", required=False, empty_label="Nobody yet"
    )
    due_on = forms.DateField(label="Until when", required=False, widget=DateInput)
    approver = forms.ModelChoiceField(
        Member.objects.none(), label="Who approves it", required=False, empty_label="Whoever may"
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, access=access, **kwargs)
        _choose_people(self, access)

    @property
    def brief(self) -> Said:
        said = {name: self.cleaned_data[name] for name in (*LISTED, "owner", "approver", "due_on")}
        return cast(Said, {**said, "links": self.cleaned_data["links"].split()})


class HandingForm(Form):
    """To whom several briefs are handed over, and how long before they go out."""

    owner = forms.ModelChoiceField(
        Member.objects.none(), label="Who writes them", required=False, empty_label="As each says"
    )
    approver = forms.ModelChoiceField(
        Member.objects.none(), label="Who approves them", required=False, empty_label="As each says"
    )
    days_before = forms.IntegerField(
        label="Days before they go out", min_value=0, max_value=MOST_AHEAD, initial=3
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_people(self, access)


def _choose_people(form: Form, access: Access) -> None:
    """Let those write who may draft, and those approve who may approve."""
    for name, permission in {"owner": "post.draft", "approver": "post.approve"}.items():
        form.fields[name].queryset = members_who_may(access, permission)  # type: ignore[attr-defined]
