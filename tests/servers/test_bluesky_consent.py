"""Bluesky's own authorization server lets us in, and every refusal of it is understood."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from tests.servers.bluesky.chat import Chat
from tests.servers.bluesky.consenting import Browser
from tests.servers.bluesky.network import Network
from tests.servers.bluesky.people import Somebody, eventually
from tests.servers.conftest import PUBLIC
from tests.servers.pages import Pages
from waypost.networks.bluesky import connect, converse, grants, measure, proofs, publish, whereabouts
from waypost.networks.contract import (
    Account,
    Address,
    Application,
    Arrival,
    Consent,
    Disconnected,
    Outgoing,
    Rejected,
    Token,
)
from waypost.networks.tests.fakes import ready

pytestmark = pytest.mark.server

HERE = "http://127.0.0.1:8000/channels/"
POST = Outgoing(text="The tide turns at six.", key="k1")


@pytest.fixture(autouse=True)
def _on_this_machine(bluesky: Network, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The directory and the look-up of handles are those of the network here."""
    monkeypatch.setattr(whereabouts, "DIRECTORY", bluesky.directory)
    monkeypatch.setattr(whereabouts, "RESOLVER", bluesky.pds)
    proofs.forget_all()
    yield
    proofs.forget_all()


@pytest.fixture
def own_machine() -> tuple[Application, str]:
    """An installation on its owner's machine."""
    return connect.introduced(f"{HERE}clients/bluesky.json", f"{HERE}return/")


@pytest.fixture
def public(pages: Pages) -> tuple[Application, str]:
    """An installation with an address, at which the server reads who it is."""
    application, back = connect.introduced(f"{PUBLIC}/bluesky.json", f"{PUBLIC}/channels/return/")
    pages.write("bluesky.json", json.dumps(connect.description(application, back)).encode())
    return application, back


def consent(back: str, typed: str = "") -> Consent:
    """A way of its own: the server lets nobody in twice by the same."""
    verifier, secret = secrets.token_urlsafe(48), secrets.token_urlsafe(48)
    return Consent(redirect_uri=back, state="s1", verifier=verifier, secret=secret, typed=typed)


def signs_in(server: str, waypost: tuple[Application, str], owner: Somebody) -> Token:
    application, back = waypost
    asked = consent(back, typed=f"@{owner.handle}")
    assert connect.server_of(asked.typed) == server
    brought = Browser().consents(connect.consent_url(server, application, asked), owner.handle)
    assert brought["state"] == "s1"
    return connect.token_for(server, application, replace(asked, came_from=brought["iss"]), brought["code"])


def account_of(token: Token) -> Account:
    found = connect.verify(Account(remote_id="", handle="", server="", token=token.access))
    return Account(remote_id=found.remote_id, handle=found.handle, server=found.server, token=token.access)


def test_a_person_says_yes_and_posts_go_out(
    bluesky: Network, chat: Chat, own_machine: tuple[Application, str], tern: Somebody, ana: Somebody
) -> None:
    account = account_of(signs_in(bluesky.pds, own_machine, tern))

    sent = ready(publish, account, POST).send(20)

    assert (account.remote_id, account.handle, account.server) == (tern.did, tern.handle, bluesky.pds)
    assert tern.record(sent.remote_id)["value"]["text"] == POST.text
    ana.says("And then?", under=sent.remote_id)
    said = eventually(lambda: _with(Address.COMMENT, converse.arrivals(account, "").messages))
    assert [(one.address, one.text) for one in said] == [
        (Address.DIRECT, "When do you open?"),
        (Address.COMMENT, "And then?"),
    ]
    assert measure.account(account)
    assert ready(publish, account, POST).send(20) == sent


def _with(address: Address, said: Sequence[Arrival]) -> Sequence[Arrival]:
    """What was said, once something of this kind is among it."""
    return said if any(one.address is address for one in said) else ()


def test_an_installation_with_an_address_proves_that_it_is_the_one(
    bluesky: Network, public: tuple[Application, str], tern: Somebody
) -> None:
    token = signs_in(bluesky.pds, public, tern)

    assert account_of(token).remote_id == tern.did
    thief = replace(public[0], client_secret="guessed, and as long as a secret is anywhere in the world")
    with pytest.raises(Rejected):
        connect.renew(account_of(token), token, thief)
    assert connect.renew(account_of(token), token, public[0]).access != token.access


def test_a_token_is_renewed_once_and_the_new_one_is_good(
    bluesky: Network, own_machine: tuple[Application, str], tern: Somebody
) -> None:
    token = signs_in(bluesky.pds, own_machine, tern)
    account = account_of(token)

    renewed = connect.renew(account, token, own_machine[0])

    assert ready(publish, replace(account, token=renewed.access), POST).send(20)
    with pytest.raises(Rejected):
        connect.renew(account, token, own_machine[0])


def test_what_is_taken_back_opens_nothing_any_more(
    bluesky: Network, own_machine: tuple[Application, str], tern: Somebody
) -> None:
    token = signs_in(bluesky.pds, own_machine, tern)
    account = account_of(token)

    connect.revoke(account, token, own_machine[0])

    with pytest.raises(Rejected):
        connect.renew(account, token, own_machine[0])


def test_a_token_without_its_key_opens_nothing(
    bluesky: Network, own_machine: tuple[Application, str], tern: Somebody
) -> None:
    account = account_of(signs_in(bluesky.pds, own_machine, tern))
    bound = grants.read(account.token)
    assert bound is not None

    stolen = grants.written(replace(bound, secret="the key of a thief, who has the token and nothing more"))

    with pytest.raises(Disconnected):
        measure.account(replace(account, token=stolen))


def test_a_proof_without_the_server_s_word_is_mended_by_itself(
    bluesky: Network, own_machine: tuple[Application, str], tern: Somebody
) -> None:
    account = account_of(signs_in(bluesky.pds, own_machine, tern))
    proofs.forget_all()

    assert ready(publish, account, POST).send(20)


def test_whoever_says_no_brings_no_code(
    bluesky: Network, own_machine: tuple[Application, str], tern: Somebody
) -> None:
    application, back = own_machine
    asked = consent(back)

    brought = Browser().refuses(connect.consent_url(bluesky.pds, application, asked), tern.handle)

    assert (brought["error"], brought.get("code")) == ("access_denied", None)


def test_a_code_is_good_for_who_set_out_alone(
    bluesky: Network, own_machine: tuple[Application, str], tern: Somebody
) -> None:
    application, back = own_machine
    asked = consent(back)
    brought = Browser().consents(connect.consent_url(bluesky.pds, application, asked), tern.handle)

    with pytest.raises(Rejected, match="used up"):
        connect.token_for(
            bluesky.pds,
            application,
            replace(asked, verifier="x" * 64, came_from=brought["iss"]),
            brought["code"],
        )
