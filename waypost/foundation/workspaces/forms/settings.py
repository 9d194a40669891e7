from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.places import CURRENCIES, LOCALES
from waypost.foundation.workspaces.models import Workspace
from waypost.toolkit import clock
from waypost.toolkit.wording import _
from waypost.ui.forms import CardLabel, Form, LongSelect, RadioCards

_SIZES = {
    Workspace.Size.SOLO: _("No roles, no approvals, no version ceremony. Planning in rolling four weeks."),
    Workspace.Size.TEAM: _(
        "Briefs, reviews and approvals; the month or the quarter is opened by a strategist."
    ),
    Workspace.Size.AGENCY: _("As a team, with many brands side by side and clients who approve by a link."),
}
_CHECKS = {
    Workspace.StrategyCheck.SUGGEST: _("The pillar is prefilled and may be left empty."),
    Workspace.StrategyCheck.WARN: _("A post without a why goes on, after a question."),
    Workspace.StrategyCheck.STOP: _("A post without a why cannot be submitted; exceptions are written down."),
}


class SettingsForm(Form):
    """What a brand's space is set to."""

    name = forms.CharField(label=_("Name of the brand"), max_length=80)
    size = forms.ChoiceField(
        label=_("How many work here"),
        widget=RadioCards,
        choices=[(size.value, CardLabel(str(size.label), note)) for size, note in _SIZES.items()],
        help_text=_("This hides what you do not need. It removes nothing, and you can change it back."),
    )
    timezone = forms.ChoiceField(
        label=_("Time zone"),
        widget=LongSelect,
        help_text=_("A 9:00 slot stays 9:00 here. What is scheduled moves with the zone when you change it."),
    )
    locale = forms.ChoiceField(
        label=_("Language of the brand"), widget=LongSelect, choices=list(LOCALES.items())
    )
    currency = forms.ChoiceField(
        label=_("Currency"), widget=LongSelect, choices=[(code, code) for code in CURRENCIES]
    )
    strategy_check = forms.ChoiceField(
        label=_("The strategy check"),
        widget=RadioCards,
        choices=[(check.value, CardLabel(str(check.label), note)) for check, note in _CHECKS.items()],
    )
    grace_minutes = forms.IntegerField(
        label=_("Grace, in minutes"),
        min_value=0,
        max_value=24 * 60,
        help_text=_("A post that is later than this is held as missed and not sent."),
    )
    waiting_may_be_overtaken = forms.BooleanField(
        label=_("A post that waits for its next try may be overtaken"),
        required=False,
        help_text=_(
            "What is due behind it on the channel leaves at its own time. Otherwise it waits too, so that the order stays."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = [(name, name.replace("_", " ")) for name in clock.zone_names()]
        self.fields["timezone"].choices = zones  # type: ignore[attr-defined]


class OrganisationForm(Form):
    """Who owns the brands."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=120,
        help_text=_("Who owns this brand, and perhaps others."),
    )


class AdministratorForm(Form):
    """Who else runs the organisation."""

    person = forms.ModelChoiceField(
        label=_("Somebody who works on one of the brands"),
        queryset=Person.objects.none(),
        empty_label=None,
        widget=LongSelect,
        help_text=_("An admin is an owner of every brand, also of those that come later."),
    )

    def __init__(self, people: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
