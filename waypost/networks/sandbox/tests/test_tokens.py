"""Tokens that end, are renewed once each, and are taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from waypost.networks.contract import Account, Disconnected, Rejected, Token, TryLater
from waypost.networks.sandbox import connect
from waypost.networks.sandbox.server import Sandbox
from waypost.networks.sandbox.server.asking import Answered
from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.networks.sandbox.tests.conftest import SERVER
from waypost.toolkit import clock, http

HOUR = 3600


def send(sandbox: Sandbox, path: str, origin: str = "http://here", **fields: str) -> Answered:
    headers = {"origin": origin, "host": "here", "content-type": "application/x-www-form-urlencoded"}
    return sandbox.handle("POST", path, headers, urlencode(fields).encode())


def test_a_token_is_good_for_ever_where_nothing_else_is_said(account: Account) -> None:
    assert connect.token_of(account) == Token(access=account.token)
    with pytest.raises(Rejected):
        connect.renew(account, Token(access=account.token), None)


def test_a_token_that_ends_opens_nothing_afterwards(sandbox: Sandbox) -> None:
    sandbox.tokens.let_last(HOUR)
    with clock.frozen_at(clock.now()):
        account = connect.sign_up(SERVER, "tern", "Tern & Tide")
        found = connect.token_of(account)
        assert (found.ends_at, found.renews) == (clock.now() + timedelta(hours=1), True)
        assert connect.verify(account).handle == "tern"

    with clock.frozen_at(clock.now() + timedelta(hours=1, seconds=1)), pytest.raises(Disconnected):
        connect.verify(account)


def test_a_token_is_renewed_once_and_lives_to_its_end(sandbox: Sandbox) -> None:
    sandbox.tokens.let_last(HOUR)
    account = connect.sign_up(SERVER, "tern", "Tern & Tide")

    fresh = connect.renew(account, connect.token_of(account), None)

    assert connect.verify(replace(account, token=fresh.access)).handle == "tern"
    assert connect.verify(account).handle == "tern"
    with pytest.raises(Rejected, match="renewed before"):
        connect.renew(account, connect.token_of(account), None)


def test_a_renewal_that_got_lost_was_a_renewal(sandbox: Sandbox) -> None:
    sandbox.tokens.let_last(HOUR)
    account = connect.sign_up(SERVER, "tern", "Tern & Tide")
    sandbox.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, call=Call.RENEW, count=1))

    with pytest.raises(http.UnreadableAnswer):
        connect.renew(account, Token(access=account.token), None)

    with pytest.raises(Rejected):
        connect.renew(account, Token(access=account.token), None)


def test_how_long_it_lasts_is_asked_later_when_nobody_answers(sandbox: Sandbox, account: Account) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.ANY))

    with pytest.raises(TryLater):
        connect.token_of(account)


def test_a_person_takes_tokens_back_and_gives_a_new_one(sandbox: Sandbox, account: Account) -> None:
    answer = send(sandbox, f"/accounts/{account.remote_id}/tokens/end")
    assert b"No token of tern is valid any more" in answer.body
    with pytest.raises(Disconnected):
        connect.verify(account)

    shown = send(sandbox, f"/accounts/{account.remote_id}/tokens").body.decode()

    token = shown.partition("<code>")[2].partition("</code>")[0]
    assert connect.verify(replace(account, token=token)).remote_id == account.remote_id


def test_a_person_says_how_long_tokens_last(sandbox: Sandbox) -> None:
    assert send(sandbox, "/tokens", minutes="2").status == 303
    assert sandbox.tokens.seconds == 120
    page = sandbox.handle("GET", "/accounts", {}).body
    assert b"valid for 2 minutes" in page
    assert b'value="2"' in page

    assert send(sandbox, "/tokens", minutes="soon").status == 422
    assert send(sandbox, "/tokens", minutes="0", origin="http://elsewhere").status == 403
    assert sandbox.tokens.seconds == 120


def test_tokens_of_nobody_are_not_given(sandbox: Sandbox) -> None:
    assert send(sandbox, "/accounts/a0/tokens").status == 404
    assert send(sandbox, "/accounts/a0/tokens/end").status == 404


def test_the_administrator_lets_tokens_end(sandbox: Sandbox) -> None:
    asked = {"authorization": "Bearer s3cret"}

    answer = sandbox.handle("POST", "/admin/switches", asked, b'{"token_seconds": 60}')

    assert answer.status == 200
    assert sandbox.tokens.seconds == 60
