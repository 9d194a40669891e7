from django import forms

from waypost.toolkit.wording import _
from waypost.ui.forms import Form


class JoiningForm(Form):
    """Somebody who was invited and has no account yet; the address is the invitation's."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 10 characters. Leave it empty to sign in by codes, or by a passkey that you add later."
        ),
    )
