"""Starts and stops a WordPress on a private port, with a MariaDB behind a socket, and lets its readers speak."""

from __future__ import annotations

import json
import os
import shutil
import signal
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

HERE = Path(__file__).parent
_STARTS_IN = 60.0
_EXTENSIONS = ("mysqlnd", "mysqli", "mbstring", "ctype", "tokenizer", "fileinfo", "exif", "iconv")


class Site:
    """A running site with its people: `tern` is an editor, `otto` an author, `nora` a contributor."""

    def __init__(self) -> None:
        self.place, libraries = installing.wordpress()
        self.folder = Path(tempfile.mkdtemp(prefix="wp-site-", dir="/tmp"))
        self.address = f"http://127.0.0.1:{free_port()}"
        self.passwords: dict[str, str] = {}
        self._environment = {
            **os.environ,
            **libraries,
            "SITE_SOCKET": str(self.folder / "socket"),
            "SITE_ADDRESS": self.address,
            "SITE_FOLDER": str(self.folder / "site"),
            "PHP_CLI_SERVER_WORKERS": "2",
        }
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        self._start_database()
        self._lay_out()
        said = subprocess.run(
            [*self._php(), str(HERE / "install.php")],
            env=self._environment, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        self.passwords = json.loads(said.strip().splitlines()[-1])
        place = self.address.partition("//")[2]
        self._keep(
            [*self._php(), "-S", place, "-t", str(self.folder / "site"), str(HERE / "router.php")], "web"
        )
        _eventually(lambda: httpx.get(self.address).is_success)

    def stop(self) -> None:
        for process in reversed(self._processes):
            # PHP's own workers do not end with the one that started them.
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def account(self, user: str = "tern", server: str = "") -> Account:
        """A user's account, connected as a person connects it."""
        asked = Account(remote_id="", handle=user, server=server or self.address, token=self.passwords[user])
        found = registry.connector("wordpress").verify(asked)
        return Account(remote_id=found.remote_id, handle=found.handle, server=asked.server, token=asked.token)

    def described(self) -> dict[str, Any]:
        """What the site says of its interface."""
        found: dict[str, Any] = httpx.get(f"{self.address}/wp-json/").json()
        return found

    def page(self, url: str) -> str:
        """A page as a reader gets it; nothing where there is none."""
        answer = httpx.get(url)
        return answer.text if answer.is_success else ""

    def ask(self, user: str, verb: str, path: str, **said: Any) -> Any:
        """Do as a user does on the site itself."""
        url = f"{self.address}/wp-json/wp/v2{path}"
        answer = httpx.request(verb, url, json=said or None, auth=(user, self.passwords[user]))
        answer.raise_for_status()
        return answer.json()

    def _start_database(self) -> None:
        data, share = self.folder / "database", self.place / "usr/share/mysql"
        data.mkdir()
        words = [str(self.place / "usr/sbin/mariadbd"), "--no-defaults", "--skip-networking", "--skip-grant-tables",
                 f"--datadir={data}", f"--socket={self._environment['SITE_SOCKET']}", f"--tmpdir={self.folder}",
                 f"--pid-file={self.folder / 'pid'}", f"--lc-messages-dir={share}", "--innodb-buffer-pool-size=32M",
                 "--innodb-flush-log-at-trx-commit=0"]  # fmt: skip
        self._keep(words + (["--user=root"] if os.geteuid() == 0 else []), "database")
        _eventually(Path(self._environment["SITE_SOCKET"]).exists)

    def _lay_out(self) -> None:
        site = self.folder / "site"
        shutil.copytree(self.place / "usr/share/wordpress", site, symlinks=True)
        for name in ("wp-config.php", ".htaccess"):
            (site / name).unlink(missing_ok=True)
        # Debian keeps the reader of sound and video files beside it, and links to that.
        (self.folder / "php").symlink_to(self.place / "usr/share/php")
        shutil.copy(HERE / "wp-config.php", site)
        (site / "wp-content/uploads").mkdir()

    def _php(self) -> list[str]:
        folder = next((self.place / "usr/lib/php").glob("20*"))
        extensions = [word for name in _EXTENSIONS for word in ("-d", f"extension={name}")]
        program = next((self.place / "usr/bin").glob("php8.?"))
        return [str(program), "-n", "-d", f"extension_dir={folder}", "-d", "date.timezone=UTC", *extensions]

    def _keep(self, words: list[str], name: str) -> None:
        with (self.folder / f"{name}.log").open("w") as log:
            process = subprocess.Popen(
                words, stdout=log, stderr=log, env=self._environment, cwd=self.folder, start_new_session=True
            )
        self._processes.append(process)


def _eventually(is_so: Any) -> None:
    until = time.monotonic() + _STARTS_IN
    while True:
        try:
            if is_so():
                return
        except httpx.HTTPError:
            pass
        assert time.monotonic() < until, "the site does not start"
        time.sleep(0.1)
