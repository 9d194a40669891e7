from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from waypost.foundation.people.models import Person


@dataclass(frozen=True)
class SignInMethods:
    """How a person can sign in, beside a code by mail."""

    password: bool
    passkey_count: int
    app: bool
    recovery_codes: bool


def sign_in_methods(person: Person) -> SignInMethods:
    """Say which ways of signing in a person has set up."""
    types = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    return SignInMethods(
        password=person.has_usable_password(),
        passkey_count=types.count(Authenticator.Type.WEBAUTHN),
        app=Authenticator.Type.TOTP in types,
        recovery_codes=Authenticator.Type.RECOVERY_CODES in types,
    )


def person_with(email: str) -> Person | None:
    """The person who signs in with this address."""
    return Person.objects.filter(email=email.strip().lower()).first()
