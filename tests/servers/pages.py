"""A small website on this machine, for link cards."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


class Pages:
    """Serves what is written into its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        self.address = f"http://localhost:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def write(self, name: str, content: bytes) -> str:
        """Put a page or a picture there and return its address."""
        (self._folder / name).write_bytes(content)
        return f"{self.address}/{name}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
