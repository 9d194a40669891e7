"""What people say and what is counted, where it goes beyond the contract."""

from __future__ import annotations

import json

import httpx
import pytest

from waypost.networks.contract import Account, Address, Metric, Outgoing
from waypost.networks.mastodon import converse, measure, publish
from waypost.networks.mastodon.tests.fake import Ana
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.keeping import Member
from waypost.networks.tests.fakes import Troubled, answering, ready
from waypost.toolkit import http


def post(account: Account, text: str = "The tide turns at six.") -> str:
    return ready(publish, account, Outgoing(text=text, key=text)).send(5).remote_id


def calls(instance: Instance, ending: str) -> int:
    return sum(call.operation.endswith(ending) for call in instance.calls)


def quietly(instance: Instance, by: Member, text: str, under: str = "") -> str:
    """Say something that only those read who are named in it."""
    said = {"status": text, "visibility": "direct"} | ({"in_reply_to_id": under} if under else {})
    return instance.write(by, said).id


def test_words_arrive_as_they_were_written_without_our_name_in_front(account: Account, ana: Ana) -> None:
    ana.says("Nice!\n\nAnd so\nmany <birds> & more", under=post(account))

    (message,) = converse.arrivals(account, "").messages

    assert message.text == "Nice!\n\nAnd so\nmany <birds> & more"
    assert (message.by.handle, message.by.name) == (f"ana@{ana.instance.host}", "Ana")


def test_a_thread_of_others_that_names_us_is_a_mention(
    instance: Instance, account: Account, ana: Ana
) -> None:
    ben = instance.join("ben", "Ben")
    top = ana.says("Who knows a gallery?")
    instance.write(ben, {"status": "@ana try @tern", "in_reply_to_id": top})

    (message,) = converse.arrivals(account, "").messages

    assert (message.address, message.root, message.in_reply_to) == (Address.MENTION, top, top)
    assert message.text == "@ana try @tern"


def test_what_stands_above_is_asked_once_for_many(instance: Instance, account: Account, ana: Ana) -> None:
    top = post(account)
    for number in range(70):
        ana.says(f"Number {number}", under=top)
    instance.calls.clear()

    found = converse.arrivals(account, "")

    assert len(found.messages) == 70
    assert {message.root for message in found.messages} == {top}
    assert calls(instance, "/statuses") == 1


def test_an_answer_under_what_is_gone_arrives_without_a_root(account: Account, ana: Ana) -> None:
    top = post(account)
    ana.says("Where is it?", under=top)
    ana.takes_away(top)

    (message,) = converse.arrivals(account, "").messages

    assert (message.in_reply_to, message.root) == (top, "")


def test_what_is_written_to_us_alone_is_a_conversation_of_its_own(
    instance: Instance, account: Account, ana: Ana
) -> None:
    top = post(account)
    ana.says("Lovely.", under=top)
    first = quietly(instance, ana.member, "@tern a word in private", top)
    ours = ready(publish, account, Outgoing(text="Of course.", key="k2", in_reply_to=first)).send(5)
    second = quietly(instance, ana.member, "@tern thank you", ours.remote_id)

    found = converse.arrivals(account, "").messages

    assert [(one.remote_id, one.address, one.root) for one in found[1:]] == [
        (first, Address.DIRECT, first), (second, Address.DIRECT, first)
    ]  # fmt: skip
    assert (found[0].address, found[0].root) == (Address.COMMENT, top)


def test_what_others_read_too_is_not_said_to_us_alone(instance: Instance, account: Account, ana: Ana) -> None:
    instance.join("ben", "Ben")
    quietly(instance, ana.member, "@tern @ben a word among three")

    (message,) = converse.arrivals(account, "").messages

    assert message.address == Address.MENTION


def test_nothing_new_keeps_the_cursor_and_ends(account: Account, ana: Ana) -> None:
    ana.says("Hello @tern")
    first = converse.arrivals(account, "")

    again = converse.arrivals(account, first.cursor)

    assert (again.messages, again.cursor, again.more) == ((), first.cursor, False)


@pytest.mark.parametrize("reads_several", [True, False])
def test_posts_are_counted_by_servers_that_read_one_at_a_time_too(
    instance: Instance, account: Account, ana: Ana, tern: Member, reads_several: bool
) -> None:
    instance.reads_several = reads_several
    first, second = post(account), post(account, "Seven.")
    ana.likes(first)
    instance.passes_on(ana.member, instance.posts[first])

    counts = measure.posts(account, [first, second, "110000000000"])

    assert set(counts) == {first, second}
    assert counts[first] == {Metric.LIKES: 1, Metric.COMMENTS: 0, Metric.SHARES: 1}


def test_the_account_s_followers_count(account: Account, tern: Member) -> None:
    tern.followers = 41

    assert measure.account(account) == {Metric.FOLLOWERS: 41}


def test_the_past_leaves_out_what_was_passed_on_or_said_to_one_person_and_says_what_hung_on_it(
    instance: Instance, account: Account, tern: Member, ana: Ana
) -> None:
    instance.passes_on(tern, instance.posts[ana.says("Hello")])
    quietly(instance, tern, "@ana for your eyes only")
    instance.write(tern, {"status": "Two", "media_ids": ["1", "2"]})
    instance.write(tern, {"status": "One", "media_ids": ["1"]})

    found = measure.history(account, "").posts

    assert [(one.text, one.format) for one in found] == [("One", "image"), ("Two", "carousel")]


def test_a_server_that_numbers_its_ids_and_leaves_much_empty_is_read(account: Account) -> None:
    person = {"id": 7, "username": "ana", "acct": "ana", "display_name": None, "url": None}
    status = {
        "id": 70, "created_at": "2026-06-01T09:00:00Z", "account": person, "content": None, "uri": "https://a.example/70",
        "url": None, "visibility": None, "in_reply_to_id": None, "media_attachments": None,
    }  # fmt: skip
    said = [{"id": 9, "type": "mention", "created_at": "2026-06-01T09:00:00Z", "status": status}]
    wire = Troubled(Instance(httpx.URL(account.server).host), instead=answering(200, json.dumps(said)))

    with http.wired(wire):
        (message,) = converse.arrivals(account, "8").messages

    assert (message.remote_id, message.by.name, message.url) == ("70", "ana", "https://a.example/70")
