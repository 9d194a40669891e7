"""Which relays and media servers an account names itself (NIP-65, and BUD-03 of Blossom)."""

from __future__ import annotations

import httpx

from waypost.networks.contract import Account
from waypost.networks.nostr import client
from waypost.networks.nostr.events import MEDIA_SERVERS, RELAYS, Event, Key

MOST = 5


def relays_of(account: Account) -> list[str]:
    """The account's own relay, and those to which it says it writes."""
    found = [account.server.rstrip("/")]
    event = _newest(account, RELAYS)
    for tag in event.tags if event else ():
        is_written_to = tag[:1] == ("r",) and len(tag) > 1 and tag[2:3] in ((), ("write",), ("",))
        if is_written_to and (place := _place(tag[1])) and place not in found:
            found.append(place)
    return found[:MOST]


def media_server_of(account: Account) -> str:
    """The first media server on the account's list; nothing where it has none."""
    event = _newest(account, MEDIA_SERVERS)
    named = map(_place, event.values("server") if event else [])
    return next((place for place in named if place), "")


def socket_address(relay: str) -> str:
    """A relay as others write its address."""
    return "ws" + relay.removeprefix("http")


def _newest(account: Account, kind: int) -> Event | None:
    """The newest list of one kind, of which relays keep one."""
    pubkey = Key.of(account.token).pubkey
    found = client.ask(account, {"authors": [pubkey], "kinds": [kind], "limit": 1})
    return next((event for event in found if event.pubkey == pubkey and event.kind == kind), None)


def _place(written: str) -> str:
    """An address as it is called; nothing where it is none."""
    try:
        url = httpx.URL(written.strip())
    except httpx.InvalidURL:
        return ""
    scheme = {"wss": "https", "ws": "http", "https": "https", "http": "http"}.get(url.scheme, "")
    return str(url.copy_with(scheme=scheme)).rstrip("/") if scheme and url.host else ""
