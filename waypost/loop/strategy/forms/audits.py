from collections.abc import Iterable
from typing import Any

from django import forms

from waypost.foundation.workspaces.models import Member
from waypost.loop.strategy.domain.administrators import (
    Unclear,
    administrators_from_words,
    in_both,
)
from waypost.loop.strategy.domain.audit import PROFILE, VERDICTS
from waypost.loop.strategy.forms.fields import LinesField
from waypost.toolkit.wording import listed
from waypost.ui.forms import DateInput, Form

MEGABYTES = 5


class AddedAccountForm(Form):
    """An account that is not connected."""

    name = forms.CharField(label="What it is called", max_length=80)
    network = forms.CharField(label="Network", max_length=40, help_text="Such as Instagram or LinkedIn.")


class AdministratorsField(LinesField):
    """People with access to an account, one a line, with a role if they like."""

    def __init__(self, label: str, *, has_left: bool, **kwargs: Any) -> None:
        self._has_left = has_left
        super().__init__(label, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(each.words for each in value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        try:
            return administrators_from_words(super().to_python(value), has_left=self._has_left)
        except Unclear as unclear:
            raise forms.ValidationError(str(unclear)) from unclear


class AccountForm(Form):
    """How an account is, and what is to become of it."""

    owner = forms.ChoiceField(label="Who looks after it", required=False)
    administrators = AdministratorsField(
        "Who administers it",
        has_left=False,
        help_text="Everybody who can get in and change it, one a line, with a role if you like: “Mara Lind, owner”.",
    )
    left = AdministratorsField(
        "Who can still get in, but has left",
        has_left=True,
        rows=2,
        help_text="Former colleagues, agencies and friends, one a line.",
    )
    purpose = forms.CharField(
        label="What it is for",
        required=False,
        max_length=300,
        help_text="For whom, and what they should do after reading it.",
    )
    address = forms.CharField(label="Address or handle", required=False, max_length=300)
    last_post_on = forms.DateField(label="Last post", required=False, widget=DateInput)
    posts = forms.IntegerField(
        label="Posts in the last 90 days", required=False, min_value=0, max_value=20_000
    )
    best = forms.CharField(label="What worked best there", required=False, max_length=140)
    looked = forms.BooleanField(label="I looked at the profile", required=False)
    missing = forms.MultipleChoiceField(
        label="What the profile lacks",
        required=False,
        choices=list(PROFILE.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    verdict = forms.ChoiceField(
        label="What becomes of it",
        required=False,
        choices=[("", "As the audit suggests"), *((each.value, words) for each, words in VERDICTS.items())],
    )
    note = forms.CharField(
        label="What is to be done",
        required=False,
        max_length=150,
        help_text="Stands in the task. Empty: what clears the red flags.",
    )

    def __init__(self, *args: Any, people: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(member.pk): member for member in people}
        named = [(key, str(member)) for key, member in self.people.items()]
        self.fields["owner"].choices = [("", "Nobody"), *named]  # type: ignore[attr-defined]

    def clean_owner(self) -> Member | None:
        """The member who was chosen."""
        return self.people.get(self.cleaned_data["owner"])

    def clean(self) -> dict[str, Any]:
        """What a profile lacks is only known where somebody looked; those who left are administrators, too."""
        said = super().clean() or {}
        if said.get("missing"):
            said["looked"] = True
        staying, left = said.get("administrators", []), said.pop("left", [])
        if both := in_both(staying, left):
            self.add_error("left", f"Take {listed(both)} out of one of the two lists.")
        said["administrators"] = [each.record for each in (*staying, *left)]
        return said


class ExportForm(Form):
    """A file of an account's posts."""

    file = forms.FileField(
        label="Export of its posts (CSV)",
        help_text="With a column for the day, and if there are any for likes, comments and shares.",
    )

    def clean_file(self) -> bytes:
        """What is in the file."""
        file = self.cleaned_data["file"]
        if file.size > MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                f"This file is larger than {MEGABYTES} MB. Export the last six months only."
            )
        return bytes(file.read())


class EndForm(Form):
    """Which accounts become tasks, and until when."""

    chosen = forms.TypedMultipleChoiceField(required=False, coerce=int)
    due_on = forms.DateField(label="Until", required=False, widget=DateInput)

    def __init__(self, *args: Any, accounts: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(pk, str(pk)) for pk in accounts]  # type: ignore[attr-defined]
