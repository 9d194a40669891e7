"""What people say and do on Nostr, where it goes beyond the contract."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from waypost.networks.contract import Account, Address, Metric, Outgoing
from waypost.networks.nostr import converse, measure, publish
from waypost.networks.nostr.tests.people import Ana, Person
from waypost.networks.nostr.tests.relay import Relay
from waypost.networks.tests.fakes import image, ready


def say(account: Account, text: str) -> str:
    return ready(publish, account, Outgoing(text=text, key=text)).send(5).remote_id


def test_who_speaks_is_called_as_their_profile_says(account: Account, ana: Ana) -> None:
    ana.does(0, json.dumps({"name": "ana", "display_name": "Ana"}))
    ana.says("When?", under=say(account, "The tide turns at six."))

    (message,) = converse.arrivals(account, "").messages

    assert (message.by.name, message.by.handle, message.by.remote_id) == ("Ana", ana.npub, ana.pubkey)


def test_a_note_that_comes_late_is_not_overlooked(account: Account, relay: Relay, ana: Ana) -> None:
    post = say(account, "The tide turns at six.")
    ana.says("First.", under=post)
    cursor = converse.arrivals(account, "").cursor
    late = ana.signs(1, "Late.", [["e", post, "", "root"], ["p", account.remote_id]], int(cursor) - 300)
    relay.keep(late)

    assert late["id"] in {message.remote_id for message in converse.arrivals(account, cursor).messages}


def test_a_note_from_the_future_does_not_hide_the_present(account: Account, relay: Relay, ana: Ana) -> None:
    post = say(account, "The tide turns at six.")
    now = relay.moment()
    relay.keep(
        ana.signs(1, "Next year.", [["e", post, "", "root"], ["p", account.remote_id]], now + 31_536_000)
    )
    cursor = converse.arrivals(account, "").cursor
    later = ana.signs(1, "Today.", [["e", post, "", "root"], ["p", account.remote_id]], now + 5)
    relay.keep(later)

    assert later["id"] in {message.remote_id for message in converse.arrivals(account, cursor).messages}


def test_a_note_under_something_that_the_relay_does_not_have_is_a_mention(account: Account, ana: Ana) -> None:
    ana.does(1, "See this.", ["e", "0" * 64, "", "root"], ["p", account.remote_id])

    (message,) = converse.arrivals(account, "").messages

    assert (message.address, message.in_reply_to) == (Address.MENTION, "0" * 64)


def test_what_is_signed_by_somebody_else_does_not_arrive(account: Account, relay: Relay, ana: Ana) -> None:
    forged = ana.signs(1, f"Hello {ana.mention}", [["p", account.remote_id]], relay.moment())
    relay.keep(forged | {"content": "Something else"})

    assert converse.arrivals(account, "").messages == ()


def test_likes_are_people_and_no_dislikes(account: Account, relay: Relay, tern: Person, ana: Ana) -> None:
    post, other = say(account, "The tide turns at six."), say(account, "The tide turns at seven.")
    gull = Person("gull", relay)
    for person, content in ((ana, "+"), (ana, "🤙"), (gull, "-")):
        person.does(7, content, ["e", other], ["e", post])
    gull.does(6, "", ["e", post])
    ana.does(16, "", ["e", post], ["k", "1"])

    counts = measure.posts(account, [post, other])

    assert counts[post] == {Metric.LIKES: 1, Metric.SHARES: 2, Metric.COMMENTS: 0}
    assert counts[other][Metric.LIKES] == 0


def test_more_than_a_page_is_counted(account: Account, relay: Relay) -> None:
    relay.most = 40
    post = say(account, "The tide turns at six.")
    for number in range(130):
        Person(f"person {number}", relay).does(7, "+", ["e", post])

    assert measure.posts(account, [post])[post][Metric.LIKES] == 130


def test_followers_are_those_whose_lists_name_us(account: Account, relay: Relay, ana: Ana) -> None:
    for person in (ana, Person("gull", relay)):
        person.does(3, "", ["p", account.remote_id])
    ana.does(3, "")

    assert measure.account(account) == {Metric.FOLLOWERS: 1}


@pytest.mark.parametrize("number", [60, 51, 50])
def test_notes_of_one_second_are_not_lost_between_pages(
    account: Account, relay: Relay, tern: Person, number: int
) -> None:
    for each in range(number):
        relay.keep(tern.signs(1, f"Number {each}", [], 1_700_000_000 + each // 7))

    first = measure.history(account, "")
    second = measure.history(account, first.cursor)

    found = [post.text for post in (*first.posts, *second.posts)]
    assert len(found) == len(set(found)) == number


def test_a_note_of_the_past_says_what_hung_on_it(account: Account) -> None:
    video = replace(image(), content_type="video/mp4")
    for number, media in enumerate([(image(),), (image(), image()), (video,)]):
        ready(publish, account, Outgoing(text=f"Number {number}", key=str(number), media=media)).send(5)

    past = measure.history(account, "").posts

    assert [(post.text, post.format) for post in past] == [
        ("Number 2", "video"), ("Number 1", "carousel"), ("Number 0", "image"),
    ]  # fmt: skip
