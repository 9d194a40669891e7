"""An instance on real sockets: each call is held against the specification there too, and lines stay open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from waypost.networks.mastodon.tests.instance import Instance
from waypost.toolkit import http

_LINE = "/api/v1/streaming/user/notification"
_LOOK = 0.01


class Served(ThreadingHTTPServer):
    """An instance that listens on a free port; `lines` are how many are open."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        place = f"127.0.0.1:{self.server_address[1]}"
        self.instance = Instance(place, scheme="http", speaks_at=f"ws://{place}")
        self.over = threading.Event()
        self.opened = threading.Semaphore(0)
        self.ended = threading.Semaphore(0)
        self.cut = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up is no error."""

    def cut_lines(self) -> None:
        """Hang up on everybody who listens."""
        self.cut.set()


class _Handler(BaseHTTPRequestHandler):
    server: Served

    def answer(self) -> None:
        length = int(self.headers.get("content-length", 0))
        instance = self.server.instance
        request = httpx.Request(
            self.command,
            f"{instance.address}{self.path}",
            headers=dict(self.headers),
            content=self.rfile.read(length),
        )
        found = instance.answer(request, http.Deadline(5))
        self.send_response(found.status_code)
        self.send_header("content-type", found.headers.get("content-type", "application/json"))
        self.send_header("connection", "close")
        self.end_headers()
        if self.path == _LINE and found.is_success:
            self._speak(request)
        else:
            self.wfile.write(found.content)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 (as the library wants them)

    def _speak(self, request: httpx.Request) -> None:
        instance = self.server.instance
        member = instance.caller(request)[0]
        known = sum(one["for"] is member for one in instance.notices)
        self.wfile.write(b":)\n")
        self.server.opened.release()
        with suppress(OSError):
            while not self.server.over.wait(_LOOK) and not self.server.cut.is_set():
                said = instance.spoken(member, known)
                known += said.count("event: ")
                self.wfile.write(said.encode() or b":thump\n")
        self.server.cut.clear()
        self.server.ended.release()

    def log_message(self, *said: Any) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[Served]:
    """Let an instance listen inside the block."""
    server = Served()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
