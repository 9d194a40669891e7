"""All of Nostr that a test needs: relays, a media server (Blossom) and a domain that says whose its names are."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any

import httpx

from waypost.networks.nostr.tests.relay import Relay, checked_event, is_signed
from waypost.toolkit import clock, http

_numbers = count(1)


@dataclass
class MediaServer:
    """Keeps files by their hash for whoever has signed for each."""

    host: str = ""
    scheme: str = "https"
    most_bytes: int = 100_000_000
    answers: httpx.Response | None = None
    changes_files: bool = False
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.host = self.host or f"media-{next(_numbers)}.example"

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.host}"

    def answer(self, request: httpx.Request) -> httpx.Response:
        assert (request.method, request.url.path) == ("PUT", "/upload")
        if self.answers is not None:
            return self.answers
        content = request.read()
        name = sha256(content).hexdigest()
        if refusal := self.refusal(request, name):
            return httpx.Response(401, headers={"x-reason": refusal}, request=request)
        if len(content) > self.most_bytes:
            return httpx.Response(413, headers={"x-reason": "too large"}, request=request)
        self.files[name] = (request.headers["content-type"], content)
        said = {"url": f"{self.address}/{name}.png", "sha256": name, "size": len(content),
                "type": request.headers["content-type"], "uploaded": int(clock.now().timestamp())}  # fmt: skip
        if self.changes_files:
            said["sha256"] = sha256(b"smaller").hexdigest()
        return httpx.Response(201, json=said, request=request)

    def refusal(self, request: httpx.Request, name: str) -> str:
        """Why a file is not taken: whoever brings it must have signed that they may, for this one, for a while."""
        scheme, _, packed = request.headers.get("authorization", "").partition(" ")
        event: dict[str, Any] = json.loads(base64.b64decode(packed)) if scheme == "Nostr" else {}
        if not event:
            return "nobody signed"
        checked_event(event)
        told = {tag[0]: tag[1] for tag in event["tags"]}
        now = clock.now().timestamp()
        if event["kind"] != 24_242 or not is_signed(event) or event["created_at"] > now + 5:
            return "no such permission"
        if told.get("t") != "upload" or told.get("x") != name or int(told.get("expiration", 0)) <= now:
            return "a permission for something else"
        return ""


@dataclass
class Around:
    """Everything that is reached by its name."""

    relays: dict[str, Relay] = field(default_factory=dict)
    media: MediaServer = field(default_factory=MediaServer)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    def relay(self, **ways: Any) -> Relay:
        found = Relay(**ways)
        self.relays[found.host] = found
        return found

    def connect(self, request: httpx.Request) -> None:
        """Be reached."""
        host = request.url.host
        known = host in self.relays or host == self.media.host or host in self.names or host in self.moved
        if not known or (host in self.relays and self.relays[host].is_down):
            raise http.NotSent(f"no such host as {host}")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        host = request.url.host
        if host in self.relays:
            return self.relays[host].answer(request, deadline)
        if host == self.media.host:
            return self.media.answer(request)
        if host in self.moved:
            # As if the call had followed where it was sent to.
            elsewhere = httpx.Request("GET", request.url.copy_with(host=self.moved[host]))
            return self.answer(elsewhere, deadline)
        assert request.url.path == "/.well-known/nostr.json"
        name = request.url.params["name"]
        return httpx.Response(200, json={"names": {name: self.names[host].get(name, "")}}, request=request)
