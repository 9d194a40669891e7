"""The limit that can be switched on, as a client meets it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from waypost.networks.contract import Account, Allowance, Outgoing, Sent, TryLater, listening
from waypost.networks.sandbox import measure, publish
from waypost.networks.sandbox.server import Sandbox
from waypost.networks.sandbox.tests.test_pages import get, submit
from waypost.networks.tests.fakes import ready
from waypost.toolkit import clock

NOON = datetime(2026, 11, 22, 12, 0, 10, tzinfo=UTC)
NEXT = datetime(2026, 11, 22, 12, 1, tzinfo=UTC)


def send(account: Account, key: str) -> Sent:
    return ready(publish, account, Outgoing(text=f"Tide {key}.", key=key)).send(5)


def test_every_answer_says_what_is_left_until_when(sandbox: Sandbox, account: Account) -> None:
    sandbox.rates.allow(2)

    with clock.frozen_at(NOON):
        said = [send(account, key).allowances for key in "ab"]

    assert [(told.limit, told.left, told.until) for (told,) in said] == [
        ("posts", 1, NEXT),
        ("posts", 0, NEXT),
    ]


def test_one_post_too_many_is_refused_until_the_next_minute(sandbox: Sandbox, account: Account) -> None:
    sandbox.rates.allow(1)

    with clock.frozen_at(NOON):
        send(account, "a")
        with pytest.raises(TryLater) as caught:
            send(account, "b")
    with clock.frozen_at(NOON + timedelta(minutes=1)):
        sent = send(account, "b")

    assert caught.value.after_seconds == 50
    assert [(told.left, told.until) for told in caught.value.allowances] == [(0, NEXT)]
    assert sent.remote_id


def test_whoever_reads_hears_what_is_left(sandbox: Sandbox, account: Account) -> None:
    sandbox.rates.allow(2)

    with clock.frozen_at(NOON), listening() as heard:
        measure.account(account)

    assert heard == [Allowance(limit="posts", left=2, until=NEXT)]


def test_without_a_limit_nothing_is_said(sandbox: Sandbox, account: Account) -> None:
    assert send(account, "a").allowances == ()


def test_a_person_sets_the_limit_on_the_page_of_faults(sandbox: Sandbox) -> None:
    changed = submit(sandbox, "/limit", posts_a_minute="3")
    refused = submit(sandbox, "/limit", posts_a_minute="many")

    assert (changed.status, refused.status) == (303, 422)
    assert sandbox.rates.most == 3
    assert b'value="3"' in get(sandbox, "/faults").body
