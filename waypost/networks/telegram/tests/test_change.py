"""Taking posts on Telegram away and changing them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from waypost.networks.contract import Account, Outgoing, Rejected
from waypost.networks.telegram import change, places, publish
from waypost.networks.telegram.tests.bot_api import GROUP, BotApi
from waypost.networks.telegram.tests.fake import Ana
from waypost.networks.tests.fakes import image, ready
from waypost.toolkit import clock


def post(account: Account, outgoing: Outgoing) -> str:
    return ready(publish, account, outgoing).send(5).remote_id


def test_an_album_goes_with_all_its_pictures(server: BotApi, account: Account) -> None:
    album = post(account, Outgoing(text="Six.", key="k", media=(image(),) * 3))
    server.messages.pop((int(account.remote_id), 2))

    change.delete(account, album, "k")

    assert server.posts() == []


def test_an_answer_elsewhere_is_taken_away_there(server: BotApi, account: Account, ana: Ana) -> None:
    asked = ana.says("When?", under=post(account, Outgoing(text="Six.", key="k")))
    answer = post(account, Outgoing(text="At ten.", key="a", in_reply_to=asked))

    change.delete(account, answer, "a")

    assert ana.under(asked) == []


def test_what_is_too_old_to_be_taken_away_is_said(server: BotApi, account: Account, ana: Ana) -> None:
    asked = ana.says("When?", under=post(account, Outgoing(text="Six.", key="k")))
    with clock.frozen_at(clock.now() + timedelta(days=3)), pytest.raises(Rejected, match="can't be deleted"):
        change.delete(account, asked, "k")

    assert (GROUP, int(asked.partition(":")[2])) in server.messages


def test_pictures_are_put_in_the_place_of_pictures(server: BotApi, account: Account) -> None:
    before = Outgoing(text="Six.", key="k", media=(image(), image()))
    album = post(account, before)

    change.edit(account, album, Outgoing(text="Seven.", key="k", media=(image("Other"), image())), {})

    edits = [call for call in server.calls if call.method == "editMessageMedia"]
    assert [call.fields["message_id"] for call in edits] == [1, 2]
    assert [call.fields["media"].get("caption") for call in edits] == ["Seven.", None]
    assert server.posts() == ["Seven."]


def test_a_picture_may_join_a_text(server: BotApi, account: Account) -> None:
    sent = post(account, Outgoing(text="Six.", key="k"))

    change.edit(account, sent, Outgoing(text="Seven.", key="k", media=(image(),)), {})

    assert server.posts() == ["Seven."]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Outgoing(text="Six.", key="k", media=(image(),)), Outgoing(text="Six.", key="k")),
        (
            Outgoing(text="Six.", key="k", media=(image(),)),
            Outgoing(text="Six.", key="k", media=(image(), image())),
        ),
        (
            Outgoing(text="Six?", key="k", options={"poll": "a\nb"}),
            Outgoing(text="7?", key="k", options={"poll": "a\nb"}),
        ),
    ],
    ids=["pictures cannot go", "nor become more", "a poll stays"],
)
def test_what_cannot_be_changed_stays(
    server: BotApi, account: Account, before: Outgoing, after: Outgoing
) -> None:
    sent = post(account, before)
    kept = server.posts()

    with pytest.raises(Rejected):
        change.edit(account, sent, after, {})

    assert server.posts() == kept


def test_what_says_already_what_it_should_say_is_done(server: BotApi, account: Account) -> None:
    sent = post(account, Outgoing(text="Six.", key="k"))

    change.edit(account, sent, Outgoing(text="Six.", key="k"), {})

    assert server.posts() == ["Six."]


def test_the_messages_of_an_album_are_named_in_their_order(account: Account) -> None:
    assert places.remote_id(account, int(account.remote_id), [3, 1, 2]) == "1,2,3"
    assert places.remote_id(account, GROUP, [7]) == f"{GROUP}:7"
