"""A service of direct messages behind the real accounts' server, which asks it for us and says who asks (a signed word)."""

from __future__ import annotations

import base64
import json
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from waypost.networks.bluesky.tests.chat_service import ChatService
from waypost.networks.bluesky.tests.holding import held_call


@dataclass
class Chat:
    """The service. It knows people by what the accounts' server says of who asks; `asked` are the methods, in order."""

    people: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Its clock goes on by a second a message: what is written now was not written after what follows.
        self.service = ChatService(datetime.now(UTC) - timedelta(minutes=1))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def did(self) -> str:
        return f"did:web:localhost%3A{self.server.server_port}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def knows(self, did: str, handle: str) -> dict[str, str]:
        self.people[did] = {"did": did, "handle": handle, "displayName": ""}
        return self.people[did]

    def document(self) -> dict[str, Any]:
        """Who we are, for the accounts' server."""
        address = f"http://localhost:{self.server.server_port}"
        service = {"id": "#bsky_chat", "type": "BskyChatService", "serviceEndpoint": address}
        return {"id": self.did, "service": [service]}

    def answer(self, request: httpx.Request, name: str) -> dict[str, Any]:
        held_call(request, name)
        words = request.headers["authorization"].split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(words + "=" * (-len(words) % 4)))
        assert (said["aud"], said["lxm"]) == (self.did, name)
        self.asked.append(name)
        return self.service.answer(self.people[said["iss"]], name, request)


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, chat: Chat, *rest: Any) -> None:
        self.chat = chat
        super().__init__(*rest)

    def do_GET(self) -> None:
        self._say(self.chat.document() if self.path.startswith("/.well-known/") else self._answer(b""))

    def do_POST(self) -> None:
        self._say(self._answer(self._body()))

    def _body(self) -> bytes:
        """What was sent: all at once, or piece after piece."""
        if "content-length" in self.headers:
            return self.rfile.read(int(self.headers["content-length"]))
        content = b""
        while size := int(self.rfile.readline(), 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        return content

    def _answer(self, content: bytes) -> dict[str, Any]:
        headers = {
            name: value
            for name, value in self.headers.items()
            if name.lower() in {"authorization", "content-type"}
        }
        request = httpx.Request(
            self.command, f"http://localhost{self.path}", headers=headers, content=content
        )
        return self.chat.answer(request, request.url.path.removeprefix("/xrpc/"))

    def _say(self, found: dict[str, Any]) -> None:
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""
