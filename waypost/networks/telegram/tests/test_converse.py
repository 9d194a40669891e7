"""Who speaks to us on Telegram: below a channel's posts, in a group of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks.contract import Account, Address, Arrival, Metric, Outgoing, TryLater
from waypost.networks.telegram import converse, measure, publish
from waypost.networks.telegram.tests.bot_api import CHANNEL, GROUP, BotApi
from waypost.networks.telegram.tests.fake import ANA, Ana
from waypost.networks.tests.fakes import image, ready

BEN = {"from": {"id": 9002, "is_bot": False, "first_name": "Ben"}}


def post(account: Account, *, under: str = "", pictures: int = 0) -> str:
    outgoing = Outgoing(text="Six.", key="k", in_reply_to=under, media=(image(),) * pictures)
    return ready(publish, account, outgoing).send(5).remote_id


def heard(account: Account, cursor: str = "") -> tuple[tuple[Arrival, ...], str]:
    found = converse.arrivals(account, cursor)
    return found.messages, found.cursor


def test_a_comment_says_who_and_under_which_post(account: Account, ana: Ana) -> None:
    first = post(account)
    ana.says("See you.", under=first)

    (message,), _ = heard(account)

    assert (message.in_reply_to, message.root, message.address) == (first, first, Address.COMMENT)
    assert (message.by.handle, message.by.name, message.by.url) == (
        "@anareis", "Ana Reis", "https://t.me/anareis",
    )  # fmt: skip
    assert message.url == f"https://t.me/c/1000000002/{message.remote_id.partition(':')[2]}"


def test_people_who_talk_below_a_post_are_heard_with_it(server: BotApi, account: Account, ana: Ana) -> None:
    first = post(account)
    comment = ana.says("When?", under=first)
    server.hear(BEN, "At six, I think.", above=int(comment.partition(":")[2]))

    _, second = heard(account)[0]

    assert (second.address, second.in_reply_to, second.root) == (Address.REPLY, comment, first)
    assert second.by.handle == "Ben"


def test_a_thread_is_known_long_after_its_copy_was_seen(account: Account, ana: Ana) -> None:
    first = post(account)
    comment = ana.says("When?", under=first)
    _, cursor = heard(account)
    answer = post(account, under=comment)
    ana.says("Thank you!", under=answer)

    (message,), _ = heard(account, cursor)

    assert (message.in_reply_to, message.root) == (answer, first)


def test_a_comment_on_an_album_belongs_to_all_of_it(account: Account, ana: Ana) -> None:
    album = post(account, pictures=3)
    ana.says("Lovely.", under=album)

    (message,), _ = heard(account)

    assert album == "1,2,3"
    assert (message.in_reply_to, message.root, message.address) == (album, album, Address.COMMENT)


def test_talk_that_is_not_with_us_is_not_read(server: BotApi, account: Account) -> None:
    server.chats[-1003] = {"id": -1003, "type": "supergroup", "title": "Elsewhere"}
    theirs = server.hear(ANA, "Who has a boat?")
    server.hear(BEN, "I have.", above=theirs.number)
    server.hear(ANA, "Ask @tern_tide_bot", chat=-1003)

    assert heard(account)[0] == ()


def test_the_channel_s_name_is_a_mention_and_part_of_another_name_is_none(
    server: BotApi, account: Account
) -> None:
    server.hear(ANA, "So says @TernAndTide.")
    server.hear(ANA, "So says @ternandtides.")

    assert [message.text for message in heard(account)[0]] == ["So says @TernAndTide."]


def test_whoever_speaks_as_a_group_is_named_so(server: BotApi, account: Account) -> None:
    group = {"sender_chat": {"id": -1008, "type": "channel", "title": "Harbour news", "username": "harbour"}}
    server.hear(group, "Hello @ternandtide")

    (message,), _ = heard(account)

    assert (message.by.remote_id, message.by.handle, message.by.name) == ("-1008", "@harbour", "Harbour news")


def test_in_a_group_of_our_own_answers_stand_beside_posts(server: BotApi, account: Account) -> None:
    own = replace(account, remote_id=str(GROUP), handle=str(GROUP))
    first = post(own)
    comment = server.hear(ANA, "When?", above=int(first))
    answer = post(own, under=str(comment.number))
    server.hear(ANA, "Thanks!", above=int(answer))
    server.hear(BEN, "Me too.", above=comment.number)

    found, _ = heard(own)

    assert [(one.address, one.in_reply_to, one.root) for one in found] == [
        (Address.COMMENT, first, first),
        (Address.REPLY, answer, first),
    ]


def test_a_topic_of_a_forum_is_no_message_that_is_answered(server: BotApi, account: Account) -> None:
    own = replace(account, remote_id=str(GROUP))
    begun = server.hear({"from": server.bot}, "Topic")
    server.hear(ANA, "Hello @tern_tide_bot", above=begun.number)
    server.updates[-1]["message"]["is_topic_message"] = True

    (message,), _ = heard(own)

    assert (message.address, message.in_reply_to, message.root) == (Address.MENTION, "", "")


def test_what_was_heard_is_not_asked_for_again(server: BotApi, account: Account, ana: Ana) -> None:
    ana.says(f"Hello {ana.mention}")
    _, cursor = heard(account)

    again, same = heard(account, cursor)

    assert (again, same) == ((), cursor)
    assert server.updates == []


def test_a_cursor_that_nobody_can_read_begins_anew(account: Account, ana: Ana) -> None:
    ana.says(f"Hello {ana.mention}")

    assert len(heard(account, "4711 and more")[0]) == 1


def test_two_who_listen_with_one_bot_take_turns(server: BotApi, account: Account) -> None:
    server.reader_elsewhere = True

    with pytest.raises(TryLater, match="Something else reads"):
        heard(account)


def test_the_members_are_counted(server: BotApi, account: Account) -> None:
    server.members = 1207

    assert measure.account(account) == {Metric.FOLLOWERS: 1207}
    assert str(CHANNEL) == account.remote_id
