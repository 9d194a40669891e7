from __future__ import annotations

from waypost.networks.bluesky import change, publish
from waypost.networks.bluesky.keys import record_key
from waypost.networks.bluesky.tests.pds import Member, Pds
from waypost.networks.contract import Account, Outgoing, Sent
from waypost.networks.tests.fakes import ready

LONG = " ".join(f"Word number {number} of a long thread." for number in range(30))
THREAD = Outgoing(text=LONG, key="thread-1", options={"thread": "yes"})


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def test_a_thread_is_taken_away_with_all_its_parts_and_nothing_else(pds: Pds, account: Account) -> None:
    sent = send(account, THREAD)
    other = send(account, Outgoing(text="It stays.", key="other"))
    assert len(pds.posts()) > 3

    change.delete(account, sent.remote_id, THREAD.key)

    assert [kept.uri for kept in pds.posts()] == [other.remote_id]


def test_what_somebody_began_to_take_away_in_the_app_is_taken_away_to_its_end(
    pds: Pds, account: Account
) -> None:
    sent = send(account, THREAD)
    del pds.records[sent.remote_id]

    change.delete(account, sent.remote_id, THREAD.key)

    assert pds.posts() == []


def test_the_answers_of_others_stay(pds: Pds, account: Account, tern: Member) -> None:
    sent = send(account, Outgoing(text="Low tide at nine.", key="k1"))
    ana = pds.join("ana.example", "Ana", "secret")
    answer = pds.write(ana, record_key("answer"), {"$type": "app.bsky.feed.post", "text": "Is it?"})

    change.delete(account, sent.remote_id, "k1")

    assert pds.posts() == [answer]
