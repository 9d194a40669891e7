"""The sandbox inside this process: calls through `toolkit.http` reach it without a socket."""

from __future__ import annotations

import httpx

from waypost.networks.sandbox.server.asking import Ending
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.toolkit import http


class SandboxWire:
    """A `toolkit.http` wire: `with http.wired(SandboxWire(sandbox)): …`. Waits for nothing."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def connect(self, request: httpx.Request) -> None:
        """Be there always."""

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        """Answer; what would take longer than the deadline is done, and the answer comes too late."""
        target = request.url.raw_path.decode("ascii")
        begun = self._sandbox.begin(request.method, target, request.headers, request.read())
        answer = self._sandbox.finish(begun)
        if answer.ending is Ending.HANG or begun.seconds_before + begun.seconds_after > deadline.left():
            raise http.DeadlinePassed("the sandbox did not answer in time")
        if answer.ending is not Ending.WHOLE:
            raise http.UnreadableAnswer("the sandbox broke the connection")
        return httpx.Response(
            answer.status,
            headers={"content-type": answer.content_type, **answer.headers},
            content=answer.body,
            request=request,
        )
