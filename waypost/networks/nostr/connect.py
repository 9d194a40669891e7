"""Connecting a key at its relay, and what that relay allows."""

from __future__ import annotations

import json
from typing import Any

from waypost.networks import calling
from waypost.networks.contract import UNKNOWN_SERVER, Account, Profile, Rejected, Terms
from waypost.networks.nostr import client
from waypost.networks.nostr.events import PROFILE, Key
from waypost.networks.nostr.names import pubkey_of
from waypost.networks.nostr.nip19 import npub
from waypost.toolkit import http
from waypost.toolkit.http.socket import SocketRefused


def verify(account: Account) -> Profile:
    """Whose key this is, as the relay knows them. Raises Disconnected when it is none, Rejected with UNKNOWN_SERVER."""
    pubkey = Key.of(account.token).pubkey
    try:
        found = client.ask(account, {"authors": [pubkey], "kinds": [PROFILE], "limit": 1})
    except (http.UnreadableAnswer, SocketRefused) as error:
        sentence = "That is not a relay of Nostr. Type one that your Nostr app lists, such as relay.damus.io."
        raise Rejected(sentence, UNKNOWN_SERVER) from error
    profile = _profile(found[0].content) if found else {}
    name, _, domain = str(profile.get("nip05") or "").rpartition("@")
    is_named = bool(name and domain) and pubkey_of(name, domain) == pubkey
    handle = f"{name}@{domain}" if is_named else npub(pubkey)
    called = str(profile.get("display_name") or profile.get("name") or "").strip()
    return Profile(remote_id=pubkey, handle=handle, name=called or handle)


def terms(account: Account) -> Terms:
    """How long a note may be at the account's relay, where it says so (NIP-11)."""
    limits = calling.reading(lambda: client.document(account.server)).get("limitation")
    longest = limits.get("max_content_length") if isinstance(limits, dict) else None
    return Terms.of({"text_limit": longest} if isinstance(longest, int) else {})


def _profile(content: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
