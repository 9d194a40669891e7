"""Faults as a client meets them, and what is stored behind its back."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from waypost.networks.contract import DUPLICATE, Account, Disconnected, Outgoing, Rejected, TryLater
from waypost.networks.sandbox import connect, publish
from waypost.networks.sandbox.server import Call, Fault, FaultKind, Sandbox, SandboxWire, open_sandbox
from waypost.networks.sandbox.server.faults import MEANINGS
from waypost.networks.tests.fakes import image, ready
from waypost.toolkit import http

POST = Outgoing(text="The tide turns at six.", key="k1")


@pytest.mark.parametrize(
    ("kind", "error", "is_stored"),
    [
        (FaultKind.LOST_ANSWER, http.UnreadableAnswer, True),
        (FaultKind.ERROR_BEFORE, http.UnreadableAnswer, False),
        (FaultKind.ERROR_AFTER, http.UnreadableAnswer, True),
        (FaultKind.RATE_LIMITED, TryLater, False),
        (FaultKind.HANG_BEFORE, http.DeadlinePassed, False),
        (FaultKind.HANG_AFTER, http.DeadlinePassed, True),
        (FaultKind.SLOW, http.DeadlinePassed, True),
        (FaultKind.RESET_MID_ANSWER, http.UnreadableAnswer, True),
        (FaultKind.UNREADABLE, http.UnreadableAnswer, True),
        (FaultKind.REFUSED, Rejected, False),
        (FaultKind.DISCONNECTED, Disconnected, False),
        (FaultKind.DUPLICATE, Rejected, False),
    ],
)
def test_a_fault_does_what_it_says(
    sandbox: Sandbox, account: Account, kind: FaultKind, error: type[Exception], is_stored: bool
) -> None:
    sandbox.faults.switch_on(Fault(kind=kind))

    with pytest.raises(error):
        ready(publish, account, POST).send(5)

    assert [line.key for line in sandbox.truth.log()] == (["k1"] if is_stored else [])


def test_every_fault_has_its_meaning_in_words() -> None:
    assert set(MEANINGS) == set(FaultKind)


def test_a_duplicate_refusal_says_so(sandbox: Sandbox, account: Account) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.DUPLICATE))

    with pytest.raises(Rejected) as caught:
        ready(publish, account, POST).send(5)

    assert caught.value.code == DUPLICATE


def test_a_rate_limit_says_when_to_come_back(sandbox: Sandbox, account: Account) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.RATE_LIMITED, seconds=12))

    with pytest.raises(TryLater) as caught:
        ready(publish, account, POST).send(5)

    assert caught.value.after_seconds == 12


def test_a_fault_with_a_count_strikes_that_often(sandbox: Sandbox, account: Account) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.REFUSED, count=2))

    for _ in range(2):
        with pytest.raises(Rejected):
            ready(publish, account, POST).send(5)

    assert ready(publish, account, POST).send(5).remote_id


def test_a_fault_for_one_account_leaves_the_others_alone(sandbox: Sandbox, account: Account) -> None:
    other = connect.sign_up(account.server, "gull", "Gull")
    sandbox.faults.switch_on(Fault(kind=FaultKind.REFUSED, account="gull"))

    assert ready(publish, account, POST).send(5).remote_id
    with pytest.raises(Rejected):
        ready(publish, other, POST).send(5)


def test_a_fault_of_uploads_leaves_posts_alone(sandbox: Sandbox, account: Account) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.UPLOAD))

    with pytest.raises(http.UnreadableAnswer):
        publish.run_step(account, replace(POST, media=(image(),)), "image-1", {})
    assert ready(publish, account, POST).send(5).remote_id


def test_the_same_seed_strikes_the_same_calls(sandbox: Sandbox) -> None:
    def strikes() -> list[bool]:
        number = sandbox.faults.switch_on(Fault(kind=FaultKind.REFUSED, probability=0.4, seed=7))
        drawn = [sandbox.faults.strike(Call.PUBLISH, "tern") is not None for _ in range(50)]
        sandbox.faults.switch_off(number)
        return drawn

    first = strikes()

    assert first == strikes()
    assert 5 < sum(first) < 35


def test_a_restart_forgets_neither_posts_nor_faults(tmp_path: Path) -> None:
    path = str(tmp_path / "sandbox.sqlite3")
    before = open_sandbox(path)
    with http.wired(SandboxWire(before)):
        account = connect.sign_up("http://sandbox.example", "tern", "Tern")
        ready(publish, account, POST).send(5)
    before.faults.switch_on(Fault(kind=FaultKind.REFUSED, count=3))
    before.honour_keys(honoured=False)
    before.truth.close()

    after = open_sandbox(path)

    assert [line.key for line in after.truth.log()] == ["k1"]
    assert not after.honours_keys
    with http.wired(SandboxWire(after)), pytest.raises(Rejected):
        ready(publish, account, POST).send(5)
    after.truth.close()


def test_a_file_from_before_people_were_answered_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.sqlite3"
    old = sqlite3.connect(path)
    old.executescript(
        "CREATE TABLE post (id INTEGER PRIMARY KEY AUTOINCREMENT, account_id TEXT NOT NULL, key TEXT,"
        " text TEXT NOT NULL, pictures TEXT NOT NULL, at TEXT NOT NULL, deleted_at TEXT, UNIQUE (account_id, key));"
        "CREATE TABLE reply (id INTEGER PRIMARY KEY AUTOINCREMENT, post_id INTEGER NOT NULL, author TEXT NOT NULL,"
        " text TEXT NOT NULL, at TEXT NOT NULL);"
        "INSERT INTO post VALUES (1, 'a1', 'k1', 'The tide.', '[]', '2026-06-01T12:00:00+00:00', NULL);"
        "INSERT INTO reply VALUES (1, 1, 'ana', 'See you.', '2026-06-01T12:05:00+00:00');"
    )
    old.close()

    sandbox = open_sandbox(str(path))

    assert [(said.handle, said.text) for said in sandbox.truth.thread("1")] == [("ana", "See you.")]
    sandbox.truth.close()
