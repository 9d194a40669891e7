"""What leaves for Discord by a bot, what its answers mean, and how a message is found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from waypost.networks.contract import (
    REST,
    Account,
    Disconnected,
    MediaFile,
    Outgoing,
    Rejected,
    Sent,
    TryLater,
    listening,
)
from waypost.networks.discord import client, publish
from waypost.networks.discord.tests.fake import Ana
from waypost.networks.discord_api.tests.guild import CHANNEL, GUILD, Guild
from waypost.networks.tests.fakes import Troubled, answering, image, ready
from waypost.toolkit import clock, http

POST = Outgoing(text="The tide turns at six.", key="k7f3")
QUESTION = Outgoing(
    text="When do you come?\n\nWe open at five.",
    key="q",
    options={"poll": "Six\n\n Seven ", "poll_days": "7"},
)


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def find(account: Account, outgoing: Outgoing) -> Sent | None:
    return publish.find(account, outgoing, clock.now() - timedelta(minutes=1), frozenset())


def test_a_text_goes_to_the_channel_and_calls_nobody(guild: Guild, account: Account) -> None:
    sent = send(account, replace(POST, text="Come @everyone"))

    (message,) = guild.messages
    assert sent.url == f"https://discord.com/channels/{GUILD}/{CHANNEL}/{message}"
    assert guild.calls[-1].body == {
        "content": "Come @everyone",
        "allowed_mentions": {"parse": []},
        "nonce": "k7f3",
        "enforce_nonce": True,
    }


@pytest.mark.parametrize(
    ("option", "value", "field", "said"),
    [
        ("link_preview", "none", "flags", 4),
        ("notification", "silent", "flags", 4096),
        ("calls", "people", "allowed_mentions", {"parse": ["users", "roles"]}),
        ("calls", "everyone", "allowed_mentions", {"parse": ["users", "roles", "everyone"]}),
    ],
)
def test_what_is_chosen_goes_with_it(
    guild: Guild, account: Account, option: str, value: str, field: str, said: object
) -> None:
    send(account, replace(POST, options={option: value}))

    assert guild.calls[-1].body[field] == said


def test_pictures_and_videos_go_with_their_alt_texts(guild: Guild, account: Account) -> None:
    film = MediaFile(content_type="video/mp4", sha256=sha256(b"film").hexdigest(), content=b"film")
    pictures = (image("A tern"), film, image(""))

    send(account, replace(POST, media=pictures, format="carousel", options={"cover": "covered"}))

    call = guild.calls[-1]
    assert call.body["attachments"] == [
        {"id": "0", "filename": "SPOILER_file0.png", "description": "A tern"},
        {"id": "1", "filename": "SPOILER_file1.mp4"},
        {"id": "2", "filename": "SPOILER_file2.png"},
    ]
    assert call.files["1"] == ("video/mp4", b"film")


def test_files_that_are_too_much_together_leave_nothing(guild: Guild, account: Account) -> None:
    large = b"x" * 9_000_000
    file = MediaFile(content_type="image/png", sha256=sha256(large).hexdigest(), content=large)

    with pytest.raises(Rejected, match="25 MiB"):
        ready(publish, account, replace(POST, media=(file,) * 3))

    assert guild.calls == []


def test_a_poll_asks_its_first_line(guild: Guild, account: Account) -> None:
    send(account, QUESTION)

    body = guild.calls[-1].body
    assert body["content"] == "We open at five."
    assert body["poll"] == {
        "question": {"text": "When do you come?"},
        "answers": [{"poll_media": {"text": "Six"}}, {"poll_media": {"text": "Seven"}}],
        "duration": 168,
    }


@pytest.mark.parametrize(
    "outgoing",
    [
        Outgoing(text="Six?", key="k", media=(image(),), options={"poll": "a\nb"}),
        Outgoing(text="a" * 301, key="k", options={"poll": "a\nb"}),
    ],
    ids=["a poll with pictures", "a long question"],
)
def test_what_cannot_go_leaves_nothing(guild: Guild, account: Account, outgoing: Outgoing) -> None:
    with pytest.raises(Rejected):
        ready(publish, account, outgoing)

    assert guild.calls == []


def test_an_answer_stands_under_what_it_answers_and_tells_who_is_answered(
    guild: Guild, account: Account, ana: Ana
) -> None:
    asked = ana.says("When?", under=send(account, POST).remote_id)

    send(account, Outgoing(text="At ten.", key="a", in_reply_to=asked))

    body = guild.calls[-1].body
    assert body["message_reference"] == {"message_id": asked, "fail_if_not_exists": True}
    assert body["allowed_mentions"]["replied_user"] is True


def test_an_answer_to_what_is_gone_is_refused_with_the_reason(account: Account) -> None:
    with pytest.raises(Rejected, match="Invalid Form Body: Unknown message"):
        send(account, Outgoing(text="At ten.", key="a", in_reply_to="900000000000000099"))


def test_a_nonce_makes_a_quick_second_try_harmless_and_no_late_one(guild: Guild, account: Account) -> None:
    first = send(account, POST)
    second = send(account, POST)
    with clock.frozen_at(clock.now() + timedelta(minutes=10)):
        third = send(account, POST)

    assert first == second
    assert third != first
    assert len(guild.posts()) == 2


def test_a_long_key_has_a_short_nonce_of_its_own(guild: Guild, account: Account) -> None:
    for key in ("k" * 40, "k" * 41):
        send(account, replace(POST, key=key))

    nonces = [call.body["nonce"] for call in guild.calls]
    assert [len(nonce) for nonce in nonces] == [25, 25]
    assert len(set(nonces)) == 2


def test_what_is_left_is_heard_of_every_message(guild: Guild, account: Account) -> None:
    guild.remaining = 3

    (told,) = send(account, POST).allowances

    assert (told.limit, told.left) == ("messages", 3)


def test_where_nothing_is_left_of_other_calls_all_rest_a_moment(guild: Guild, account: Account) -> None:
    with listening() as told:
        client.me(account)
        guild.remaining = 0
        client.me(account)

    assert [(allowance.limit, allowance.left) for allowance in told] == [(REST, 0)]


def test_a_pause_is_as_long_as_the_body_says(guild: Guild, account: Account) -> None:
    wire = Troubled(guild)
    with http.wired(wire):
        call = ready(publish, account, POST)
        wire.instead = answering(429, '{"message": "Slow down.", "retry_after": 0.65, "global": true}')

        with pytest.raises(TryLater) as caught:
            call.send(5)

    assert caught.value.after_seconds == 0.65
    assert [told.limit for told in caught.value.allowances] == ["messages"]


@pytest.mark.parametrize("change", [{"may_write": False}, {"sees_channel": False}])
def test_who_is_shut_out_of_the_channel_must_be_let_in_again(
    guild: Guild, account: Account, change: dict[str, bool]
) -> None:
    for name, value in change.items():
        setattr(guild, name, value)

    with pytest.raises(Disconnected):
        send(account, POST)


def test_what_is_no_token_opens_no_door(account: Account) -> None:
    for token in ("", "short", "a" * 30 + "\r\nX: y"):
        with pytest.raises(Disconnected):
            client.door(replace(account, token=token))
    assert account.token not in repr(client.door(account))


# Finding again


@pytest.mark.parametrize(
    "outgoing",
    [
        POST,
        QUESTION,
        replace(POST, text="Six.\n\n  Seven. "),
        replace(POST, text="Look https://tern.example/n/k7f3", link="https://tern.example/n/k7f3"),
        replace(POST, text="", media=(image(), image())),
    ],
    ids=["words", "a poll", "blanks", "a link", "pictures alone"],
)
def test_a_message_is_found_again(account: Account, outgoing: Outgoing) -> None:
    assert find(account, outgoing) is None
    sent = send(account, outgoing)

    assert find(account, outgoing) == sent


def test_what_others_say_is_not_ours_nor_what_stands_elsewhere(account: Account, ana: Ana) -> None:
    asked = ana.says(POST.text)
    answer = replace(POST, in_reply_to=asked)

    assert find(account, POST) is None
    sent = send(account, answer)
    assert find(account, POST) is None
    assert find(account, answer) == sent


def test_what_is_known_or_older_is_not_what_is_looked_for(account: Account) -> None:
    sent = send(account, POST)

    later = clock.now() + timedelta(minutes=1)
    assert publish.find(account, POST, later, frozenset()) is None
    assert publish.find(account, POST, later - timedelta(hours=1), frozenset({sent.remote_id})) is None


def test_pictures_alone_are_told_apart_by_their_number(account: Account) -> None:
    send(account, replace(POST, text="", media=(image(),)))

    assert find(account, replace(POST, text="", media=(image(), image()))) is None


def test_a_message_far_back_is_found(account: Account, ana: Ana) -> None:
    sent = send(account, POST)
    for number in range(230):
        ana.says(f"Number {number}.")

    assert find(account, POST) == sent


def test_a_look_that_does_not_reach_back_says_nothing(
    account: Account, ana: Ana, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "_PAGES", 2)
    for number in range(230):
        ana.says(f"Number {number}.")

    with pytest.raises(http.UnreadableAnswer):
        find(account, POST)
