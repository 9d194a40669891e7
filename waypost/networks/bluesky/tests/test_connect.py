"""Connecting by handle and app password, and sessions that last."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from waypost.networks.bluesky import connect, measure
from waypost.networks.bluesky.tests.pds import Member, Pds
from waypost.networks.contract import UNKNOWN_ACCOUNT, Account, Disconnected, Profile, Rejected, TryLater
from waypost.toolkit import clock, http


def typed(account: Account, handle: str, password: str = "") -> Account:
    return replace(account, remote_id="", handle=handle, token=password or account.token)


@pytest.mark.parametrize(
    "handle", ["tern.example", "@tern.example", "  Tern.Example ", "\u202a@tern.example\u202c"]
)
def test_a_handle_is_understood_as_people_write_it(account: Account, handle: str) -> None:
    found = connect.verify(typed(account, handle))

    assert found == Profile(remote_id=account.remote_id, handle="tern.example", name="Tern & Tide")


def test_on_the_great_server_the_first_word_of_a_handle_is_enough() -> None:
    pds = Pds(host="bsky.social")
    member = pds.join("tern.bsky.social", "Tern", "abcd")
    account = Account(remote_id="", handle="tern", server="https://bsky.social", token="abcd")

    with http.wired(pds):
        assert connect.verify(account).remote_id == member.did


def test_a_handle_of_nobody_is_told_from_a_wrong_password(account: Account) -> None:
    with pytest.raises(Rejected, match="@gull") as caught:
        connect.verify(typed(account, "gull.example"))
    assert caught.value.code == UNKNOWN_ACCOUNT

    with pytest.raises(Disconnected):
        connect.verify(typed(account, "tern.example", "wrong"))


def test_an_account_that_is_not_active_is_not_connected(tern: Member, account: Account) -> None:
    tern.active = False

    with pytest.raises(Disconnected, match="not active"):
        connect.verify(typed(account, "tern.example"))


def test_a_profile_without_a_name_is_called_by_its_handle(tern: Member, account: Account) -> None:
    tern.name = ""

    assert connect.verify(typed(account, "tern.example")).name == "tern.example"


# Sessions


def test_many_calls_open_one_session(pds: Pds, account: Account) -> None:
    connect.verify(typed(account, "tern.example"))
    opened = pds.opened

    for _ in range(5):
        measure.account(account)

    assert pds.opened == opened


def test_a_session_is_renewed_ahead_of_its_end_and_its_refresh_token_is_used_once(
    pds: Pds, account: Account
) -> None:
    measure.account(account)
    first = dict(pds.tokens)

    with clock.frozen_at(clock.now() + timedelta(hours=1, minutes=56)):
        measure.account(account)
        measure.account(account)

    used = [first[token][0] for token in set(first) - set(pds.tokens)]
    assert used == ["refresh"]
    assert pds.opened == 4


def test_an_answer_that_got_lost_while_renewing_disconnects_nobody(pds: Pds, account: Account) -> None:
    measure.account(account)
    answer = pds.answer

    def lost(request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        answer(request, deadline)
        raise http.UnreadableAnswer("the connection broke")

    with clock.frozen_at(clock.now() + timedelta(hours=1, minutes=56)):
        pds.answer = lost  # type: ignore[method-assign]
        with pytest.raises(TryLater):
            measure.account(account)
        pds.answer = answer  # type: ignore[method-assign]

        assert measure.account(account)


def test_when_the_refresh_token_is_over_the_app_password_opens_a_new_session(
    pds: Pds, account: Account
) -> None:
    measure.account(account)
    pds.tokens.clear()

    assert measure.account(account)


def test_a_revoked_app_password_disconnects_once_its_session_is_over(
    pds: Pds, tern: Member, account: Account
) -> None:
    measure.account(account)
    tern.passwords.clear()
    pds.tokens.clear()

    with pytest.raises(Disconnected):
        measure.account(account)


def test_a_session_shows_no_token(account: Account) -> None:
    assert "e30." not in repr(connect.sessions.opened(account, "tern.example"))
