"""Starts and stops a Ghost on a private port, and lets its owner do what is done by hand there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from tests.servers import installing
from tests.servers.bluesky.network import free_port
from waypost.networks import registry
from waypost.networks.contract import Account

_STARTS_IN = 180.0
_OWNER, _PASSWORD = "owner@tern.example", "low tide at six, boots"


class Site:
    """A running site; `key` is the Admin API key of an integration that its owner made for us."""

    def __init__(self) -> None:
        self.place = installing.ghost()
        self.folder = Path(tempfile.mkdtemp(prefix="wp-ghost-", dir="/tmp"))
        self.address = f"http://127.0.0.1:{free_port()}"
        self.key = ""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        content = self.folder / "content"
        shutil.copytree(self.place / "content", content, symlinks=True)
        settings = {
            "NODE_ENV": "production",
            "url": self.address,
            "server__host": "127.0.0.1",
            "server__port": self.address.rpartition(":")[2],
            "database__client": "better-sqlite3",
            "database__connection__filename": str(self.folder / "ghost.db"),
            "database__useNullAsDefault": "true",
            "mail__transport": "Direct",
            "paths__contentPath": str(content),
            "privacy__useUpdateCheck": "false",
            "security__staffDeviceVerification": "false",
        }
        words = [str(installing.node() / "bin/node"), "index.js"]
        with (self.folder / "log").open("w") as log:
            self._process = subprocess.Popen(
                words, cwd=self.place, env={**os.environ, **settings}, stdout=log, stderr=log
            )
        self._wait()
        self.key = self._new_key()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def account(self, server: str = "") -> Account:
        """The site as an account, connected as a person connects it."""
        asked = Account(remote_id="", handle="", server=server or self.address, token=self.key)
        found = registry.connector("ghost").verify(asked)
        return Account(remote_id=found.remote_id, handle=found.handle, server=asked.server, token=asked.token)

    def page(self, url: str) -> str:
        """A page as a reader gets it; nothing where there is none."""
        answer = httpx.get(url, timeout=30)
        return answer.text if answer.is_success else ""

    @property
    def schemas(self) -> Path:
        """The schemas that the site runs by."""
        return self.place / "node_modules/@tryghost/admin-api-schema/build/schemas"

    def _wait(self) -> None:
        until = time.monotonic() + _STARTS_IN
        while True:
            try:
                if httpx.get(f"{self.address}/ghost/api/admin/site/").is_success:
                    return
            except httpx.HTTPError:
                pass
            assert self._process is not None
            assert self._process.poll() is None, (self.folder / "log").read_text()[-2000:]
            assert time.monotonic() < until, "the site does not start"
            time.sleep(0.3)

    def _new_key(self) -> str:
        """Set the site up and make a custom integration, as its owner does in a browser."""
        browser = httpx.Client(
            base_url=f"{self.address}/ghost/api/admin", headers={"origin": self.address}, timeout=60
        )
        with browser:
            owner = {"name": "Owner", "email": _OWNER, "password": _PASSWORD, "blogTitle": "Tern & Tide"}
            self._done(browser.post("/authentication/setup/", json={"setup": [owner]}))
            self._done(browser.post("/session/", json={"username": _OWNER, "password": _PASSWORD}))
            made = browser.post(
                "/integrations/?include=api_keys", json={"integrations": [{"name": "Waypost"}]}
            )
            keys: list[dict[str, Any]] = self._done(made).json()["integrations"][0]["api_keys"]
        return next(str(one["secret"]) for one in keys if one["type"] == "admin")

    @staticmethod
    def _done(answer: httpx.Response) -> httpx.Response:
        answer.raise_for_status()
        return answer
