"""Connecting a key, and what its relay says of itself."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from waypost.networks.contract import UNKNOWN_SERVER, Account, Rejected, Terms, Unreachable
from waypost.networks.nostr import connect
from waypost.networks.nostr.tests.around import Around
from waypost.networks.nostr.tests.people import Person
from waypost.networks.nostr.tests.relay import Relay
from waypost.networks.tests.fakes import Troubled, answering
from waypost.toolkit import http


def test_somebody_without_a_profile_is_called_by_their_key(tern: Person, account: Account) -> None:
    found = connect.verify(account)

    assert (found.remote_id, found.handle, found.name) == (tern.pubkey, tern.npub, tern.npub)


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_name_with_a_domain_is_theirs_where_the_domain_says_so(
    around: Around, tern: Person, account: Account, confirmed: bool
) -> None:
    tern.does(0, json.dumps({"name": "tern", "display_name": "Tern & Tide", "nip05": "tern@tern.example"}))
    around.names["tern.example"] = {"tern": tern.pubkey if confirmed else "0" * 64}

    found = connect.verify(account)

    assert (found.handle, found.name) == ("tern@tern.example" if confirmed else tern.npub, "Tern & Tide")


@pytest.mark.parametrize("profile", ["[]", "nonsense", '{"nip05": 7}'])
def test_a_profile_that_says_nothing_is_none(tern: Person, account: Account, profile: str) -> None:
    tern.does(0, profile)

    assert connect.verify(account).name == tern.npub


@pytest.mark.parametrize("trouble", [answering(200, "<p>Hello</p>"), answering(404), answering(426)])
def test_a_server_that_is_no_relay_is_said_to_be_none(
    around: Around, account: Account, trouble: object
) -> None:
    with http.wired(Troubled(around, instead=trouble)), pytest.raises(Rejected) as caught:  # type: ignore[arg-type]
        connect.verify(account)

    assert caught.value.code == UNKNOWN_SERVER


def test_a_relay_that_is_not_there_is_tried_again(account: Account) -> None:
    with pytest.raises(Unreachable):
        connect.verify(replace(account, server="https://nowhere.example"))


def test_a_relay_says_how_long_a_note_may_be(relay: Relay, account: Account) -> None:
    relay.longest = 280

    assert connect.terms(account) == Terms(text_limit=280)


@pytest.mark.parametrize("knows_itself", [True, False])
def test_a_relay_that_says_nothing_of_itself_has_no_terms(
    relay: Relay, account: Account, knows_itself: bool
) -> None:
    relay.knows_itself = knows_itself

    assert connect.terms(account) == Terms()
