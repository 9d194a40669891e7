"""Nostr against real relays, which judge names, signatures and moments themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from django.conf import settings

from tests.servers.relay import RealRelay
from waypost.networks.contract import Account, Address, Handle, Metric, Outgoing, Rejected, Sent
from waypost.networks.nostr import change, client, connect, converse, measure, publish
from waypost.networks.nostr.events import CONTACTS, NOTE, PROFILE, REACTION, RELAYS, Key
from waypost.networks.nostr.nip19 import encoded
from waypost.networks.tests.fakes import ready
from waypost.toolkit import clock, http

pytestmark = pytest.mark.server
_numbers = count(1)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealRelay]:
    found = RealRelay(tmp_path_factory.mktemp("home"))
    yield found
    found.stop()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealRelay]:
    """A relay that keeps notes of twenty characters and no longer."""
    found = RealRelay(tmp_path_factory.mktemp("other"), max_event_size=20)
    yield found
    found.stop()


@pytest.fixture(autouse=True)
def _open_the_guard(home: RealRelay, other: RealRelay) -> Iterator[None]:
    """Only these relays: none of the other networks is needed here."""
    http.configure([home.place, other.place], "Waypost (test)")
    yield
    http.configure(settings.WAYPOST.allow_hosts, "Waypost (test)")


def somebody(relay: RealRelay) -> Account:
    key = Key.of(encoded("nsec", next(_numbers).to_bytes(32)))
    return Account(remote_id=key.pubkey, handle="", server=relay.address, token=encoded("nsec", key.secret))


@pytest.fixture
def account(home: RealRelay) -> Account:
    return somebody(home)


@pytest.fixture
def ana(home: RealRelay) -> Account:
    return somebody(home)


def does(account: Account, kind: int, content: str, *tags: tuple[str, ...], ago: int = 0) -> str:
    """Do anything on the account's relay, which must keep it."""
    event = Key.of(account.token).sign(kind, content, tags, int(clock.now().timestamp()) - ago)
    relay = client.opened(account.server, Key.of(account.token), http.Deadline(5))
    relay.offer(event, http.Deadline(5))
    relay.verdict(event, http.Deadline(5))
    relay.close()
    return event.id


def note(text: str, key: str, *, in_reply_to: str = "") -> Outgoing:
    return Outgoing(text=text, key=key, at=clock.now(), in_reply_to=in_reply_to)


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(10)


def test_a_key_is_connected_and_called_as_its_profile_says(account: Account) -> None:
    assert connect.verify(account).remote_id == account.remote_id

    does(account, PROFILE, '{"name": "tern", "display_name": "Tern & Tide"}')

    assert connect.verify(account).name == "Tern & Tide"
    assert connect.terms(account).said() == {}


@pytest.mark.parametrize(
    "text", ["The tide turns at six.", 'Ünïcode 👩‍👩‍👧 "quoted"\n\tand \\ more', "\x7f\u2028"]
)
def test_a_note_is_kept_and_found_and_sent_again_it_is_one(account: Account, text: str) -> None:
    outgoing = note(text, "k1")
    call = ready(publish, account, outgoing)
    assert publish.find(account, outgoing, clock.now() - timedelta(minutes=1), frozenset()) is None

    sent = call.send(10)

    assert send(account, outgoing) == sent
    assert publish.find(account, outgoing, clock.now() - timedelta(minutes=1), frozenset()) == sent
    assert [post.text for post in measure.history(account, "").posts] == [text.strip()]


def test_what_was_signed_is_found_by_its_name(account: Account) -> None:
    outgoing = note("The tide turns at six.", "k1")
    handles: dict[str, Handle] = {}
    for step in publish.steps(account, outgoing):
        handles[step.name] = publish.run_step(account, outgoing, step.name, handles)
    known = replace(outgoing, made={name: handle.value for name, handle in handles.items()})

    assert publish.find(account, known, clock.now(), frozenset()) is None
    sent = publish.prepare(account, outgoing, handles).send(10)
    assert publish.find(account, known, clock.now(), frozenset()) == sent


def test_a_note_is_out_when_one_of_two_relays_keeps_it(
    account: Account, home: RealRelay, other: RealRelay
) -> None:
    does(account, RELAYS, "", ("r", f"ws://{other.place}"), ("r", f"ws://{home.place}", "write"))
    far = replace(account, server=other.address)

    short, long = send(account, note("Low tide.", "k1")), send(account, note("The tide turns at six.", "k2"))

    assert [event.id for event in client.ask(far, {"ids": [short.remote_id, long.remote_id]})] == [
        short.remote_id
    ]
    assert len(client.ask(account, {"ids": [short.remote_id, long.remote_id]})) == 2


def test_a_relay_that_refuses_says_why(other: RealRelay) -> None:
    with pytest.raises(Rejected, match=r"A relay said no: ."):
        send(somebody(other), note("The tide turns at six.", "k1"))


def test_a_forged_note_is_refused(account: Account) -> None:
    event = Key.of(account.token).sign(NOTE, "Tide", (), int(clock.now().timestamp()))
    relay = client.opened(account.server, Key.of(account.token), http.Deadline(5))
    forged = replace(event, sig=event.sig[:-2] + ("00" if event.sig[-2:] != "00" else "11"))
    relay.offer(forged, http.Deadline(5))

    try:
        with pytest.raises(Rejected):
            relay.verdict(forged, http.Deadline(5))
    finally:
        relay.close()


def test_what_is_said_under_a_note_arrives_and_is_answered(account: Account, ana: Account) -> None:
    post = send(account, note("The tide turns at six.", "k1")).remote_id
    comment = send(ana, note("When do you open?", "c1", in_reply_to=post)).remote_id
    mention = send(
        ana, note(f"Seen nostr:{encoded('npub', bytes.fromhex(account.remote_id))}?", "c2")
    ).remote_id
    answer = send(account, note("At ten.", "a1", in_reply_to=comment)).remote_id
    thanks = send(ana, note("Thank you!", "c3", in_reply_to=answer)).remote_id

    heard = {message.remote_id: message for message in converse.arrivals(account, "").messages}

    assert {name: heard[name].address for name in heard} == {
        comment: Address.COMMENT,
        mention: Address.MENTION,
        thanks: Address.REPLY,
    }
    assert (heard[thanks].in_reply_to, heard[thanks].root) == (answer, post)


def test_what_others_do_is_counted(account: Account, ana: Account) -> None:
    post = send(account, note("The tide turns at six.", "k1")).remote_id
    does(ana, REACTION, "+", ("e", post), ("p", account.remote_id))
    does(ana, CONTACTS, "", ("p", account.remote_id))
    send(ana, note("When?", "c1", in_reply_to=post))

    assert measure.posts(account, [post])[post] == {Metric.LIKES: 1, Metric.SHARES: 0, Metric.COMMENTS: 1}
    assert measure.account(account) == {Metric.FOLLOWERS: 1}


def test_a_note_is_taken_back_and_twice_is_as_once(account: Account) -> None:
    post = send(account, note("The tide turns at six.", "k1")).remote_id
    stays = send(account, note("The tide turns at seven.", "k2")).remote_id

    change.delete(account, post, "k1")
    change.delete(account, post, "k1")

    assert set(measure.posts(account, [post, stays])) == {stays}
