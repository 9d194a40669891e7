"""Which server is an account's own: people sign in at an entrance that may stand before many of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from waypost.networks.bluesky import sessions
from waypost.networks.contract import Account


class WhereAnswer(BaseModel):
    """The account's document, as much as says which server is its own."""

    didDoc: dict[str, Any] | None = None  # noqa: N815 (the lexicon's name)

    @property
    def server(self) -> str:
        """The address of the account's own server, or nothing."""
        services = (self.didDoc or {}).get("service", [])
        found = (one for one in services if str(one.get("id", "")).endswith("#atproto_pds"))
        return next((str(one.get("serviceEndpoint", "")) for one in found), "").rstrip("/")


_known: dict[tuple[str, str], str] = {}


def own_server(account: Account) -> str:
    """The address of the server that keeps the account. Raises TryLater, Disconnected or Rejected."""
    place = account.server, account.remote_id
    if place not in _known:
        found = sessions.get(account, "com.atproto.server.getSession", WhereAnswer, {}).server
        # A token that went over TLS so far goes nowhere without.
        is_as_safe = urlsplit(found).scheme in {"https", urlsplit(account.server).scheme}
        _known[place] = found if found and is_as_safe else account.server
    return _known[place]
