from collections.abc import Iterable
from typing import Any

from django import forms
from django.apps import apps

from waypost.foundation.workspaces.models import Member
from waypost.toolkit.wording import _
from waypost.ui.forms import Form

_SILENT = {"journal", "processes"}


class JournalFilter(Form):
    """Which part of the journal to read."""

    about = forms.ChoiceField(label=_("About"), required=False)
    who = forms.ChoiceField(label=_("By"), required=False)
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: Iterable[Member] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(member.person_id), member.person.label) for member in members]
        self.fields["about"].choices = [("", _("everything")), *_areas()]  # type: ignore[attr-defined]
        self.fields["who"].choices = [("", _("everybody")), *people, ("system", _("Waypost itself"))]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was asked for; what cannot be is left out."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}


def _areas() -> list[tuple[str, str]]:
    return [
        (app.label, app.label.capitalize())
        for app in apps.get_app_configs()
        if app.name.startswith("waypost.") and app.models and app.label not in _SILENT
    ]
