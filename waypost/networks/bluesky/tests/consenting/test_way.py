"""There and back: what is told ahead, who may come back, and who we are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from waypost.networks.bluesky import connect, grants, proofs
from waypost.networks.bluesky.tests.authority import ConsentingPds
from waypost.networks.bluesky.tests.consenting.signing_in import (
    SECRET,
    account_of,
    consent,
    signed_in,
)
from waypost.networks.bluesky.tests.pds import Member
from waypost.networks.contract import (
    Account,
    Application,
    Rejected,
    Token,
)
from waypost.toolkit import clock, http


@pytest.mark.parametrize("typed", ["@tern.example", "Tern.Example", "\u202a@tern.example\u202c"])
def test_a_handle_leads_to_the_server_of_its_account(pds: ConsentingPds, tern: Member, typed: str) -> None:
    assert connect.server_of(typed) == pds.address


def test_an_address_of_a_server_is_taken_as_it_is_typed(pds: ConsentingPds) -> None:
    assert connect.server_of(f"{pds.address}/settings") == pds.address
    assert connect.server_of(pds.host) == pds.address


@pytest.mark.parametrize(
    "typed", ["@gull.example", "gull.example", "my handle", "http://pds.example", "ftp://a.example"]
)
def test_what_leads_nowhere_is_said_at_once(pds: ConsentingPds, typed: str) -> None:
    with pytest.raises(Rejected) as caught:
        connect.server_of(typed)

    assert caught.value.code == "unknown_server"


def test_a_handle_that_its_own_document_does_not_name_is_nobody_s(pds: ConsentingPds, tern: Member) -> None:
    resolved = pds.known_as
    pds.known_as = lambda name: tern if name == "thief.example" else resolved(name)  # type: ignore[method-assign]

    with pytest.raises(Rejected, match="Nobody on Bluesky is called @thief"):
        connect.server_of("@thief.example")


def test_what_is_wished_is_told_ahead_and_the_address_says_none_of_it(
    pds: ConsentingPds, tern: Member, waypost: Application
) -> None:
    url = connect.consent_url(pds.address, waypost, consent())

    (way,) = pds.ways.values()
    assert set(dict(parse_qsl(urlsplit(url).query))) == {"client_id", "request_uri"}
    assert way.asked["login_hint"] == "tern.example"
    assert way.asked["scope"] == "atproto transition:generic transition:chat.bsky"
    assert way.thumbprint == proofs.Signer(SECRET).name


def test_a_person_comes_back_and_the_account_is_open(pds: ConsentingPds, tern: Member, token: Token) -> None:
    account = account_of(token)

    assert (account.remote_id, account.handle, account.server) == (tern.did, "tern.example", pds.address)
    assert timedelta(minutes=59) < token.ends_at - clock.now() <= timedelta(hours=1)
    assert token.renews


def test_nothing_secret_shows(token: Token, account: Account) -> None:
    shown = f"{token!r} {account!r} {grants.read(account.token)!r} {consent()!r} {proofs.Signer(SECRET)!r}"

    assert SECRET not in shown
    assert "at-" not in shown
    assert "ref-" not in shown


def test_a_code_is_good_once(pds: ConsentingPds, tern: Member, waypost: Application) -> None:
    server, asked = connect.server_of("@tern.example"), consent()
    brought = pds.consent(connect.consent_url(server, waypost, asked), tern)
    come_back = replace(asked, came_from=brought["iss"])
    connect.token_for(server, waypost, come_back, brought["code"])

    with pytest.raises(Rejected, match="used up"):
        connect.token_for(server, waypost, come_back, brought["code"])


@pytest.mark.parametrize("changed", [{"verifier": "x" * 64}, {"secret": f"{SECRET}, another"}])
def test_only_who_set_out_can_use_the_code(
    pds: ConsentingPds, tern: Member, waypost: Application, changed: dict[str, str]
) -> None:
    brought = pds.consent(connect.consent_url(pds.address, waypost, consent()), tern)

    with pytest.raises(Rejected, match="used up"):
        connect.token_for(
            pds.address, waypost, replace(consent(), came_from=pds.issuer, **changed), brought["code"]
        )


@pytest.mark.parametrize("sender", ["", "https://thief.example"])
def test_whoever_is_sent_back_by_another_brings_nothing(
    pds: ConsentingPds, tern: Member, waypost: Application, sender: str
) -> None:
    brought = pds.consent(connect.consent_url(pds.address, waypost, consent()), tern)

    with pytest.raises(Rejected, match="Somebody else sent you back"):
        connect.token_for(pds.address, waypost, replace(consent(), came_from=sender), brought["code"])
    assert brought["code"] in pds.codes


def test_another_person_than_was_named_is_not_let_in(
    pds: ConsentingPds, tern: Member, waypost: Application
) -> None:
    gull = pds.join("gull.example", "Gull", "theirs")

    with pytest.raises(Rejected, match="signed in there as gull"):
        signed_in(pds, waypost, gull)
    assert signed_in(pds, waypost, gull, typed=pds.address).access


def test_a_server_may_not_give_the_account_of_another_one(
    pds: ConsentingPds, tern: Member, waypost: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = Member("did:plc:" + "a" * 24, "gull.example", "Gull", set())
    document = {"id": stranger.did, "alsoKnownAs": ["at://gull.example"], "service": [
        {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": "https://honest.example"}]}  # fmt: skip
    honest = ConsentingPds(host="honest.example")
    answer = pds.answer

    def both(request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        if request.url.host == "honest.example":
            return honest.answer(request, deadline)
        if request.url.path.endswith(stranger.did):
            return httpx.Response(200, json=document, request=request)
        return answer(request, deadline)

    monkeypatch.setattr(pds, "answer", both)

    with pytest.raises(Rejected, match="Somebody else sent you back"):
        signed_in(pds, waypost, stranger, typed=pds.address)


LIES: list[dict[str, Any]] = [
    {"issuer": "https://thief.example"},
    {"scopes_supported": ["openid"]},
    {"code_challenge_methods_supported": ["plain"]},
    {"dpop_signing_alg_values_supported": ["RS256"]},
    {"authorization_response_iss_parameter_supported": False},
    {"client_id_metadata_document_supported": False},
    {"token_endpoint": "http://thief.example/token"},
]


@pytest.mark.parametrize("lie", LIES, ids=[next(iter(lie)) for lie in LIES])
def test_a_server_that_does_not_say_what_is_needed_is_none_of_these(
    pds: ConsentingPds, waypost: Application, monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any]
) -> None:
    answer = pds.answer

    def lying(request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        found = answer(request, deadline)
        if request.url.path.endswith("authorization-server"):
            return httpx.Response(200, json=found.json() | lie, request=request)
        return found

    monkeypatch.setattr(pds, "answer", lying)

    with pytest.raises(Rejected, match="does not speak Bluesky"):
        connect.consent_url(pds.address, waypost, consent())


@pytest.mark.parametrize(
    "lie",
    [
        {"resource": "https://another.example"},
        {"authorization_servers": []},
        {"authorization_servers": ["http://a"]},
    ],
)
def test_an_accounts_server_that_speaks_for_another_is_none_of_these(
    pds: ConsentingPds, waypost: Application, monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any]
) -> None:
    answer = pds.answer

    def lying(request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        found = answer(request, deadline)
        if request.url.path.endswith("protected-resource"):
            return httpx.Response(200, json=found.json() | lie, request=request)
        return found

    monkeypatch.setattr(pds, "answer", lying)

    with pytest.raises(Rejected, match="does not speak Bluesky"):
        connect.consent_url(pds.address, waypost, consent())


@pytest.mark.parametrize("given", [{"token_type": "Bearer"}, {"scope": "openid"}, {"sub": "did:plc:another"}])
def test_another_kind_of_token_than_was_asked_for_is_not_kept(
    pds: ConsentingPds,
    tern: Member,
    waypost: Application,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
) -> None:
    answer = pds.answer

    def giving(request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        found = answer(request, deadline)
        if request.url.path == "/oauth/token" and found.is_success:
            return httpx.Response(200, json=found.json() | given, request=request)
        return found

    monkeypatch.setattr(pds, "answer", giving)

    with pytest.raises(Rejected):
        signed_in(pds, waypost, tern)


def test_an_authorization_server_without_a_secure_connection_is_none_of_these(
    pds: ConsentingPds, waypost: Application
) -> None:
    pds.signed_by = f"http://{pds.host}"

    with pytest.raises(Rejected, match="does not speak Bluesky"):
        connect.consent_url(pds.address, waypost, consent())


def test_a_redirected_description_of_a_server_is_none(pds: ConsentingPds, waypost: Application) -> None:
    answer = pds.answer

    def elsewhere(request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        found = answer(request, deadline)
        if request.url.path.endswith("authorization-server"):
            found.request = httpx.Request(
                "GET", "https://thief.example/.well-known/oauth-authorization-server"
            )
        return found

    pds.answer = elsewhere  # type: ignore[method-assign]

    with pytest.raises(Rejected, match="does not speak Bluesky"):
        connect.consent_url(pds.address, waypost, consent())


# Who we are


def test_an_installation_that_nobody_else_reaches_is_a_program_of_its_owner() -> None:
    application, back = connect.introduced(
        "http://localhost:8000/channels/clients/bluesky.json", "http://localhost:8000/channels/return/"
    )

    assert back == "http://127.0.0.1:8000/channels/return/"
    assert application.client_secret == ""
    assert dict(parse_qsl(urlsplit(application.client_id).query))["redirect_uri"] == back


@pytest.mark.parametrize(
    "address", ["http://waypost.lan/c.json", "https://192.168.1.4/c.json", "https://waypost/c.json"]
)
def test_an_address_that_no_server_can_read_is_said_so(address: str) -> None:
    with pytest.raises(Rejected, match="WAYPOST_PUBLIC_URL"):
        connect.introduced(address, address.replace("c.json", "return/"))


def test_an_installation_on_its_owner_s_machine_signs_in_without_a_secret(
    pds: ConsentingPds, tern: Member
) -> None:
    here = "http://127.0.0.1:8000/channels/"
    application, back = connect.introduced(f"{here}clients/bluesky.json", f"{here}return/")
    asked = consent(redirect_uri=back)

    brought = pds.consent(connect.consent_url(pds.address, application, asked), tern)

    assert connect.token_for(
        pds.address, application, replace(asked, came_from=pds.issuer), brought["code"]
    ).renews


def test_whoever_knows_our_address_alone_is_not_taken_for_us(
    pds: ConsentingPds, waypost: Application
) -> None:
    thief = replace(waypost, client_secret="guessed, and as long as a secret is anywhere in the world")

    with pytest.raises(Rejected):
        connect.consent_url(pds.address, thief, consent())
