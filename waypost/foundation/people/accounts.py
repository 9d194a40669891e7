"""How allauth fits in: our rules of signing up, our pages, our own words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: the owner comes by the link in the terminal, everybody else by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


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
