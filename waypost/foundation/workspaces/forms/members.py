from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from waypost.foundation.workspaces.domain.roles import DESCRIPTIONS
from waypost.toolkit.wording import _
from waypost.ui.forms import CardLabel, CheckboxCards, Form


class IdsField(forms.Field):
    """Ids that another app's panel asks for; whoever uses them proves that they belong here."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        try:
            return [int(one) for one in value or []]
        except ValueError as error:
            raise ValidationError(_("Choose from the list.")) from error


def _roles() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[
            (role.value, CardLabel(role.value.capitalize(), note)) for role, note in DESCRIPTIONS.items()
        ],
        widget=CheckboxCards,
        help_text=_("Somebody may hold several."),
        error_messages={"required": _("Choose at least one role.")},
    )


class InviteForm(Form):
    """Whom to invite, as what; the channels are drawn by the panel of the app that knows them."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    roles = _roles()
    channels = IdsField(required=False)


class RolesForm(Form):
    """What a member is here."""

    roles = _roles()
