"""Connecting a channel on Discord, hearing what is said there, counting, changing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks.contract import UNKNOWN_ACCOUNT, Account, Address, Metric, Outgoing, Rejected
from waypost.networks.discord import change, connect, converse, measure, publish
from waypost.networks.discord.tests.fake import ANA, Ana
from waypost.networks.discord_api.tests.guild import CHANNEL, GUILD, Guild
from waypost.networks.tests.fakes import image, ready

BEN = {"id": "900000000000000030", "username": "ben", "global_name": None}


def post(account: Account, text: str = "Six.", **more: object) -> str:
    return ready(publish, account, Outgoing(text=text, key=text, **more)).send(5).remote_id


# Connecting


@pytest.mark.parametrize(
    "handle",
    [
        f"https://discord.com/channels/{GUILD}/{CHANNEL}",
        f"https://discord.com/channels/{GUILD}/{CHANNEL}/910000000000000001",
        CHANNEL,
        f"#news ({CHANNEL})",
        f"<#{CHANNEL}>",
    ],
)
def test_a_channel_is_found_however_it_is_written(account: Account, handle: str) -> None:
    found = connect.verify(replace(account, remote_id="", handle=handle))

    assert found.remote_id == f"{GUILD}/{CHANNEL}"
    assert (found.handle, found.name) == (f"#news ({CHANNEL})", "Harbour #news")


@pytest.mark.parametrize("handle", ["#news", "", "https://discord.com/channels/@me/123"])
def test_what_is_no_channel_is_said(account: Account, handle: str) -> None:
    with pytest.raises(Rejected) as caught:
        connect.verify(replace(account, remote_id="", handle=handle))

    assert caught.value.code == UNKNOWN_ACCOUNT


def test_a_channel_that_the_bot_does_not_see_is_said(guild: Guild, account: Account) -> None:
    guild.sees_channel = False

    with pytest.raises(Rejected, match="does not see") as caught:
        connect.verify(account)

    assert caught.value.code == UNKNOWN_ACCOUNT


def test_nothing_is_posted_in_a_voice_channel(guild: Guild, account: Account) -> None:
    guild.kind = 2

    with pytest.raises(Rejected, match="that kind"):
        connect.verify(account)


# Hearing


def test_people_who_talk_below_our_post_are_heard_and_others_are_not(
    guild: Guild, account: Account, ana: Ana
) -> None:
    first = post(account)
    comment = ana.says("When?", under=first)
    below = guild.hear(BEN, "At six, I think.", comment)
    elsewhere = ana.says("Who has a boat?")
    guild.hear(BEN, "I have.", elsewhere)

    one, two = converse.arrivals(account, "").messages

    assert (one.address, one.by.name, one.by.handle) == (Address.COMMENT, "Ana Reis", "anareis")
    assert (two.remote_id, two.address, two.in_reply_to, two.root) == (
        below.number, Address.REPLY, comment, first,
    )  # fmt: skip
    assert two.by.name == "ben"
    assert two.url.endswith(f"/{CHANNEL}/{below.number}")


def test_a_thread_that_began_long_ago_is_followed_to_its_top(account: Account, ana: Ana) -> None:
    first = post(account)
    answer = post(account, "At ten.", in_reply_to=ana.says("When?", under=first))
    cursor = converse.arrivals(account, "").cursor
    ana.says("Thank you!", under=answer)

    (message,) = converse.arrivals(account, cursor).messages

    assert (message.address, message.in_reply_to, message.root) == (Address.REPLY, answer, first)


def test_what_stands_below_something_that_is_gone_has_no_top(
    guild: Guild, account: Account, ana: Ana
) -> None:
    first = post(account)
    comment = ana.says("When?", under=first)
    answer = post(account, "At ten.", in_reply_to=comment)
    ana.takes_away(comment)
    ana.says("Thank you!", under=answer)

    (message,) = converse.arrivals(account, "").messages

    assert (message.address, message.root) == (Address.REPLY, "")


def test_a_mention_is_read_with_names(account: Account, ana: Ana) -> None:
    ana.says(f"Ask {ana.mention}!")

    (message,) = converse.arrivals(account, "").messages

    assert (message.address, message.text, message.in_reply_to, message.root) == (
        Address.MENTION, "Ask @tern!", "", "",
    )  # fmt: skip


def test_where_nothing_new_stands_the_cursor_stays(account: Account, ana: Ana) -> None:
    ana.says("Hello.")
    cursor = converse.arrivals(account, "").cursor

    again = converse.arrivals(account, cursor)

    assert (again.messages, again.cursor, again.more) == ((), cursor, False)


# Counting


def test_all_signs_count_and_members_of_the_server(guild: Guild, account: Account, ana: Ana) -> None:
    first = post(account)
    ana.likes(first)
    ana.likes(first)
    guild.members = 207

    assert measure.posts(account, [first]) == {first: {Metric.LIKES: 2}}
    assert measure.account(account) == {Metric.FOLLOWERS: 207}


def test_the_past_knows_what_a_post_was(account: Account) -> None:
    post(account, "Words.")
    post(account, "Picture.", media=(image(),))
    post(account, "Pictures.", media=(image(), image()))
    post(account, "Which?", options={"poll": "a\nb"})

    page = measure.history(account, "").posts

    assert [(each.text, each.format) for each in page] == [
        ("Which?", "text"),
        ("Pictures.", "carousel"),
        ("Picture.", "image"),
        ("Words.", "text"),
    ]


# Changing


def test_other_pictures_take_the_place_of_those_before(guild: Guild, account: Account) -> None:
    sent = post(account, media=(image(), image()))

    change.edit(account, sent, Outgoing(text="Seven.", key="k", media=(image("Other"),)), {})
    one = len(guild.messages[sent].files)
    change.edit(account, sent, Outgoing(text="Eight.", key="k"), {})

    assert (one, guild.messages[sent].files, guild.posts()) == (1, {}, ["Eight."])
    assert guild.calls[-1].body["attachments"] == []


def test_a_poll_cannot_be_changed(guild: Guild, account: Account) -> None:
    sent = post(account, "Which?", options={"poll": "a\nb"})

    with pytest.raises(Rejected):
        change.edit(account, sent, Outgoing(text="What?", key="k", options={"poll": "a\nb"}), {})

    assert guild.posts() == ["Which?"]


def test_what_somebody_else_said_cannot_be_changed(guild: Guild, account: Account) -> None:
    theirs = guild.hear(ANA, "Hello.").number

    with pytest.raises(Rejected):
        change.edit(account, theirs, Outgoing(text="Bye.", key="k"), {})
