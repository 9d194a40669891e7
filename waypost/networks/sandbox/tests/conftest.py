"""A sandbox in this process, and accounts on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.contract import Account
from waypost.networks.sandbox import connect
from waypost.networks.sandbox.server import Sandbox, SandboxWire, open_sandbox
from waypost.toolkit import http

SERVER = "http://sandbox.example"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    found = open_sandbox(secret="s3cret")
    with http.wired(SandboxWire(found)):
        yield found
    found.truth.close()


@pytest.fixture
def account(sandbox: Sandbox) -> Account:
    return connect.sign_up(SERVER, "tern", "Tern & Tide")
