import hashlib
from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from waypost.foundation.people.models import OwnerLink, Person
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret

SPENT = Refusal(
    "This link was used or has expired. Start Waypost again, or run `waypost doctor --owner-link`, for a new one."
)


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


def owner_link(secret: Secret) -> OwnerLink:
    """The link of a secret, still good; a Refusal otherwise."""
    link = OwnerLink.objects.filter(digest=digest_of(secret), used_at=None, ends_at__gt=clock.now()).first()
    if link is None:
        raise Refusal(SPENT.sentence)
    return link


def digest_of(secret: Secret) -> str:
    """What is kept of the secret of a link."""
    return hashlib.sha256(secret.reveal().encode()).hexdigest()
