from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator

from waypost.foundation.channels.actions.by_hand import LONGEST
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member
from waypost.networks.contract import Asked, Box, Card, SignIn
from waypost.toolkit.secrets import Secret
from waypost.toolkit.wording import _
from waypost.ui.forms import Form


class ConnectForm(Form):
    """An account that a person brings; what a network asks for is said by the form of its kind of sign-in."""

    server: forms.CharField = forms.URLField(
        label=_("Address of the server"),
        max_length=300,
        assume_scheme="https",
        help_text=_("Where the account lives, such as https://social.example."),
    )

    def __init__(self, card: Card, again: Channel | None, *args: Any, **kwargs: Any) -> None:
        known = again if again is not None and not again.is_by_hand else None
        initial = {"server": known.server if known else card.home, "handle": again.handle if again else ""}
        super().__init__(*args, initial=initial, **kwargs)
        if card.simulated:
            del self.fields["server"]


class TokenForm(ConnectForm):
    """An account that a person brings by its token, and by what else its network's card asks for."""

    usual: ClassVar[tuple[Asked, ...]] = (
        Asked(box=Box.SERVER, label=_("Server")),
        Asked(box=Box.TOKEN, label=_("Token")),
    )

    handle = forms.CharField(
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    token = forms.CharField(
        label=_("Token"),
        max_length=4000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Encrypted before it is kept; it is never shown again."),
    )

    def __init__(self, card: Card, again: Channel | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(card, again, *args, **kwargs)
        asked = {each.box.value: each for each in card.asks or self.usual}
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        for name, each in asked.items():
            if name in self.fields and card.asks:
                self.fields[name].label, self.fields[name].help_text = each.label, each.help
        self.order_fields(list(asked))

    def clean_token(self) -> Secret:
        return Secret(self.cleaned_data["token"])


class AppPasswordForm(TokenForm):
    """An account that a person brings by its handle and a password made for this program alone."""

    usual = (
        Asked(box=Box.HANDLE, label=_("Handle")),
        Asked(box=Box.TOKEN, label=_("App password")),
        Asked(box=Box.SERVER, label=_("Server")),
    )

    handle = forms.CharField(
        label=_("Handle"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_("As it stands on the profile, such as @tern.example."),
    )
    token = forms.CharField(
        label=_("App password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Made for Waypost alone, not the one you sign in with. Encrypted before it is kept."),
    )


class ConsentForm(ConnectForm):
    """An account that a person brings by saying so on their own server."""

    server = forms.CharField(
        label=_("Your server"),
        max_length=300,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=_("The name that stands after your own: for @tern@mastodon.social it is mastodon.social."),
    )

    def __init__(self, card: Card, again: Channel | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(card, again, *args, **kwargs)
        if card.consents is not None:
            self.fields["server"].label, self.fields["server"].help_text = (
                card.consents.label,
                card.consents.help,
            )
            if again is not None and not again.is_by_hand:
                self.initial["server"] = again.handle


SIGN_INS: dict[SignIn, type[ConnectForm]] = {
    SignIn.TOKEN: TokenForm,
    SignIn.APP_PASSWORD: AppPasswordForm,
    SignIn.OAUTH: ConsentForm,
}
"""The form by which an account is connected, for each kind of sign-in."""


class OpenForm(Form):
    """An account that Waypost opens for a person."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What the account is called there, and the channel here.")
    )


class ByHandForm(Form):
    """An account on which a person posts, because no program may."""

    known_as = forms.CharField(
        label=_("Network"), max_length=40, help_text=_("What people call it, such as Instagram or WhatsApp.")
    )
    handle = forms.CharField(
        label=_("Account"), max_length=200, help_text=_("As it stands there, such as @tern.example.")
    )
    address = forms.URLField(
        label=_("Address of the account"),
        max_length=300,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Whoever posts opens it from the kit; a phone opens the network’s app."),
    )
    text_limit = forms.IntegerField(
        label=_("Longest text"),
        required=False,
        min_value=1,
        max_value=LONGEST,
    )
    kept_by = forms.ChoiceField(
        label=_("Who posts there"),
        help_text=_("At the time of a post this person gets everything ready, on a phone too."),
    )

    def __init__(
        self, *args: Any, card: Card, people: Iterable[Member], again: Channel | None, **kwargs: Any
    ) -> None:
        if again is not None:
            kwargs["initial"] = {
                "known_as": again.known_as,
                "handle": again.handle,
                "address": again.server,
                "text_limit": again.terms.get("text_limit"),
                "kept_by": str(again.kept_by_id or ""),
            }
        super().__init__(*args, **kwargs)
        if not card.named_by_account:
            del self.fields["known_as"]
        self.fields["text_limit"].help_text = f"Left empty: {card.text_limit:,}, as counted there."
        self._people = {str(one.pk): one for one in people}
        choices = [(key, one.person.label) for key, one in self._people.items()]
        self.fields["kept_by"].choices = choices  # type: ignore[attr-defined]

    def clean_kept_by(self) -> Member:
        return self._people[self.cleaned_data["kept_by"]]


class ChannelForm(Form):
    """What a channel is called here."""

    name = forms.CharField(label=_("Name"), max_length=80)
    key = forms.SlugField(
        label=_("Key"), max_length=60, help_text=_("A strategy’s channel role names the channel by it.")
    )


class LimitForm(Form):
    """Which channels a member works on; the panel draws the choices."""

    channels = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, channels: Iterable[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].choices = [(str(one.pk), one.name) for one in channels]  # type: ignore[attr-defined]
