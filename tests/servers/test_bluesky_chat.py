"""The accounts' server passes direct messages on where the app password allows it, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.servers.bluesky.chat import Chat
from tests.servers.bluesky.people import Somebody
from waypost.networks.bluesky import converse, sessions
from waypost.networks.bluesky.tests.test_chat import answer
from waypost.networks.contract import Account, Address

pytestmark = pytest.mark.server


def privileged(account: Account, tern: Somebody) -> Account:
    """The account by an app password that may read direct messages."""
    made = tern.post("com.atproto.server.createAppPassword", name="Waypost with messages", privileged=True)
    return replace(account, token=str(made["password"]))


def test_a_direct_message_arrives_and_is_answered_by_the_account_s_own_server(
    chat: Chat, account: Account, tern: Somebody, ana: Somebody
) -> None:
    account = privileged(account, tern)

    page = converse.arrivals(account, "")
    (message,) = page.messages
    sent = answer(account, message.remote_id)

    assert (message.address, message.text) == (Address.DIRECT, "When do you open?")
    assert (message.by.remote_id, message.by.handle) == (ana.did, ana.handle)
    (convo,) = chat.service.convos.values()
    assert (convo.messages[-1]["sender"]["did"], convo.messages[-1]["text"]) == (tern.did, "At ten.")
    assert sent.remote_id.endswith(convo.messages[-1]["id"])
    chat.service.says(chat.people[ana.did], chat.people[tern.did], "Thank you!")
    assert [one.text for one in converse.arrivals(account, page.cursor).messages] == ["Thank you!"]


def test_a_password_without_direct_messages_opens_none_and_keeps_its_session(
    chat: Chat, account: Account
) -> None:
    session = sessions.session(account)

    page = converse.arrivals(account, "")

    assert (page.messages, page.cursor) == ((), "")
    assert chat.asked == []
    assert sessions.session(account) is session
