"""A connection on which no operation can outlast the deadline."""

from __future__ import annotations

import socket
import ssl

import httpx

from waypost.toolkit.http import guard, setting
from waypost.toolkit.http.deadline import Deadline
from waypost.toolkit.http.errors import DeadlinePassed, HttpError, NotSent, UnreadableAnswer

_DEFAULT_PORTS = {"http": 80, "https": 443}
_CHUNK = 65536


def origin(url: httpx.URL) -> tuple[str, str, int]:
    """Return scheme, host and port of a URL. Raises NotSent when it is not http or https."""
    if url.scheme not in _DEFAULT_PORTS or not url.host:
        raise NotSent("the address of this call does not begin with http:// or https:// and a host")
    return url.scheme, url.host, url.port or _DEFAULT_PORTS[url.scheme]


class Pipe:
    """One TCP connection, with TLS where the scheme asks for it. Made by `open_pipe`."""

    def __init__(self, plug: socket.socket) -> None:
        self._plug = plug
        self.is_tls = isinstance(plug, ssl.SSLSocket)

    def write(self, payload: bytes, deadline: Deadline, *, is_first: bool = True) -> None:
        """Write everything. Raises NotSent only while it is certain that not one byte has left.

        `is_first` says that nothing of the same was written before.
        """
        rest = memoryview(payload)
        while rest:
            try:
                self._plug.settimeout(deadline.left())
                done = self._plug.send(rest[:_CHUNK])
            except OSError as error:
                raise self._write_error(error, is_first) from error
            rest = rest[done:]
            is_first = False

    def _write_error(self, error: OSError, is_first: bool) -> HttpError:
        # TLS may have put a record on the line before it fails, so there the first write proves nothing.
        if is_first and (not self.is_tls or isinstance(error, DeadlinePassed)):
            return NotSent(f"nothing was written: {error}")
        if isinstance(error, TimeoutError | DeadlinePassed):
            return DeadlinePassed("the time was over while writing")
        return UnreadableAnswer(f"the connection broke while writing: {error}")

    def read(self, deadline: Deadline) -> bytes:
        """Read what is there, waiting for at least one byte; nothing means the other side has closed."""
        self._plug.settimeout(deadline.left())
        try:
            return self._plug.recv(_CHUNK)
        except TimeoutError:
            raise DeadlinePassed("the time was over while waiting for the answer") from None
        except ssl.SSLEOFError:
            return b""
        except OSError as error:
            raise UnreadableAnswer(f"the connection broke while reading: {error}") from error

    def is_closed(self) -> bool:
        """Whether the other side has already hung up, as far as can be told without waiting."""
        return self._peek() == b""

    def is_quiet(self) -> bool:
        """Whether the connection is open and nothing unasked has arrived on it."""
        return self._peek() is None

    def _peek(self) -> bytes | None:
        """Look at the bare socket: TLS 1.3 may have sent a ticket, so bytes alone do not mean closing."""
        self._plug.settimeout(0)
        try:
            return socket.socket.recv(self._plug, 1, socket.MSG_PEEK)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def close(self) -> None:
        """Hang up at once. Harmless twice."""
        self._plug.close()


def open_pipe(url: httpx.URL, deadline: Deadline) -> Pipe:
    """Look up, check, connect and greet. Raises NotSent (or AddressRefused), whatever fails."""
    scheme, host, port = origin(url)
    try:
        plug = dial(guard.addresses(host, port, deadline), port, deadline)
    except DeadlinePassed as error:
        raise NotSent(f"{host} could not be reached in time") from error
    if scheme == "http":
        return Pipe(plug)
    try:
        plug.settimeout(deadline.left())
        return Pipe(setting.tls().wrap_socket(plug, server_hostname=host))
    except OSError as error:
        plug.close()
        raise NotSent(f"{host} does not greet properly: {error}") from error


def dial(addresses: list[str], port: int, deadline: Deadline) -> socket.socket:
    """Try each address in turn, each with its share of the time that is left."""
    failure: OSError | None = None
    for tried, address in enumerate(addresses):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        plug = socket.socket(family, socket.SOCK_STREAM)
        try:
            plug.settimeout(deadline.left() / (len(addresses) - tried))
            plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            plug.connect((address, port))
        except DeadlinePassed:
            plug.close()
            raise
        except OSError as error:
            plug.close()
            failure = error
        else:
            return plug
    raise NotSent(f"no connection to port {port} of {', '.join(addresses)}: {failure}") from failure
