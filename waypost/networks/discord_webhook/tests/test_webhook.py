"""What a webhook on Discord can do, and that nobody is told its address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks.contract import Account, Disconnected, Metric, Outgoing, Rejected, TryLater
from waypost.networks.discord_api.tests.guild import CHANNEL, GUILD, WEBHOOK, Guild
from waypost.networks.discord_webhook import change, client, connect, measure, publish
from waypost.networks.discord_webhook.tests.fake import ANA, address_of
from waypost.networks.discord_webhook.text import count, find
from waypost.networks.tests.fakes import Troubled, answering, image, ready
from waypost.toolkit import http

POST = Outgoing(text="The tide turns at six.", key="k7f3")


def send(account: Account, outgoing: Outgoing = POST) -> str:
    return ready(publish, account, outgoing).send(5).remote_id


def test_a_message_waits_for_its_answer_and_has_no_nonce(guild: Guild, account: Account) -> None:
    sent = ready(publish, account, POST).send(5)

    call = guild.calls[-1]
    assert call.query == {"wait": "true"}
    assert call.body == {"content": POST.text, "allowed_mentions": {"parse": []}}
    assert sent.url == f"https://discord.com/channels/{GUILD}/{CHANNEL}/{sent.remote_id}"


def test_pictures_and_polls_go_too(guild: Guild, account: Account) -> None:
    send(account, replace(POST, media=(image(), image()), format="carousel"))
    send(account, Outgoing(text="Which?", key="q", options={"poll": "a\nb"}))

    album, poll = guild.calls
    assert [kind for kind, _content in album.files.values()] == ["image/png", "image/png"]
    assert poll.body["poll"]["question"] == {"text": "Which?"}


def test_a_webhook_answers_nobody(guild: Guild, account: Account) -> None:
    with pytest.raises(Rejected, match="by a bot"):
        send(account, replace(POST, in_reply_to="900000000000000099"))

    assert guild.calls == []


@pytest.mark.parametrize("host", ["discord.com", "discordapp.com", "canary.discord.com", "elsewhere.example"])
def test_an_address_is_called_at_discord_whatever_it_names(guild: Guild, account: Account, host: str) -> None:
    pasted = replace(
        account, token=f" https://{host}/api/v9/webhooks/{WEBHOOK}/{guild.webhook_token}?wait=1 "
    )
    wire = Troubled(guild)
    with http.wired(wire):
        found = connect.verify(pasted)

    assert {request.url.host for request in wire.heard} == {"discord.com"}
    assert (found.remote_id, found.handle, found.name) == (
        f"{GUILD}/{CHANNEL}/{WEBHOOK}", "Tern news", "Tern news",
    )  # fmt: skip


@pytest.mark.parametrize("token", ["", "https://discord.com/channels/1/2", f"webhooks/{WEBHOOK}/short"])
def test_what_is_no_address_is_called_by_nobody(guild: Guild, account: Account, token: str) -> None:
    with pytest.raises(Disconnected):
        connect.verify(replace(account, token=token))

    assert guild.calls == []


def test_a_webhook_that_was_deleted_or_changed_must_be_connected_anew(guild: Guild, account: Account) -> None:
    other = replace(account, token=address_of(guild).replace("hook-", "none-"))
    with pytest.raises(Disconnected):
        send(other)

    guild.has_webhook = False
    with pytest.raises(Disconnected):
        send(account)


def test_its_address_is_in_no_message(guild: Guild, account: Account) -> None:
    secret, wire = guild.webhook_token, Troubled(guild)
    assert secret not in repr(client.door(account)) + repr(account)
    with http.wired(wire):
        call = ready(publish, account, POST)
        wire.instead = answering(500)
        with pytest.raises(OSError) as doubt:
            call.send(5)
        wire.instead = answering(302, location=address_of(guild))
        with pytest.raises(TryLater) as redirected:
            measure.posts(account, ["900000000000000099"])

    for error in (doubt.value, redirected.value):
        while error is not None:
            assert secret not in str(error)
            error = error.__cause__


def test_what_others_wrote_it_neither_counts_nor_changes(guild: Guild, account: Account) -> None:
    theirs = guild.hear(ANA, "Hello.").number

    assert measure.posts(account, [theirs]) == {}
    change.delete(account, theirs, "k")
    assert theirs in guild.messages


def test_signs_are_counted_and_pictures_replaced(guild: Guild, account: Account) -> None:
    sent = send(account, replace(POST, media=(image(),)))
    guild.messages[sent].signs = 3

    change.edit(account, sent, replace(POST, text="Seven."), {})

    assert measure.posts(account, [sent]) == {sent: {Metric.LIKES: 3}}
    assert (guild.messages[sent].text, guild.messages[sent].files) == ("Seven.", {})


def test_it_counts_as_discord_does() -> None:
    assert (count("👨‍👩‍👧").length, count("a").limit) == (5, 2000)
    assert [entity.text for entity in find("<@12> https://tern.pt/a.").entities] == [
        "<@12>",
        "https://tern.pt/a",
    ]
