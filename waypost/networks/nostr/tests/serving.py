"""The relay and the media server of these tests over real sockets, for tests in which nothing stands in for the wire."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from waypost.networks.nostr.tests.around import Around, MediaServer
from waypost.networks.nostr.tests.fake import fake_of
from waypost.networks.nostr.tests.relay import Relay
from waypost.networks.tests.fakes import Standing


@contextmanager
def listening(relay: Relay) -> Iterator[str]:
    """Serve a relay; gives its host and port, by which it goes from then on."""

    def talk(socket: ServerConnection) -> None:
        for heard in socket:
            said = json.loads(heard)
            relay.heard.append(said)
            for line in relay.replies(said):
                socket.send(json.dumps(line))

    def describe(socket: ServerConnection, request: Request) -> Response | None:
        if "Upgrade" in request.headers:
            return None
        asked = httpx.Request("GET", relay.address, headers={"accept": request.headers.get("Accept", "")})
        body = relay.describes_itself(asked).content
        return Response(
            HTTPStatus.OK, "OK", Headers({"Content-Length": str(len(body)), "Connection": "close"}), body
        )

    server = serve(talk, "127.0.0.1", 0, process_request=describe)
    Thread(target=server.serve_forever, daemon=True).start()
    relay.scheme, relay.host = "http", f"127.0.0.1:{server.socket.getsockname()[1]}"
    try:
        yield relay.host
    finally:
        server.shutdown()


@contextmanager
def taking_files(media: MediaServer) -> Iterator[str]:
    """Serve a media server; gives its host and port, by which it goes from then on."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            asked = httpx.Request(
                "PUT", f"{media.address}{self.path}", headers=dict(self.headers), content=content
            )
            answer = media.answer(asked)
            self.send_response(answer.status_code)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    media.scheme, media.host = "http", f"127.0.0.1:{server.server_address[1]}"
    try:
        yield media.host
    finally:
        server.shutdown()
        server.server_close()


def standing() -> Standing:
    """The network of the contract suite, where nothing stands in for the wire."""
    around, taken_down = Around(), ExitStack()
    relay = around.relay()
    places = [
        taken_down.enter_context(listening(relay)),
        taken_down.enter_context(taking_files(around.media)),
    ]

    def came_in() -> list[bytes]:
        files = [content for _, content in around.media.files.values()]
        return [*files, *(json.dumps(said, ensure_ascii=False).encode() for said in relay.heard)]

    return Standing(fake_of(around, relay), places, came_in, taken_down.close)
