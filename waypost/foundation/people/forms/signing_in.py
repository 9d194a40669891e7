"""allauth's forms in our words: sentence case, one label, no placeholder that repeats it (settings: ACCOUNT_FORMS)."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.http import HttpRequest

from waypost.foundation.people.forms.newcomer import PASSWORD_RULE
from waypost.toolkit.wording import _


class _InOurWords:
    labels: ClassVar[dict[str, str]] = {}
    helps: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")


class LoginForm(_InOurWords, account.LoginForm):  # type: ignore[misc]
    labels: ClassVar = {"login": _("E-mail address"), "password": _("Password")}


class RequestCodeForm(_InOurWords, account.RequestLoginCodeForm):  # type: ignore[misc]
    labels: ClassVar = {"email": _("E-mail address")}


class ConfirmCodeForm(_InOurWords, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    labels: ClassVar = {"code": _("Code")}


class ReauthenticateForm(_InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar = {"password": _("Password")}


class ResetPasswordForm(_InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    labels: ClassVar = {"email": _("E-mail address")}


class NewPasswordForm(_InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels: ClassVar = {"password1": _("New password"), "password2": _("New password, again")}
    helps: ClassVar = {"password1": PASSWORD_RULE}


class SetPasswordForm(_InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    labels: ClassVar = {"password1": _("Password"), "password2": _("Password, again")}
    helps: ClassVar = {"password1": PASSWORD_RULE}


class ChangePasswordForm(_InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    labels: ClassVar = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password, again"),
    }
    helps: ClassVar = {"password1": PASSWORD_RULE}


class ChangeEmailForm(_InOurWords, account.AddEmailForm):  # type: ignore[misc]
    labels: ClassVar = {"email": _("New e-mail address")}

    def save(self, request: HttpRequest) -> Any:
        # allauth forgets an address that nobody confirmed when a new one comes; the present one is in use, so it stays.
        present = self.user.emailaddress_set.filter(email=self.user.email)
        present.update(verified=True, primary=True)
        return super().save(request)


class SecondFactorForm(_InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    labels: ClassVar = {"code": _("Code")}
    helps: ClassVar = {"code": _("Six digits from your authenticator app, or one of your recovery codes.")}


class ReauthenticateByCodeForm(_InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar = {"code": _("Code")}
    helps: ClassVar = {"code": _("Six digits from your authenticator app, or one of your recovery codes.")}


class ActivateAppForm(_InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels: ClassVar = {"code": _("Code from the app")}
    helps: ClassVar = {"code": _("Six digits; they change every 30 seconds.")}


class AddPasskeyForm(_InOurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    labels: ClassVar = {"name": _("Name"), "passwordless": _("Sign in with it alone")}
    helps: ClassVar = {
        "name": _("So that you know it again, such as “Phone” or “Blue key”."),
        "passwordless": _("No password and no code; the device asks for your finger, face or PIN instead."),
    }


class RenamePasskeyForm(_InOurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    labels: ClassVar = {"name": _("Name")}
