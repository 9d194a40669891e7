"""Several relays: one that keeps a note is enough, and what it means where none does; taking a note back everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from waypost.networks.contract import (
    Account,
    Disconnected,
    Handle,
    Outgoing,
    Rejected,
    Sent,
    TryLater,
    Unreachable,
)
from waypost.networks.nostr import change, publish
from waypost.networks.nostr.tests.around import Around
from waypost.networks.nostr.tests.people import Person
from waypost.networks.nostr.tests.relay import Relay
from waypost.networks.tests.fakes import Troubled, answering, ready
from waypost.toolkit import http

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
POST = Outgoing(text="The tide turns at six.", key="k1", at=AT)


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def handles(account: Account, outgoing: Outgoing) -> dict[str, Handle]:
    found: dict[str, Handle] = {}
    for step in publish.steps(account, outgoing):
        found[step.name] = publish.run_step(account, outgoing, step.name, found)
    return found


@pytest.fixture
def others(around: Around, tern: Person) -> list[Relay]:
    """Two more relays to which Tern writes, beside ones that are only read, or nowhere."""
    found = [around.relay(), around.relay()]
    listed = [
        ["r", f"{found[0].socket}/"],
        ["r", found[1].socket, "write"],
        ["r", around.relay(host="reads.example").socket, "read"],
    ]
    tern.lists(10_002, *listed, ["r", tern.relay.socket], ["r", "not an address"])
    return found


def test_every_relay_that_is_written_to_gets_the_note(
    relay: Relay, others: list[Relay], account: Account
) -> None:
    sent = send(account, POST)

    assert all(sent.remote_id in one.events for one in (relay, *others))


def test_a_list_without_end_is_not_followed_to_its_end(
    around: Around, tern: Person, account: Account
) -> None:
    many = [around.relay() for _ in range(9)]
    tern.lists(10_002, *(["r", one.socket] for one in many))

    send(account, POST)

    assert sum(bool(one.events) for one in many) == 4


@pytest.mark.parametrize("keeps", [0, 1, 2])
def test_one_relay_that_keeps_it_is_enough(
    relay: Relay, others: list[Relay], account: Account, keeps: int
) -> None:
    known = handles(account, POST)
    all_ = [relay, *others]
    for number, one in enumerate(all_):
        one.refuses = "" if number == keeps else "blocked: not you"

    sent = publish.prepare(account, POST, known).send(5)

    assert [sent.remote_id in one.events for one in all_] == [number == keeps for number in range(3)]


def test_a_relay_that_is_down_stops_nobody(relay: Relay, others: list[Relay], account: Account) -> None:
    known = handles(account, POST)
    relay.is_down = others[0].is_down = True

    sent = publish.prepare(account, POST, known).send(5)

    assert sent.remote_id in others[1].events


def test_where_none_listens_it_is_tried_later(relay: Relay, others: list[Relay], account: Account) -> None:
    known = handles(account, POST)
    for one in (relay, *others):
        one.is_down = True

    with pytest.raises(Unreachable):
        publish.prepare(account, POST, known)


@pytest.mark.parametrize(
    ("reasons", "error"),
    [
        (("blocked: not you", "invalid: too long", "pow: 20"), Disconnected),
        (("pow: 20", "invalid: too long", "mute: nobody"), Rejected),
        (("blocked: not you", "rate-limited: slow", "invalid: too long"), TryLater),
        (("blocked: not you", "rate-limited: slow", "error: disk"), http.UnreadableAnswer),
    ],
)
def test_where_none_keeps_it_the_gravest_reason_counts(
    relay: Relay, others: list[Relay], account: Account, reasons: tuple[str, ...], error: type[Exception]
) -> None:
    call = ready(publish, account, POST)
    for one, reason in zip((relay, *others), reasons, strict=True):
        one.refuses = reason

    with pytest.raises(error):
        call.send(5)


def test_a_doubt_at_one_relay_is_a_doubt_where_no_other_keeps_it(
    relay: Relay, others: list[Relay], account: Account
) -> None:
    call = ready(publish, account, POST)
    relay.loses_answers = 1
    for one in others:
        one.refuses = "blocked: not you"

    with pytest.raises(http.UnreadableAnswer):
        call.send(5)

    found = publish.find(account, POST, AT - timedelta(minutes=1), frozenset())
    assert found is not None
    assert found.remote_id in relay.events


def test_a_relay_that_has_it_already_keeps_it(relay: Relay, account: Account) -> None:
    call = ready(publish, account, POST)
    relay.refuses = "duplicate: have it"

    assert call.send(5)


@pytest.mark.parametrize("names", [True, False])
def test_a_refusal_is_one_whether_or_not_it_says_of_what(relay: Relay, account: Account, names: bool) -> None:
    call = ready(publish, account, POST)
    relay.refuses, relay.names_what_it_refuses = "invalid: too long", names

    with pytest.raises(Rejected, match="too long"):
        call.send(5)


# Who asks


def test_a_relay_that_wants_to_know_who_we_are_is_told(relay: Relay, tern: Person, account: Account) -> None:
    relay.wants_to_know = True

    sent = send(account, POST)

    assert sent.remote_id in relay.events
    assert relay.let_in == {tern.pubkey}


def test_a_relay_that_wants_to_know_only_who_writes_is_told_too(
    relay: Relay, tern: Person, account: Account
) -> None:
    call = ready(publish, account, POST)
    relay.wants_to_know = True

    assert call.send(5).remote_id in relay.events


def test_a_relay_that_does_not_let_us_in_is_no_relay_of_ours(relay: Relay, account: Account) -> None:
    call = ready(publish, account, POST)
    relay.wants_to_know, relay.challenge = True, "another"
    relay.signs_in = lambda event: ["OK", event["id"], False, "restricted: members alone"]  # type: ignore[method-assign]

    with pytest.raises(Disconnected, match="members alone"):
        call.send(5)


# Taking it back


def test_a_note_is_taken_back_on_every_relay(relay: Relay, others: list[Relay], account: Account) -> None:
    sent = send(account, POST)
    others[0].is_down = True

    change.delete(account, sent.remote_id, POST.key)

    assert sent.remote_id not in relay.events
    assert sent.remote_id in others[0].events
    assert sent.remote_id not in others[1].events


def test_where_our_own_relay_does_not_take_it_back_it_is_asked_again(
    around: Around, relay: Relay, account: Account
) -> None:
    sent = send(account, POST)

    with http.wired(Troubled(around, instead=answering(503))), pytest.raises((TryLater, http.HttpError)):
        change.delete(account, sent.remote_id, POST.key)

    assert sent.remote_id in relay.events
