"""How allauth fits in: our rules of signing up, our pages, our own words."""

from typing import Any, TypeVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from waypost.foundation.people.models import Person
from waypost.toolkit.wording import _

Answer = TypeVar("Answer", bound=HttpResponse)
YEAR = 60 * 60 * 24 * 365
WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use the authenticator app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: the owner comes by the link in the terminal, everybody else by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [
            {**method, "description": WAYS.get(method["id"], method["description"])} for method in methods
        ]

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        return bool(email_address.email != email_address.user.email)

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer if user.theme == Person.Theme.AUTO else remember_theme(answer, user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/accounts/"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors carry the installation's name and their secrets are encrypted at rest."""

    def get_totp_issuer(self) -> str:
        return "Waypost"

    def encrypt(self, text: str) -> str:
        return str(settings.WAYPOST.vault.lock(text))

    def decrypt(self, encrypted_text: str) -> str:
        return str(settings.WAYPOST.vault.unlock(encrypted_text).reveal())

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Waypost"}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"


def sign_in(request: HttpRequest, person: Person) -> None:
    """Let somebody in who has just proven to be `person` by a link."""
    Accounts(request).login(request, person)


def remember_theme(answer: Answer, person: Person) -> Answer:
    """Let the next page be drawn in the theme this person chose, on this device as on the others."""
    if person.theme == Person.Theme.AUTO:
        answer.delete_cookie("theme")
    else:
        answer.set_cookie(
            "theme", person.theme, max_age=YEAR, samesite="Lax", httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return answer
