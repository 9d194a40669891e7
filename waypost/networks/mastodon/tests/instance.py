"""An instance in this process: as much of Mastodon as Waypost speaks."""

from __future__ import annotations

import httpx

from waypost.networks.mastodon.tests.calls import CALLS
from waypost.networks.mastodon.tests.checking import Call, checked, scopes_of, statuses_of
from waypost.networks.mastodon.tests.keeping import Refused
from waypost.networks.mastodon.tests.standing import Standing
from waypost.toolkit import http


class Instance(Standing):
    """The server as it is reached: each call is held against the specification."""

    def connect(self, request: httpx.Request) -> None:
        """Be reached."""
        if request.url.host != self.host:
            raise http.NotSent(f"no such host as {request.url.host}")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        call = checked(request)
        self.calls.append(call)
        if call.operation == "POST /api/v1/statuses" and not self.keeps_lines:
            assert request.headers.get("connection") == "close", "this server hangs up without a word"
        try:
            self.let_in(call, request)
            status, said = CALLS[call.operation](self, call, request)
        except Refused as refused:
            status, said = refused.status, {"error": refused.error}
        if call.operation == "POST /api/v1/statuses" and status == 200 and self.loses_answers:
            self.loses_answers -= 1
            raise http.UnreadableAnswer("the connection was closed before the answer")
        if not said.get("error", "?") if isinstance(said, dict) else False:
            return httpx.Response(status, text="<h1>Not found</h1>", request=request)
        assert status in statuses_of(call.operation), f"{call.operation} never answers {status}"
        if isinstance(said, str):
            spoken = {"content-type": "text/event-stream"}
            return httpx.Response(status, headers=spoken, content=said.encode(), request=request)
        return httpx.Response(status, json=said, request=request)

    def let_in(self, call: Call, request: httpx.Request) -> None:
        needed = scopes_of(call.operation)
        if not needed:
            return
        granted = self.caller(request)[1]
        broad = {scope.partition(":")[0] for scope in needed}
        if not granted & (needed | broad):
            raise Refused(403, "This action is outside the authorized scopes")
