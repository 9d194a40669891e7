"""Which chats can be connected, and what a person reads otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks.contract import UNKNOWN_ACCOUNT, Account, Rejected
from waypost.networks.telegram import connect
from waypost.networks.telegram.tests.bot_api import CHANNEL, GROUP, BotApi


def typed(account: Account, handle: str) -> Account:
    return replace(account, remote_id="", handle=handle)


@pytest.mark.parametrize(
    "handle",
    [
        "@ternandtide",
        "ternandtide",
        " https://t.me/ternandtide ",
        "t.me/ternandtide/",
        str(CHANNEL),
        "https://t.me/c/1000000001/17",
    ],
)
def test_a_channel_is_found_however_it_is_written(account: Account, handle: str) -> None:
    found = connect.verify(typed(account, handle))

    assert (found.remote_id, found.handle, found.name) == (str(CHANNEL), "@ternandtide", "Tern & Tide")


def test_a_chat_without_a_public_name_is_called_by_its_number(account: Account) -> None:
    assert connect.verify(typed(account, str(GROUP))).handle == str(GROUP)


@pytest.mark.parametrize("handle", ["@nobodyknows", "two words", "https://tern.example"])
def test_what_is_no_chat_of_the_bot_is_said(account: Account, handle: str) -> None:
    with pytest.raises(Rejected) as caught:
        connect.verify(typed(account, handle))

    assert caught.value.code == UNKNOWN_ACCOUNT


@pytest.mark.parametrize(
    ("chat", "rights"),
    [
        (CHANNEL, None),
        (CHANNEL, {"status": "administrator", "can_post_messages": False}),
        (CHANNEL, {"status": "left"}),
        (GROUP, {"status": "kicked"}),
    ],
)
def test_a_bot_that_may_not_post_connects_nothing(
    server: BotApi, account: Account, chat: int, rights: dict[str, object] | None
) -> None:
    server.rights.pop(chat)
    if rights:
        server.rights[chat] = rights

    with pytest.raises(Rejected, match="bot @tern_tide_bot") as caught:
        connect.verify(typed(account, str(chat)))

    assert caught.value.code == UNKNOWN_ACCOUNT


@pytest.mark.parametrize(("kind", "words"), [("group", "small group"), ("private", "neither a channel")])
def test_what_would_not_last_is_refused(server: BotApi, account: Account, kind: str, words: str) -> None:
    server.chats[GROUP]["type"] = kind

    with pytest.raises(Rejected, match=words):
        connect.verify(typed(account, str(GROUP)))
