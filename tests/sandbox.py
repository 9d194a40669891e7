"""The sandbox network inside the test's process: every call to the outside reaches it, without a socket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.sandbox.server import Sandbox, SandboxWire, open_sandbox
from waypost.toolkit import http


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    network = open_sandbox()
    with http.wired(SandboxWire(network)):
        yield network
    network.truth.close()
