"""The sandbox behind a real socket on loopback."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from granian.constants import Interfaces
from granian.server.embed import Server

from waypost.networks.contract import Account, Outgoing
from waypost.networks.sandbox import connect, publish
from waypost.networks.sandbox.server import Fault, FaultKind, Sandbox, open_sandbox
from waypost.networks.sandbox.server.app import App
from waypost.networks.tests.fakes import image, ready
from waypost.toolkit import http
from waypost.toolkit.http import setting, shelf

POST = Outgoing(text="The tide turns at six.", key="k1")


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Sandbox, str]]:
    found = open_sandbox()
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        port = plug.getsockname()[1]
    server = Server(App(found), address="127.0.0.1", port=port, interface=Interfaces.ASGI, log_enabled=False)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(server.serve()), daemon=True)
    thread.start()
    before = setting._setting
    http.configure([f"127.0.0.1:{port}"], "Waypost (test)")
    address = f"http://127.0.0.1:{port}"
    for _ in range(1000):
        with suppress(http.NotSent):
            http.fetch("GET", f"{address}/style.css")
            break
        time.sleep(0.01)
    yield found, address
    shelf.clear()
    setting._setting = before
    loop.call_soon_threadsafe(server.stop)
    thread.join(5)
    loop.close()


@pytest.fixture
def sandbox(running: tuple[Sandbox, str]) -> Iterator[Sandbox]:
    yield running[0]
    running[0].faults.switch_off()


@pytest.fixture
def account(running: tuple[Sandbox, str]) -> Account:
    return connect.sign_up(running[1], f"tern-{len(running[0].truth.accounts())}", "Tern")


def stored(sandbox: Sandbox, account: Account) -> list[str]:
    return [line.key for line in sandbox.truth.log() if line.account_id == account.remote_id]


def stored_at_last(sandbox: Sandbox, account: Account) -> list[str]:
    """What is stored as soon as anything is: a server stores when it comes to it, whoever has gone."""
    deadline = time.monotonic() + 20
    while not stored(sandbox, account) and time.monotonic() < deadline:
        time.sleep(0.01)
    return stored(sandbox, account)


def test_a_post_with_an_image_goes_over_the_socket(sandbox: Sandbox, account: Account) -> None:
    sent = ready(publish, account, Outgoing(text="With an image", key="k1", media=(image(),))).send(5)

    assert "With an image" in http.fetch("GET", sent.url).text


@pytest.mark.parametrize("kind", [FaultKind.LOST_ANSWER, FaultKind.RESET_MID_ANSWER])
def test_a_broken_connection_is_a_doubt_and_the_post_stands(
    sandbox: Sandbox, account: Account, kind: FaultKind
) -> None:
    sandbox.faults.switch_on(Fault(kind=kind))

    with pytest.raises(http.UnreadableAnswer):
        ready(publish, account, POST).send(5)

    assert stored(sandbox, account) == ["k1"]


def test_a_server_that_hangs_ends_with_the_deadline(sandbox: Sandbox, account: Account) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.HANG_AFTER))

    with pytest.raises(http.DeadlinePassed):
        ready(publish, account, POST).send(0.1)

    assert stored_at_last(sandbox, account) == ["k1"]


def test_a_slow_server_stores_after_everybody_has_gone(sandbox: Sandbox, account: Account) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.SLOW, seconds=0.15))

    with pytest.raises(http.DeadlinePassed):
        ready(publish, account, POST).send(0.05)

    assert stored(sandbox, account) == []
    assert stored_at_last(sandbox, account) == ["k1"]


def test_a_body_that_is_too_large_is_refused(sandbox: Sandbox, account: Account) -> None:
    answer = http.fetch("POST", f"{account.server}/api/media", content=bytes(9 * 1024 * 1024))

    assert answer.status_code == 413
