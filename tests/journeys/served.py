"""Every network that a program may post on, as its own tests play it, each behind a socket of its own.

What a network's `tests/fake.py` plays on a wire is served here over HTTP, so that the whole program talks to it as to
any server: another folder with a fake is one more network here, without a word about it.
"""

import re
import threading
from dataclasses import dataclass, field, replace
from email.message import Message
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from urllib.parse import unquote_plus, urlsplit

import httpx
from PIL import Image, UnidentifiedImageError

from waypost.networks import registry
from waypost.networks.contract import Ability, Account
from waypost.networks.tests.fakes import Fake, Standing
from waypost.toolkit import http

SECONDS = 30.0
"""How long a fake may think."""
BEGINNINGS = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF....WEBP", re.DOTALL)
HOP_BY_HOP = frozenset({"connection", "content-encoding", "content-length", "transfer-encoding"})


def names() -> list[str]:
    """The networks that can be served: those that publish, without the simulated one, which is a server already."""
    return [
        name
        for name in registry.names()
        if Ability.PUBLISH in registry.abilities(name) and not registry.card(name).simulated
    ]


@dataclass
class Served:
    """One fake network at an address of this machine; `heard` is all that came in, `faults` what the fake would not have."""

    name: str
    fake: Fake
    heard: list[bytes] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Ear, self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def place(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def places(self) -> list[str]:
        """Every host and port, as a setting names them."""
        return [self.place]

    @property
    def came_in(self) -> list[bytes]:
        """All that came in."""
        return self.heard

    @property
    def address(self) -> str:
        return f"http://{self.place}"

    @property
    def account(self) -> Account:
        """The fake's account, on this server."""
        folder = urlsplit(self.fake.account.server).path.rstrip("/")
        return replace(self.fake.account, server=f"{self.address}{folder}")

    @property
    def own(self) -> str:
        """Where the fake believes that it is: a scheme and a host."""
        parts = urlsplit(self.fake.account.server or registry.card(self.name).home)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def pictures(self) -> int:
        """How many whole pictures came in, whichever way the network takes them."""
        return sum(
            _is_picture(body[found.start() :]) for body in self.came_in for found in BEGINNINGS.finditer(body)
        )

    def said(self, words: str) -> bool:
        """Whether words came in, beside a picture or with the post."""
        return any(words in unquote_plus(body.decode("latin-1")) for body in self.came_in)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, verb: str, path: str, headers: Message, body: bytes) -> httpx.Response | None:
        """Let the fake answer as if it had been called at its own address; None where it hangs up."""
        said = [(name, value) for name, value in headers.items() if name.lower() != "host"]
        content = body.replace(self.address.encode(), self.own.encode())
        request = httpx.Request(verb, f"{self.own}{path}", headers=said, content=content)
        with self._one_at_a_time:
            self.heard.append(body)
            try:
                self.fake.wire.connect(request)
                return self.fake.wire.answer(request, http.Deadline(SECONDS))
            except http.HttpError:
                return None
            except Exception as error:  # noqa: BLE001 (whatever the fake would not have is this walk's failure)
                self.faults.append(f"{self.name}: {verb} {path}: {error!r}")
                return httpx.Response(500, text=repr(error))


class Sockets(Served):
    """One fake network that is not all HTTP: its own tests say how it stands behind sockets."""

    def __init__(self, name: str, standing: Standing) -> None:
        self.name, self.fake, self.faults, self._standing = name, standing.fake, [], standing

    @property
    def places(self) -> list[str]:
        return self._standing.places

    @property
    def account(self) -> Account:
        return self.fake.account

    @property
    def came_in(self) -> list[bytes]:
        return self._standing.came_in()

    def stop(self) -> None:
        self._standing.close()


class _Ear(BaseHTTPRequestHandler):
    """Reads one call from the socket, and writes what the fake answers."""

    protocol_version = "HTTP/1.1"

    def __init__(self, served: Served, *given: object) -> None:
        self._served = served
        super().__init__(*given)  # type: ignore[arg-type]

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        answer = self._served.answer(self.command, self.path, self.headers, body)
        if answer is None:
            self.close_connection = True
            return
        own, here = self._served.own, self._served.address
        content = answer.content
        if "json" in answer.headers.get("content-type", ""):
            content = content.replace(own.encode(), here.encode())
        self.send_response(answer.status_code)
        for name, value in answer.headers.multi_items():
            if name not in HOP_BY_HOP:
                self.send_header(name, value.replace(own, here))
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_request(self, *args: object) -> None:
        """Say nothing: what was heard is kept."""


for _verb in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"):
    setattr(_Ear, f"do_{_verb}", _Ear.handle_any)


def served(name: str) -> Served:
    """The fake of one network, behind a socket; one that is not all HTTP says in `serving.py` how it is served."""
    tests = f"waypost.networks.{name}.tests"
    serving = import_module(f"{tests}.serving") if find_spec(f"{tests}.serving") else None
    if hasattr(serving, "standing"):
        return Sockets(name, serving.standing())
    fake: Fake = import_module(f"{tests}.fake").fake()
    return Served(name, fake)


def _is_picture(beginning: bytes) -> bool:
    try:
        Image.open(BytesIO(beginning)).load()
    except (UnidentifiedImageError, OSError):
        return False
    return True
