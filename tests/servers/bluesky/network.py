"""Starts and stops the network, with a PostgreSQL and a Redis of its own on private ports."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import postgres
from tests.servers import installing

HERE = Path(__file__).parent
_STARTS_IN = 90.0


class Network:
    """A running network. `pds` is the address of the accounts' server.

    `places` are origins that its servers find on this machine: what has a name on the internet, by what stands for it.
    """

    pds: str
    appview: str
    directory: str

    def __init__(self, places: Mapping[str, str] | None = None) -> None:
        self.places = dict(places or {})
        self.folder = Path(tempfile.mkdtemp(prefix="wp-bsky-", dir="/tmp"))
        self.database = postgres.Server(_with_trigrams())
        self.processes: list[subprocess.Popen[str]] = []

    def start(self) -> None:
        with ThreadPoolExecutor() as together:
            redis, packages = together.submit(installing.redis), together.submit(installing.packages, HERE)
            self.database.start()
            cache = self._start_redis(*redis.result())
            self._start_network(packages.result(), cache)

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.database.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start_redis(self, program: Path, environment: dict[str, str]) -> str:
        port = free_port()
        program, environment = self._within_reach(program, environment)
        words = [str(program), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with (self.folder / "redis.log").open("w") as log:
            self._keep(words, stdout=log, env={**os.environ, **environment}, **_unprivileged())
        return f"127.0.0.1:{port}"

    def _within_reach(self, program: Path, environment: dict[str, str]) -> tuple[Path, dict[str, str]]:
        """Copies that somebody who owns nothing can read: a cache under root's home is closed to them."""
        self.folder.chmod(0o755)
        found = {name: shutil.copytree(place, self.folder / name) for name, place in environment.items()}
        copied = Path(shutil.copy(program.resolve(), self.folder / "redis-server"))
        return copied, {name: str(place) for name, place in found.items()}

    def _start_network(self, packages: Path, cache: str) -> None:
        # A module's packages are looked for from where it lies.
        script = packages / "network.mjs"
        script.write_text((HERE / "network.mjs").read_text())
        environment = {
            **os.environ,
            "DB_POSTGRES_URL": self.database.url,
            "REDIS_HOST": cache,
            "LOG_ENABLED": "false",
            "PLACES": json.dumps(self.places),
            "TMPDIR": str(self.folder),
        }
        with (self.folder / "network.log").open("w") as log:
            process = self._keep(
                [str(installing.node() / "bin/node"), str(script)],
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment,
            )
        assert process.stdout is not None
        alarm = threading.Timer(_STARTS_IN, process.kill)
        alarm.start()
        said = next((line for line in process.stdout if line.startswith("{")), "")
        alarm.cancel()
        assert said, (self.folder / "network.log").read_text()[-2000:]
        found = json.loads(said)
        self.pds, self.appview, self.directory = found["pds"], found["appview"], found["directory"]

    def _keep(self, words: list[str], **details: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(words, text=True, cwd=self.folder, **details)  # type: ignore[call-overload]
        self.processes.append(process)
        return process


def free_port() -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


def _with_trigrams() -> Path:
    """A PostgreSQL that has the extension pg_trgm: Debian's has, the wheel of the other tests has not."""
    for folder in postgres.programs():
        real = (folder / "postgres").resolve().parent
        if (real / "pg_config").exists():
            shared = subprocess.run(
                [real / "pg_config", "--sharedir"], capture_output=True, text=True, check=True
            )
            if (Path(shared.stdout.strip()) / "extension/pg_trgm.control").exists():
                return real
    raise AssertionError("Bluesky's index needs PostgreSQL with pg_trgm: `apt-get install postgresql`.")


def _unprivileged() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
