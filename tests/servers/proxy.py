"""mitmproxy between the program and a server: the server does what it is asked, and the answer is lost."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

from tests.servers import installing
from tests.servers.bluesky.network import free_port

ADDON = Path(__file__).with_name("lose_answers.py")
_STARTS_IN = 30.0


class Proxy:
    """A way to `server` on which answers can be lost."""

    def __init__(self, server: str, folder: Path) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self._orders = folder / "lose"
        self._log = folder / "lost"
        words = [str(installing.mitmdump()), "-q", "--mode", f"reverse:{server}", "--listen-host", "127.0.0.1",
                 "--listen-port", str(self.port), "--set", f"confdir={folder}", "-s", str(ADDON),
                 "--set", f"orders={self._orders}", "--set", f"lost={self._log}"]  # fmt: skip
        self._process = subprocess.Popen(words, stdout=subprocess.DEVNULL, cwd=folder)
        self._wait()

    def lose_next(self, method: str) -> None:
        """Lose the next answer to a method (such as com.atproto.repo.putRecord), after the server has done it."""
        self._orders.write_text(method)

    @property
    def lost(self) -> list[str]:
        """What was lost: the status that the server had answered, and the method."""
        return self._log.read_text().splitlines() if self._log.exists() else []

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def _wait(self) -> None:
        until = time.monotonic() + _STARTS_IN
        while time.monotonic() < until:
            with socket.socket() as plug:
                if plug.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self._process.poll() is None, "the proxy ended"
            time.sleep(0.05)
        raise AssertionError("the proxy does not listen")
