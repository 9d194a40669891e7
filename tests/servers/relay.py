"""A real relay of Nostr: nostr-relay, in a virtual environment of its own, with its notes in a file."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.servers import installing
from tests.servers.bluesky.network import free_port

_STARTS_IN = 30.0
_VALIDATORS = [f"nostr_relay.validators.{name}" for name in ("is_not_too_large", "is_signed", "is_recent")]


class RealRelay:
    """A relay on this machine; `settings` are those of its own configuration."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.place = f"127.0.0.1:{free_port()}"
        self._log = (folder / "relay.log").open("w")
        file = folder / "relay.yaml"
        # What it reads is YAML, of which JSON is a part.
        file.write_text(
            json.dumps(
                {
                    "relay_name": "a relay for tests",
                    "storage": {
                        "sqlalchemy.url": f"sqlite+aiosqlite:///{folder / 'notes.sqlite3'}",
                        "validators": _VALIDATORS,
                    },
                    "gunicorn": {"bind": self.place, "workers": 1},
                    **settings,
                }
            )
        )
        words = [str(installing.relay()), "-c", str(file), "serve"]
        self._process = subprocess.Popen(
            words, stdout=self._log, stderr=self._log, env={**os.environ, "HOME": str(folder)}
        )
        self._wait()

    @property
    def address(self) -> str:
        return f"http://{self.place}"

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _wait(self) -> None:
        until = time.monotonic() + _STARTS_IN
        while True:
            try:
                with urlopen(self.address, timeout=2):
                    return
            except (URLError, OSError):
                assert self._process.poll() is None, "the relay did not start"
                assert time.monotonic() < until, "the relay does not listen"
                time.sleep(0.1)
