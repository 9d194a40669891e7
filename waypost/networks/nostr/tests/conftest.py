"""Nostr in this process, Tern's key on a relay of it, and Ana."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.contract import Account
from waypost.networks.nostr.tests.around import Around
from waypost.networks.nostr.tests.fake import account_of
from waypost.networks.nostr.tests.people import Ana, Person
from waypost.networks.nostr.tests.relay import Relay
from waypost.toolkit import http


@pytest.fixture
def around() -> Iterator[Around]:
    found = Around()
    with http.wired(found):
        yield found


@pytest.fixture
def relay(around: Around) -> Relay:
    return around.relay()


@pytest.fixture
def tern(around: Around, relay: Relay) -> Person:
    found = Person("tern", relay)
    found.lists(10_063, ["server", around.media.address])
    return found


@pytest.fixture
def account(tern: Person) -> Account:
    return account_of(tern)


@pytest.fixture
def ana(relay: Relay, tern: Person) -> Ana:
    return Ana("ana", relay, tern)
