"""Nostr for the contract suite: a relay and a media server in this process, Tern's key, and Ana."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx

from waypost.networks.contract import Account
from waypost.networks.nostr.tests.around import Around
from waypost.networks.nostr.tests.people import Ana, Person
from waypost.networks.nostr.tests.relay import Relay
from waypost.networks.tests.fakes import Fake, Trouble

REASONS = ("invalid: the content is too long", "pow: 20 bits are wanted", "mute: nobody would see it", "no")


def refusing(reason: str) -> Trouble:
    """A refusal names the event that it refuses, so it is made when that is known."""

    def refuse(request: httpx.Request) -> httpx.Response:
        event = json.loads(request.read())[1]
        return httpx.Response(200, text=json.dumps(["OK", event["id"], False, reason]), request=request)

    return refuse


def account_of(person: Person) -> Account:
    return Account(
        remote_id=person.pubkey, handle=person.npub, server=person.relay.address, token=person.nsec
    )


def texts(person: Person, around: Around) -> Callable[[], list[str]]:
    """What somebody said, without the addresses of what hangs on it."""

    def said() -> list[str]:
        kept = sorted(person.relay.of(person.pubkey), key=lambda one: one["created_at"])
        return [one["content"].partition(f"\n\n{around.media.address}")[0] for one in kept]

    return said


def fake() -> Fake:
    around = Around()
    return fake_of(around, around.relay())


def fake_of(around: Around, home: Relay) -> Fake:
    """Tern with a key drawn for this relay, and what is around it."""
    tern = Person("tern", home)
    tern.lists(10_063, ["server", around.media.address])
    return Fake(
        wire=around,
        account=account_of(tern),
        stored=texts(tern, around),
        refusals=tuple(map(refusing, REASONS)),
        people=Ana("ana", tern.relay, tern),
    )
