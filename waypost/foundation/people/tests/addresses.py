from typing import Any

from allauth.mfa.models import Authenticator

from tests.addresses import Plain
from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import owner_links


def _secret(world: World) -> dict[str, Any]:
    return {"secret": owner_links.make(by=Actor.system("the terminal")).reveal()}


def _passkey(world: World) -> dict[str, Any]:
    key = Authenticator.objects.create(
        user=world.person("owner"), type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"}
    )
    return {"pk": key.pk}


ADDRESSES = {
    "people:welcome": _secret,
    "account_confirm_email": Plain({"key": "spent"}),
    "account_reset_password_from_key": Plain({"uidb36": "1", "key": "spent"}),
    "mfa_edit_webauthn": _passkey,
    "mfa_remove_webauthn": _passkey,
}
PUBLIC = {
    "people:welcome": "the owner comes in by it",
    "account_login": "it is the way in",
    "account_logout": "leads those who are out already to the first page",
    "account_signup": "says that people come in by invitation",
    "account_inactive": "says that an account is closed",
    "account_request_login_code": "it is the way in",
    "account_reset_password": "it is the way in",
    "account_reset_password_done": "it is the way in",
    "account_reset_password_from_key": "it is the way in",
    "account_reset_password_from_key_done": "it is the way in",
    "account_confirm_email": "opened from a mail, on any device",
    "account_email_verification_sent": "says that a mail is on its way",
}
