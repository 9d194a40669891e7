"""Sending a note: signed once beforehand, offered to every relay of the account, and looked for by its own name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from waypost.networks import calling
from waypost.networks.contract import (
    Account,
    Disconnected,
    Handle,
    NetworkError,
    Outgoing,
    ReadyCall,
    Rejected,
    Sent,
    Spend,
    Step,
    TryLater,
    Unreachable,
)
from waypost.networks.nostr import blossom, client
from waypost.networks.nostr.card import CARD
from waypost.networks.nostr.events import NOTE, Event, Key
from waypost.networks.nostr.names import pubkey_of
from waypost.networks.nostr.nip19 import nevent
from waypost.networks.nostr.notes import MARK, content_of, mark_of, names_in, size_of, tags_of
from waypost.networks.nostr.relays import media_server_of, relays_of
from waypost.toolkit import clock, http

_CONNECT_SECONDS = 5.0
_VERDICT_SECONDS = 8.0
_OTHERS_SECONDS = 2.0
_LOOK_BACK = timedelta(days=1)


def steps(account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
    """The relays, who is named, what is answered, the uploads; then the note is signed, once for all tries."""
    found = [Step(name="relays", label="Read the list of relays")]
    if names_in(outgoing.text):
        found.append(Step(name="people", label="Find who is named"))
    if outgoing.in_reply_to:
        found.append(Step(name="answered", label="Find the note that this answers"))
    for number, _media in enumerate(outgoing.media, start=1):
        found.append(Step(name=f"media-{number}", label=f"Upload file {number}", spends=Spend.UPLOAD))
    return (*found, Step(name="event", label="Sign the note"))


def run_step(account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]) -> Handle:
    """Do one step; its result is JSON."""
    match name:
        case "relays":
            found: Any = relays_of(account)
        case "people":
            known = {f"{one}@{domain}": pubkey_of(one, domain) for one, domain in names_in(outgoing.text)}
            found = {named: pubkey for named, pubkey in known.items() if pubkey}
        case "answered":
            found = _what_is_answered(account, outgoing.in_reply_to)
        case "event":
            return Handle(value=_signed(account, outgoing, handles).written())
        case _:
            found = _left(account, outgoing, int(name.removeprefix("media-")))
    return Handle(value=json.dumps(found))


def prepare(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
    """Open a socket to each relay. Raises Unreachable when none of them listens."""
    event = Event.read(json.loads(handles["event"].value))
    assert event is not None, "what was signed stays signed"
    key = Key.of(account.token)
    listening: list[client.Relay] = []
    failures: list[Exception] = []
    for address in json.loads(handles["relays"].value):
        try:
            listening.append(client.opened(address, key, http.Deadline(_CONNECT_SECONDS)))
        except NetworkError as error:
            failures.append(error)
    if not listening:
        raise _gravest(failures)
    return _Ready(event, listening)


class _Ready:
    """The note and the relays that wait for it."""

    def __init__(self, event: Event, relays: list[client.Relay]) -> None:
        self._event, self._relays = event, relays

    def send(self, seconds_left: float) -> Sent:
        """Offer the note to all; it is out when one of them keeps it."""
        deadline = http.Deadline(min(seconds_left, CARD.deadline))
        try:
            failures: list[Exception] = []
            offered = [relay for relay in self._relays if self._offer(relay, deadline, failures)]
            kept = 0
            for relay in offered:
                kept += self._is_kept(
                    relay, deadline, failures, patience=_OTHERS_SECONDS if kept else _VERDICT_SECONDS
                )
        finally:
            self.close()
        if not kept:
            raise _gravest(failures)
        return sent(self._event, self._relays[0].address)

    def close(self) -> None:
        for relay in self._relays:
            relay.close()

    def _offer(self, relay: client.Relay, deadline: http.Deadline, failures: list[Exception]) -> bool:
        try:
            relay.offer(self._event, deadline)
        except http.NotSent as error:
            failures.append(Unreachable(calling.AGAIN_SECONDS, str(error)))
        except (NetworkError, http.HttpError) as error:
            failures.append(error)
        else:
            return True
        return False

    def _is_kept(
        self, relay: client.Relay, deadline: http.Deadline, failures: list[Exception], *, patience: float
    ) -> bool:
        try:
            relay.verdict(self._event, http.Deadline(min(deadline.left(), patience)))
        except (NetworkError, http.HttpError) as error:
            failures.append(error)
            return False
        return True


def find(account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]) -> Sent | None:
    """Ask for the note by its name; where that is not known any more, for our mark among the account's own notes."""
    if signed := outgoing.made.get("event"):
        name = json.loads(signed)["id"]
        found = client.ask(account, {"ids": [name]})
        return next((sent(event, account.server) for event in found if event.id == name), None)
    event = _marked(_own(account, since), outgoing.key)
    return sent(event, account.server) if event and event.id not in known_ids else None


def sent(event: Event, relay: str) -> Sent:
    """A note that is out; people read it by any program, so its address is that of a reader for all."""
    return Sent(remote_id=event.id, url=page(event, relay))


def page(event: Event, relay: str) -> str:
    """Where a note is read by whoever has no program for it."""
    return f"https://njump.me/{nevent(event.id, event.pubkey, ['ws' + relay.removeprefix('http')])}"


def _gravest(failures: list[Exception]) -> Exception:
    """What it means that no relay kept a note: a doubt before all else, then what may pass, then a refusal."""
    doubts = [error for error in failures if not isinstance(error, NetworkError)]
    for kind in (TryLater, Disconnected):
        doubts += [error for error in failures if isinstance(error, kind)]
    return (doubts or failures)[0]


def _signed(account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> Event:
    """The note. At its own time it is the same whenever it is signed; without one it follows our newest."""
    key = Key.of(account.token)
    done = {name: json.loads(handle.value) for name, handle in handles.items() if name != "event"}
    content = content_of(outgoing, done)
    tags = tags_of(outgoing, done, content, done["relays"][0])
    return key.sign(NOTE, content, tags, _second(account, outgoing))


def _second(account: Account, outgoing: Outgoing) -> int:
    if outgoing.at is not None:
        return int(outgoing.at.timestamp())
    now = clock.now()
    own = _own(account, now - _LOOK_BACK)
    if known := _marked(own, outgoing.key):
        return known.created_at
    return max([int(now.timestamp()), *(event.created_at + 1 for event in own)])


def _own(account: Account, since: datetime) -> list[Event]:
    """The account's own notes since then, as its relay has them. Moments are whole seconds there."""
    pubkey = Key.of(account.token).pubkey
    return client.ask_all(account, {"authors": [pubkey], "kinds": [NOTE], "since": int(since.timestamp())})


def _marked(own: list[Event], key: str) -> Event | None:
    return next((event for event in own if mark_of(key) in event.values(MARK)), None)


def _what_is_answered(account: Account, remote_id: str) -> dict[str, Any]:
    """The note, the top of its thread, and who took part. Raises Rejected when it is gone."""
    found = client.ask(account, {"ids": [remote_id]})
    event = next((event for event in found if event.id == remote_id), None)
    if event is None:
        raise Rejected("The note that this answers is no longer on your relay.", "not_found")
    return {
        "root": event.root or event.id,
        "parent": event.id,
        "by": event.pubkey,
        "people": list(dict.fromkeys([event.pubkey, *event.values("p")])),
    }


def _left(account: Account, outgoing: Outgoing, number: int) -> dict[str, Any]:
    """A file, left with the account's media server. Raises Rejected where it has none."""
    server = media_server_of(account)
    if not server:
        raise Rejected(
            "Your Nostr account names no media server. Add one (Blossom) in your Nostr app, then try again.",
            "no_media_server",
        )
    media = outgoing.media[number - 1]
    found = blossom.leave(server, media, Key.of(account.token))
    return {"url": found.url, "size": size_of(media)}
