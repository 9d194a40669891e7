"""Bluesky itself: what we send appears as meant, and what people do there comes back."""

from __future__ import annotations

import base64
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from tests.servers.bluesky.network import Network
from tests.servers.bluesky.people import Somebody, eventually
from tests.servers.conftest import connected
from tests.servers.pages import Pages
from tests.servers.proxy import Proxy
from waypost.loop.content.tests.pictures import png
from waypost.networks.bluesky import connect, converse, measure, publish, sessions
from waypost.networks.bluesky.identity import content_id
from waypost.networks.bluesky.keys import record_key
from waypost.networks.contract import (
    UNKNOWN_ACCOUNT,
    Account,
    Address,
    Arrival,
    Disconnected,
    MediaFile,
    Metric,
    Outgoing,
    Rejected,
    Sent,
    TryLater,
)
from waypost.networks.tests.fakes import ready
from waypost.toolkit import clock

pytestmark = pytest.mark.server

POST = Outgoing(text="The tide turns at six.", key="k1")
LONG = " ".join(f"Sentence number {number} about the tide." for number in range(30))


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(20)


def heard(account: Account, count: int) -> list[Arrival]:
    return eventually(lambda: found if len(found := converse.arrivals(account, "").messages) >= count else [])


# Publishing


def test_a_post_appears_with_its_link_its_mention_and_its_hashtag(
    account: Account, tern: Somebody, ana: Somebody
) -> None:
    text = f"Über die Flut 🌊 mit @{ana.handle}: https://tern.example/a?b=c. #Flut"

    sent = send(account, replace(POST, text=text))

    shown = eventually(lambda: tern.view(sent.remote_id))
    assert shown["record"]["text"] == text
    said = text.encode()
    words = {
        feature.get("did") or feature.get("uri") or feature.get("tag"): said[
            facet["index"]["byteStart"] : facet["index"]["byteEnd"]
        ].decode()
        for facet in shown["record"]["facets"]
        for feature in facet["features"]
    }
    assert words == {
        ana.did: f"@{ana.handle}",
        "https://tern.example/a?b=c": "https://tern.example/a?b=c",
        "Flut": "#Flut",
    }


def test_images_appear_in_their_order_with_alt_text_and_shape(account: Account, tern: Somebody) -> None:
    seen = (("A tern", png(40, 30, 10)), ("The tide", png(60, 30, 200)))
    media = tuple(
        MediaFile(content_type="image/png", sha256=sha256(content).hexdigest(), alt=alt, content=content)
        for alt, content in seen
    )

    sent = send(account, replace(POST, media=media, format="carousel"))

    shown = eventually(lambda: tern.view(sent.remote_id))["embed"]
    assert shown["$type"] == "app.bsky.embed.images#view"
    assert [(image["alt"], image["aspectRatio"]) for image in shown["images"]] == [
        ("A tern", {"width": 40, "height": 30}),
        ("The tide", {"width": 60, "height": 30}),
    ]


def test_a_link_appears_with_the_card_of_its_page(account: Account, tern: Somebody, pages: Pages) -> None:
    pages.write("pier.png", png(120, 60))
    page = pages.write(
        "print.html",
        b"<title>Print</title><meta property='og:title' content='The pier'><meta property='og:description' "
        b"content='A print of the pier.'><meta property='og:image' content='pier.png'>",
    )

    sent = send(account, replace(POST, text=f"New: {page}"))

    card = eventually(lambda: tern.view(sent.remote_id))["embed"]["external"]
    assert (card["uri"], card["title"], card["description"]) == (page, "The pier", "A print of the pier.")
    assert card["thumb"].startswith("http")


def test_a_page_that_is_not_there_brings_no_card(account: Account, tern: Somebody, pages: Pages) -> None:
    sent = send(account, replace(POST, text=f"New: {pages.address}/nothing.html"))

    assert "embed" not in tern.record(sent.remote_id)["value"]


def test_a_thread_appears_whole_and_in_its_order(account: Account, tern: Somebody) -> None:
    sent = send(account, replace(POST, text=LONG, options={"thread": "yes"}))

    kept = tern.records(account.remote_id)
    assert " ".join(one["value"]["text"] for one in kept) == LONG
    assert [content_id(one["value"]) for one in kept] == [one["cid"] for one in kept]
    assert kept[2]["value"]["reply"]["root"]["uri"] == sent.remote_id
    thread = eventually(lambda: _thread(tern, sent.remote_id, len(kept)))
    assert " ".join(thread) == LONG


def _thread(reader: Somebody, uri: str, length: int) -> list[str]:
    """The texts along a thread as the application shows it, once all of them are there."""
    if not reader.view(uri):
        return []
    level = reader.get("app.bsky.feed.getPostThread", uri=uri, depth="20")["thread"]
    texts = [level["post"]["record"]["text"]]
    while level.get("replies"):
        level = level["replies"][0]
        texts.append(level["post"]["record"]["text"])
    return texts if len(texts) == length else []


def test_a_thread_that_is_there_cannot_come_twice(account: Account, tern: Somebody) -> None:
    thread = replace(POST, text=LONG, options={"thread": "yes"}, at=clock.now())
    sent = send(account, thread)
    before = tern.records(account.remote_id)

    with pytest.raises(OSError):
        send(account, thread)

    assert tern.records(account.remote_id) == before
    assert publish.find(account, thread, clock.now(), frozenset()) == sent


def test_one_key_twice_is_one_post(account: Account, tern: Somebody) -> None:
    outgoing = replace(POST, at=clock.now())
    first = send(account, outgoing)
    kept = tern.records(account.remote_id)

    assert send(account, outgoing) == first
    assert tern.records(account.remote_id) == kept
    assert [one["uri"] for one in kept] == [first.remote_id]


def test_what_the_lexicon_forbids_is_rejected_and_not_there(account: Account, tern: Somebody) -> None:
    with pytest.raises(Rejected):
        send(account, replace(POST, text=LONG))

    assert tern.records(account.remote_id) == []
    assert publish.find(account, POST, clock.now(), frozenset()) is None


def test_a_lost_answer_is_a_doubt_that_the_look_resolves(
    bluesky: Network, proxy: Proxy, tern: Somebody
) -> None:
    account = connected(proxy.address, tern)
    call = ready(publish, account, POST)
    proxy.lose_next("com.atproto.repo.putRecord")

    with pytest.raises(OSError):
        call.send(10)

    assert proxy.lost[-1] == "200 com.atproto.repo.putRecord"
    found = publish.find(account, POST, clock.now(), frozenset())
    assert found is not None
    assert found.remote_id == tern.records(account.remote_id)[0]["uri"]
    assert found.remote_id.endswith(record_key(POST.key))


# Conversation


def test_comments_replies_mentions_and_quotes_arrive_and_are_answered(
    account: Account, tern: Somebody, ana: Somebody
) -> None:
    post = send(account, POST).remote_id
    comment = ana.says("When do you open?", under=post)
    handle = f"@{ana.handle}"
    mention = {"$type": "app.bsky.richtext.facet#mention", "did": account.remote_id}
    elsewhere = ana.says(
        f"@{account.handle} is good",
        facets=[{"index": {"byteStart": 0, "byteEnd": len(account.handle) + 1}, "features": [mention]}],
    )
    quote = ana.says("Look at this", quoting=post)
    heard(account, 3)

    answer = send(account, Outgoing(text=f"At ten, {handle}.", key="k2", in_reply_to=comment)).remote_id
    thanks = ana.says("Thank you!", under=answer)

    found = {message.remote_id: message for message in heard(account, 4)}
    assert {uri: message.address for uri, message in found.items()} == {
        comment: Address.COMMENT,
        elsewhere: Address.MENTION,
        quote: Address.MENTION,
        thanks: Address.REPLY,
    }
    assert (found[comment].by.remote_id, found[comment].by.handle) == (ana.did, ana.handle)
    assert (found[thanks].in_reply_to, found[thanks].root) == (answer, post)
    written = tern.record(answer)["value"]["reply"]
    assert (written["parent"]["uri"], written["root"]["uri"]) == (comment, post)


def test_likes_are_no_messages_and_a_cursor_goes_on(account: Account, ana: Somebody) -> None:
    post = send(account, POST).remote_id
    first = ana.says("One.", under=post)
    ana.likes(post)
    heard(account, 1)
    cursor = converse.arrivals(account, "").cursor

    second = ana.says("Two.", under=post)

    def both() -> list[str]:
        found = [message.remote_id for message in converse.arrivals(account, cursor).messages]
        return found if second in found else []

    assert eventually(both) == [first, second]


# Measuring


def test_likes_comments_and_shares_count(account: Account, ana: Somebody) -> None:
    post = send(account, POST).remote_id
    other = send(account, replace(POST, text="Another one.", key="k2")).remote_id
    ana.likes(post)
    ana.reposts(post)
    ana.says("Yes.", under=post)
    ana.says("Look", quoting=post)
    ana.follows(account.remote_id)

    expected = {Metric.LIKES: 1, Metric.COMMENTS: 1, Metric.SHARES: 2, Metric.SAVES: 0}
    counts = eventually(
        lambda: found if (found := measure.posts(account, [post, other])).get(post) == expected else {}
    )

    assert set(counts[other].values()) == {0}
    eventually(lambda: measure.account(account) == {Metric.FOLLOWERS: 1})


def test_a_post_that_was_deleted_is_absent(account: Account, tern: Somebody) -> None:
    gone = send(account, POST).remote_id
    eventually(lambda: measure.posts(account, [gone]))

    tern.deletes(gone)

    eventually(lambda: measure.posts(account, [gone]) == {})


def test_the_past_is_our_own_posts_whoever_made_them(account: Account, tern: Somebody, ana: Somebody) -> None:
    by_hand = tern.says("Posted by hand.")
    by_us = send(account, POST).remote_id
    answered = tern.says("An answer.", under=by_hand)
    tern.reposts(ana.says("Somebody else's."))
    eventually(lambda: tern.view(answered))

    found = eventually(lambda: posts if len(posts := measure.history(account, "").posts) >= 2 else ())

    assert [(post.remote_id, post.text) for post in found] == [
        (by_us, POST.text),
        (by_hand, "Posted by hand."),
    ]


# Signing in


def test_a_wrong_app_password_is_told_from_a_handle_of_nobody(bluesky: Network, tern: Somebody) -> None:
    wrong = Account(remote_id="", handle=tern.handle, server=bluesky.pds, token="abcd-abcd-abcd-abcd")

    with pytest.raises(Disconnected):
        connect.verify(wrong)
    with pytest.raises(Rejected) as caught:
        connect.verify(replace(wrong, handle="nobody-at-all.test"))

    assert caught.value.code == UNKNOWN_ACCOUNT


def test_a_session_is_renewed_before_it_ends(account: Account) -> None:
    first = sessions.session(account)

    with clock.frozen_at(first.ends_at - timedelta(minutes=1)):
        second = sessions.session(account)

    assert (second.did, second.handle) == (first.did, first.handle)
    assert second.refresh != first.refresh
    assert send(account, POST).remote_id


def test_a_session_that_ran_out_is_renewed_on_the_way(account: Account) -> None:
    current = sessions.session(account)
    place = sessions._places[sessions._name(account, account.remote_id)]
    place.session = replace(current, access=run_out(current.access))

    assert measure.account(account) == {Metric.FOLLOWERS: 0}
    assert sessions.session(account).refresh != current.refresh


def test_a_session_that_ran_out_between_arming_and_writing_stores_nothing(
    account: Account, tern: Somebody
) -> None:
    current = sessions.session(account)
    place = sessions._places[sessions._name(account, account.remote_id)]
    place.session = replace(current, access=run_out(current.access))

    with pytest.raises(TryLater):
        send(account, POST)

    assert tern.records(account.remote_id) == []
    assert send(account, POST).remote_id


def run_out(token: str) -> str:
    """The same token, an hour past its end, signed as this development network signs."""
    head, claims, _ = token.split(".")
    known = json.loads(base64.urlsafe_b64decode(claims + "=="))
    told = json.dumps(known | {"iat": known["iat"] - 10800, "exp": known["iat"] - 3600}).encode()
    body = f"{head}.{base64.urlsafe_b64encode(told).decode().rstrip('=')}"
    signature = hmac.digest(b"jwt-secret", body.encode(), "sha256")
    return f"{body}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def test_a_revoked_app_password_means_disconnected(account: Account, tern: Somebody) -> None:
    tern.revokes_app_passwords()
    sessions.close_all()

    with pytest.raises(Disconnected):
        measure.account(account)
