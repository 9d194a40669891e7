"""What leaves for Telegram, and what its refusals mean."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import httpx
import pytest

from waypost.networks.contract import (
    Account,
    Disconnected,
    MediaFile,
    Outgoing,
    Rejected,
    Sent,
    TryLater,
)
from waypost.networks.telegram import client, publish
from waypost.networks.telegram.tests.bot_api import CHANNEL, GROUP, BotApi
from waypost.networks.telegram.tests.checking import Call
from waypost.networks.telegram.tests.fake import Ana
from waypost.networks.tests.fakes import Troubled, answering, image, ready
from waypost.toolkit import http


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def last(server: BotApi) -> Call:
    return server.calls[-1]


def video() -> MediaFile:
    content = b"\x00\x00\x00\x18ftypmp42 not much of a video"
    digest = sha256(content).hexdigest()
    return MediaFile(
        content_type="video/mp4", sha256=digest, width=1280, height=720, seconds=12.4, content=content
    )


def test_a_text_goes_to_the_channel_and_is_read_by_its_public_name(server: BotApi, account: Account) -> None:
    sent = send(account, Outgoing(text="The tide turns at six.", key="k"))

    assert sent == Sent(remote_id="1", url="https://t.me/ternandtide/1")
    assert last(server).method == "sendMessage"
    assert last(server).fields == {"chat_id": CHANNEL, "text": "The tide turns at six."}


def test_a_channel_without_a_public_name_is_read_by_its_number(server: BotApi, account: Account) -> None:
    del server.chats[CHANNEL]["username"]

    assert send(account, Outgoing(text="Six.", key="k")).url == "https://t.me/c/1000000001/1"


def test_a_bold_line_is_counted_in_utf_16(server: BotApi, account: Account) -> None:
    send(account, Outgoing(text="🌊 High tide \nAt six.", key="k", options={"first_line": "bold"}))

    assert last(server).fields["entities"] == [{"type": "bold", "offset": 0, "length": 12}]


@pytest.mark.parametrize(
    ("option", "value", "field", "said"),
    [
        ("link_preview", "none", "link_preview_options", {"is_disabled": True}),
        ("link_preview", "large", "link_preview_options", {"prefer_large_media": True}),
        ("link_preview", "small", "link_preview_options", {"prefer_small_media": True}),
        ("notification", "silent", "disable_notification", True),
        ("forwarding", "closed", "protect_content", True),
    ],
)
def test_what_is_chosen_goes_with_it(
    server: BotApi, account: Account, option: str, value: str, field: str, said: object
) -> None:
    send(account, Outgoing(text="Six.", key="k", options={option: value}))

    assert last(server).fields[field] == said


def test_one_picture_goes_with_its_words_beside_it(server: BotApi, account: Account) -> None:
    chosen = {"cover": "covered", "caption": "above", "first_line": "bold"}

    send(account, Outgoing(text="Six.", key="k", media=(image(),), format="image", options=chosen))

    call = last(server)
    assert call.method == "sendPhoto"
    assert call.files == {"file0": ("image/png", image().read())}
    assert call.fields == {
        "chat_id": CHANNEL,
        "photo": "attach://file0",
        "caption": "Six.",
        "caption_entities": [{"type": "bold", "offset": 0, "length": 4}],
        "show_caption_above_media": True,
        "has_spoiler": True,
    }


def test_a_video_says_how_large_and_how_long_it_is(server: BotApi, account: Account) -> None:
    send(account, Outgoing(text="Six.", key="k", media=(video(),), format="video"))

    fields = last(server).fields
    assert last(server).method == "sendVideo"
    assert (fields["width"], fields["height"], fields["duration"]) == (1280, 720, 12)
    assert fields["supports_streaming"] is True


def test_an_album_is_one_post_of_several_messages(server: BotApi, account: Account) -> None:
    outgoing = Outgoing(text="Six.", key="k", media=(image(), video(), image()), format="carousel")

    sent = send(account, outgoing)

    assert sent == Sent(remote_id="1,2,3", url="https://t.me/ternandtide/1")
    parts = last(server).fields["media"]
    assert [part["type"] for part in parts] == ["photo", "video", "photo"]
    assert [part.get("caption") for part in parts] == ["Six.", None, None]
    assert publish.posts(outgoing) == 3
    assert publish.posts(replace(outgoing, media=())) == 1


def test_a_poll_asks_its_first_line(server: BotApi, account: Account) -> None:
    chosen = {"poll": "Six\n\n Seven ", "poll_days": "7"}

    send(account, Outgoing(text="When do you come?\n\nWe open at five.", key="k", options=chosen))

    assert last(server).method == "sendPoll"
    assert last(server).fields == {
        "chat_id": CHANNEL,
        "question": "When do you come?",
        "description": "We open at five.",
        "options": [{"text": "Six"}, {"text": "Seven"}],
        "open_period": 604_800,
    }


@pytest.mark.parametrize(
    "outgoing",
    [
        Outgoing(text="Six?", key="k", media=(image(),), options={"poll": "a\nb"}),
        Outgoing(text="a" * 1025, key="k", media=(image(),)),
        Outgoing(text="a" * 301, key="k", options={"poll": "a\nb"}),
        Outgoing(text="Six?\n" + "a" * 1025, key="k", options={"poll": "a\nb"}),
        Outgoing(text="Six.", key="k", in_reply_to="https://t.me/somewhere"),
    ],
    ids=["a poll with pictures", "a long caption", "a long question", "a long description", "no message"],
)
def test_what_cannot_go_leaves_nothing(server: BotApi, account: Account, outgoing: Outgoing) -> None:
    with pytest.raises(Rejected):
        ready(publish, account, outgoing)

    assert server.calls == []


def test_an_answer_goes_where_it_was_asked(server: BotApi, account: Account, ana: Ana) -> None:
    post = send(account, Outgoing(text="Six.", key="k"))
    asked = ana.says("When do you open?", under=post.remote_id)

    sent = send(account, Outgoing(text="At ten.", key="a", in_reply_to=asked))

    assert last(server).fields["chat_id"] == GROUP
    assert sent.remote_id.startswith(f"{GROUP}:")
    assert ana.under(asked) == ["At ten."]


def test_an_answer_to_what_is_gone_is_refused(account: Account) -> None:
    with pytest.raises(Rejected, match="not found"):
        send(account, Outgoing(text="At ten.", key="a", in_reply_to=f"{GROUP}:4711"))


def test_who_is_shut_out_of_the_channel_must_be_let_in_again(server: BotApi, account: Account) -> None:
    server.rights[CHANNEL] = {"status": "administrator", "can_post_messages": False}
    with pytest.raises(Disconnected):
        send(account, Outgoing(text="Six.", key="k"))

    del server.rights[CHANNEL]
    with pytest.raises(Disconnected):
        send(account, Outgoing(text="Six.", key="k"))


def test_who_is_shut_out_of_the_discussion_keeps_the_channel(
    server: BotApi, account: Account, ana: Ana
) -> None:
    asked = ana.says("When?", under=send(account, Outgoing(text="Six.", key="k")).remote_id)
    del server.rights[GROUP]

    with pytest.raises(Rejected):
        send(account, Outgoing(text="At ten.", key="a", in_reply_to=asked))


def test_a_group_that_became_another_one_says_which(server: BotApi, account: Account) -> None:
    server.moved[CHANNEL] = -1009

    with pytest.raises(Rejected, match="-1009") as caught:
        send(account, Outgoing(text="Six.", key="k"))

    assert caught.value.code == "moved"


def test_a_pause_is_as_long_as_the_server_says(server: BotApi, account: Account) -> None:
    wire = Troubled(server)
    with http.wired(wire):
        call = ready(publish, account, Outgoing(text="Six.", key="k"))
        body = (
            '{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":13}}'
        )
        wire.instead = answering(429, body)

        with pytest.raises(TryLater) as caught:
            call.send(5)

    assert caught.value.after_seconds == 13


def test_a_token_is_in_no_message(server: BotApi, account: Account) -> None:
    wire = Troubled(server)
    with http.wired(wire):
        for trouble in (answering(302, location="https://elsewhere.example"), answering(500), answering(404)):
            wire.instead = trouble
            with pytest.raises(OSError) as caught:
                client.call(account, "getMe", client.User)
            assert account.token not in str(caught.value)
            assert account.token.partition(":")[2] not in repr(caught.value)
        wire.is_down = True
        with pytest.raises(TryLater) as unreachable:
            client.call(account, "getMe", client.User)
        assert account.token not in unreachable.value.reason


def test_what_is_no_token_is_put_into_no_address(account: Account) -> None:
    for token in ("", "nobody's", "1:../../x", "12:AAAAAAAAAAAAAAAA/getMe?"):
        with pytest.raises(Disconnected):
            client.address(replace(account, token=token), "getMe")


def test_another_server_may_be_named(account: Account) -> None:
    own = replace(account, server="http://bots.example:8081/")

    assert client.address(own, "getMe") == f"http://bots.example:8081/bot{account.token}/getMe"


def test_an_address_that_telegram_does_not_know_means_another_token() -> None:
    answer = httpx.Response(404, json={"ok": False, "error_code": 404, "description": "Not Found"})

    with pytest.raises(Disconnected):
        client.read(answer, client.User)
