from django import forms

from waypost.toolkit.wording import _
from waypost.ui.forms import Form

PASSWORD_RULE = _("At least 10 characters; not a common word, not your name or address.")


class NewcomerForm(Form):
    """Somebody who comes in for the first time."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("You sign in with it, and Waypost writes to it when something is urgent."),
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
