"""The way to the simulated network, with what was chosen to go wrong on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from waypost.foundation.channels.models import Channel
from waypost.interfaces.simulation.rehearsal.stage import Stage
from waypost.loop.publishing.domain.rehearsal import Fault
from waypost.networks.sandbox.server import Call, FaultKind, Sandbox, SandboxWire
from waypost.networks.sandbox.server import Fault as Switched
from waypost.toolkit import clock, http

KINDS = {
    Fault.LOST: FaultKind.LOST_ANSWER,
    Fault.SLOW: FaultKind.SLOW,
    Fault.BUSY: FaultKind.RATE_LIMITED,
    Fault.REFUSED: FaultKind.REFUSED,
}
SECONDS = 600.0
"""How long an answer takes that is slow, and after how long a busy network wants to be asked again."""


class Weather(SandboxWire):
    """Answers as the sandbox does, under the limits of the network whose part it plays; each fault strikes a post once."""

    def __init__(self, sandbox: Sandbox, stage: Stage, keys: dict[str, int]) -> None:
        super().__init__(sandbox)
        self._faults = sandbox.faults
        self._stage, self._keys = stage, keys
        self._struck = {
            key: KINDS[fault]
            for key, publication_id in keys.items()
            if (fault := stage.plan.struck.get(publication_id)) in KINDS
        }
        self.met: set[int] = set()
        """The publications that met what was meant for them."""

    def connect(self, request: httpx.Request) -> None:
        channel = self._channel(request)
        for window in self._stage.plan.windows:
            if window.fault is Fault.SILENCE and channel and window.covers(clock.now(), channel.pk):
                raise http.NotSent("Nobody answers at the network’s address.")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        self.connect(request)
        channel = self._channel(request)
        if channel is None or (request.method, request.url.path) != ("POST", "/api/posts"):
            return super().answer(request, deadline)
        post = json.loads(request.read())
        count = channel.count(post["text"])
        if count.over:
            self._note(post["key"])
            return _refused(request, f"A post has at most {count.limit} characters here.")
        kind = self._struck.pop(post["key"], None)
        if kind is not None:
            self._note(post["key"])
        with self._struck_by(kind, channel):
            return super().answer(request, deadline)

    def _note(self, key: str) -> None:
        # What was laid out in the rehearsal has a key that nobody chose anything for.
        if key in self._keys:
            self.met.add(self._keys[key])

    @contextmanager
    def _struck_by(self, kind: FaultKind | None, channel: Channel) -> Iterator[None]:
        if kind is None:
            yield
            return
        fault = Switched(kind=kind, call=Call.PUBLISH, account=channel.handle, seconds=SECONDS)
        number = self._faults.switch_on(fault)
        try:
            yield
        finally:
            self._faults.switch_off(number)

    def _channel(self, request: httpx.Request) -> Channel | None:
        token = request.headers.get("authorization", "").partition(" ")[2]
        return self._stage.accounts.get(token)


def _refused(request: httpx.Request, sentence: str) -> httpx.Response:
    return httpx.Response(422, json={"error": "text_too_long", "message": sentence}, request=request)
