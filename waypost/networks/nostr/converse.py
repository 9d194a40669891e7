"""What people say to us on Nostr: notes that name our key, answers among them, as the account's relay has them."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial

from waypost.networks import calling
from waypost.networks.contract import Account, Address, Arrival, Arrivals, Speaker
from waypost.networks.nostr import client
from waypost.networks.nostr.events import NOTE, PROFILE, Event, Key
from waypost.networks.nostr.nip19 import npub
from waypost.networks.nostr.publish import page
from waypost.toolkit import clock

_WINDOW = timedelta(days=30)
_OVERLAP = 600
"""Seconds: notes reach a relay late, and whoever writes one sets its moment."""
_AT_ONCE = 200


def arrivals(account: Account, cursor: str) -> Arrivals:
    """Return what was said to us since the cursor, a second, and a little before it; without one a month back."""
    pubkey = Key.of(account.token).pubkey
    now = clock.now()
    since = int(cursor) - _OVERLAP if cursor else int((now - _WINDOW).timestamp())
    asked = {"kinds": [NOTE], "#p": [pubkey], "since": since}
    found = calling.reading(lambda: client.ask_all(account, asked))
    said = sorted(
        (event for event in found if event.pubkey != pubkey and event.created_at >= since),
        key=lambda event: (event.created_at, event.id),
    )
    above = _by_id(account, [name for event in said for name in (event.parent, event.root) if name])
    speakers = _speakers(account, [event.pubkey for event in said])
    # A note with a moment far ahead must not hide what is said until then.
    newest = max([int(cursor or 0), *(min(one.created_at, int(now.timestamp())) for one in said)])
    return Arrivals(
        messages=tuple(_arrival(account, event, above, speakers[event.pubkey], pubkey) for event in said),
        cursor=str(newest or int(now.timestamp())),
    )


def _arrival(account: Account, event: Event, above: dict[str, Event], by: Speaker, pubkey: str) -> Arrival:
    return Arrival(
        remote_id=event.id,
        address=_address(event, above, pubkey),
        by=by,
        text=event.content,
        at=event.at,
        url=page(event, account.server),
        in_reply_to=event.parent,
        root=event.root,
    )


def _address(event: Event, above: dict[str, Event], pubkey: str) -> Address:
    parent, root = above.get(event.parent), above.get(event.root)
    if parent is not None and parent.pubkey == pubkey and not parent.parent:
        return Address.COMMENT
    if any(one is not None and one.pubkey == pubkey for one in (parent, root)):
        return Address.REPLY
    return Address.MENTION


def _by_id(account: Account, names: list[str]) -> dict[str, Event]:
    """Notes by their names; what the relay does not have is absent."""
    wanted = sorted(set(names))
    found: dict[str, Event] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        asked = {"ids": wanted[start : start + _AT_ONCE]}
        found |= {event.id: event for event in calling.reading(partial(client.ask, account, asked))}
    return found


def _speakers(account: Account, pubkeys: list[str]) -> dict[str, Speaker]:
    """Who they are, as their profiles say; without one they are called by their key."""
    wanted = sorted(set(pubkeys))
    profiles: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        asked = {"kinds": [PROFILE], "authors": wanted[start : start + _AT_ONCE]}
        for event in reversed(calling.reading(partial(client.ask, account, asked))):
            profiles[event.pubkey] = event.content
    return {pubkey: _speaker(pubkey, profiles.get(pubkey, "")) for pubkey in wanted}


def _speaker(pubkey: str, profile: str) -> Speaker:
    try:
        said = json.loads(profile)
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    name = str(said.get("display_name") or said.get("name") or "").strip()[:200]
    key = npub(pubkey)
    return Speaker(remote_id=pubkey, handle=key, name=name or f"{key[:12]}…", url=f"https://njump.me/{key}")
