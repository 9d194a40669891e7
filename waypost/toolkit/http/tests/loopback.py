"""A server on loopback that does with each connection what a test says."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Script = Callable[[socket.socket], None]


class Loopback:
    """Listens on a free port; the n-th connection is played by the n-th script, the last one again and again."""

    def __init__(self, *scripts: Script) -> None:
        self._scripts = scripts
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port = self._ear.getsockname()[1]
        self.heard: list[bytes] = []
        self.connections = 0
        self.hung_up = threading.Semaphore(0)
        self.over = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.place}/"

    def close(self) -> None:
        self.over.set()
        with suppress(OSError):
            self._ear.shutdown(socket.SHUT_RDWR)
        self._ear.close()

    def _listen(self) -> None:
        while True:
            try:
                plug, _ = self._ear.accept()
            except OSError:
                return
            script = self._scripts[min(self.connections, len(self._scripts) - 1)]
            self.connections += 1
            threading.Thread(target=self._play, args=(script, plug), daemon=True).start()

    def _play(self, script: Script, plug: socket.socket) -> None:
        with plug, suppress(OSError):
            script(plug)
        self.hung_up.release()

    def answering(self, *answers: bytes) -> Script:
        """Read a request, write an answer, as often as there are answers."""

        def script(plug: socket.socket) -> None:
            for answer in answers:
                self.heard.append(hear(plug))
                plug.sendall(answer)

        return script

    def play(self, *scripts: Script) -> None:
        self._scripts = scripts


@contextmanager
def loopback() -> Iterator[Loopback]:
    server = Loopback()
    try:
        yield server
    finally:
        server.close()


def hear(plug: socket.socket) -> bytes:
    """Read one request with its body."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        heard += _more(plug)
    head, _, body = heard.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < length:
        body += _more(plug)
    return head + b"\r\n\r\n" + body


def _more(plug: socket.socket) -> bytes:
    if not (part := plug.recv(65536)):
        raise ConnectionError("closed")
    return part


def reset(plug: socket.socket) -> None:
    """Close with a reset instead of a farewell."""
    plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    plug.close()


def answer(body: bytes = b"ok", status: str = "200 OK", *headers: str) -> bytes:
    """Write an answer's bytes."""
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body
