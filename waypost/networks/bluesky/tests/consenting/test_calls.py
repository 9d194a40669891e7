"""What a sign-in opens: what proves each call, and how long it lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from waypost.networks.bluesky import connect, grants, measure, publish, sessions
from waypost.networks.bluesky.tests.authority import ConsentingPds
from waypost.networks.bluesky.tests.consenting.signing_in import (
    POST,
    account_of,
)
from waypost.networks.bluesky.tests.pds import Member
from waypost.networks.contract import (
    Account,
    Application,
    Disconnected,
    Rejected,
    Token,
    TryLater,
)
from waypost.networks.tests.fakes import ready
from waypost.toolkit import clock, http


def test_calls_bring_the_token_with_a_proof_of_its_own(pds: ConsentingPds, account: Account) -> None:
    for _ in range(3):
        assert measure.account(account)

    assert len(pds.seen) == len({*pds.seen})


def test_a_token_without_its_key_opens_nothing(pds: ConsentingPds, account: Account) -> None:
    bound = grants.read(account.token)
    assert bound is not None
    stolen = replace(
        account, token=grants.written(replace(bound, secret="the key of a thief, who has the token"))
    )

    with pytest.raises(Disconnected):
        measure.account(stolen)


def test_a_server_that_gives_another_word_is_obeyed_once(pds: ConsentingPds, account: Account) -> None:
    pds.nonce = "second"
    before = len(pds.heard)

    assert measure.account(account)
    assert len(pds.heard) == before + 2


def test_a_post_goes_out_in_one_call(pds: ConsentingPds, account: Account) -> None:
    call = ready(publish, account, POST)
    before = len(pds.heard)

    sent = call.send(5)

    assert len(pds.heard) == before + 1
    assert [kept.uri for kept in pds.posts()] == [sent.remote_id]


def test_a_word_that_got_old_is_renewed_before_a_post_is_sent(pds: ConsentingPds, account: Account) -> None:
    measure.account(account)
    pds.nonce = "second"
    with clock.frozen_at(clock.now() + timedelta(minutes=3)):
        assert ready(publish, account, POST).send(5)


def test_a_word_that_changed_before_the_call_means_later_and_nothing_is_stored(
    pds: ConsentingPds, account: Account
) -> None:
    call = ready(publish, account, POST)
    pds.nonce = "second"

    with pytest.raises(TryLater) as caught:
        call.send(5)

    assert caught.value.after_seconds <= 1
    assert pds.posts() == []
    assert ready(publish, account, POST).send(5)


def test_a_sign_in_that_ran_out_says_so(pds: ConsentingPds, account: Account) -> None:
    with clock.frozen_at(clock.now() + timedelta(hours=2)), pytest.raises(Disconnected):
        measure.account(account)


@pytest.mark.parametrize("code", ["ExpiredToken", "InvalidToken"])
def test_a_server_that_says_it_in_the_words_of_sessions_means_the_same(
    pds: ConsentingPds, account: Account, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    call = ready(publish, account, POST)
    monkeypatch.setattr(pds, "answer", lambda request, deadline: refusal(request, code))

    with pytest.raises(Disconnected):
        call.send(5)
    with pytest.raises(Disconnected):
        measure.account(account)


def refusal(request: httpx.Request, code: str) -> httpx.Response:
    return httpx.Response(400, json={"error": code, "message": "It is over"}, request=request)


def test_an_account_that_is_not_active_is_not_connected_by_consent(tern: Member, token: Token) -> None:
    tern.active = False

    with pytest.raises(Disconnected, match="not active"):
        account_of(token)


# What follows


def test_a_token_is_renewed_with_the_same_key_and_the_old_pair_is_over(
    pds: ConsentingPds, waypost: Application, token: Token, account: Account
) -> None:
    found = connect.renew(account, token, waypost)

    assert found.refresh != token.refresh
    assert connect.verify(replace(account, token=found.access)).remote_id == account.remote_id
    with pytest.raises(Disconnected):
        measure.account(account)


def test_a_refresh_token_that_was_used_is_refused(
    pds: ConsentingPds, waypost: Application, token: Token, account: Account
) -> None:
    connect.renew(account, token, waypost)

    with pytest.raises(Rejected, match="replayed"):
        connect.renew(account, token, waypost)


def test_a_renewal_of_somebody_else_is_not_taken(
    pds: ConsentingPds, waypost: Application, token: Token, account: Account
) -> None:
    with pytest.raises(Disconnected, match="somebody else"):
        connect.renew(replace(account, remote_id="did:plc:another"), token, waypost)


def test_nothing_is_renewed_where_nobody_can_be_reached(
    pds: ConsentingPds, waypost: Application, token: Token, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(request: httpx.Request) -> None:
        raise http.NotSent("nobody listens")

    monkeypatch.setattr(pds, "connect", away)

    with pytest.raises(TryLater):
        connect.renew(account, token, waypost)


def test_an_answer_that_was_lost_while_renewing_is_a_doubt(
    pds: ConsentingPds, waypost: Application, token: Token, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = pds.answer

    def lost(request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        found = answer(request, deadline)
        if request.url.path == "/oauth/token":
            raise http.UnreadableAnswer("the connection broke")
        return found

    monkeypatch.setattr(pds, "answer", lost)

    with pytest.raises(http.UnreadableAnswer):
        connect.renew(account, token, waypost)


def test_what_is_taken_back_opens_nothing_any_more(
    pds: ConsentingPds, waypost: Application, token: Token, account: Account
) -> None:
    connect.revoke(account, token, waypost)

    assert pds.pairs == []
    with pytest.raises(Disconnected):
        measure.account(account)


def test_an_app_password_is_not_renewed(account: Account) -> None:
    plain = replace(account, token="abcd-efgh-ijkl-mnop")

    assert connect.token_of(plain) == Token(access="abcd-efgh-ijkl-mnop")
    with pytest.raises(Rejected):
        connect.renew(plain, connect.token_of(plain), None)
    assert sessions.grants.read(plain.token) is None
