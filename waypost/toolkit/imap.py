"""Letters out of a mailbox elsewhere (IMAP4rev1, RFC 3501): read only, through the guard, under one deadline.

Nothing in the mailbox is changed: it is examined, and letters are peeked at. A password leaves only over TLS, unless
the installation allowed the server by name (WAYPOST_ALLOW_HOSTS).
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer

import httpx

from waypost.toolkit.http import guard, setting
from waypost.toolkit.http.deadline import Deadline
from waypost.toolkit.http.errors import AddressRefused, HttpError
from waypost.toolkit.http.pipe import dial
from waypost.toolkit.secrets import Secret

TLS_PORT = 993
LARGEST = 25_000_000
"""Bytes of one letter; a larger one is left where it is."""
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UID = re.compile(rb"UID (\d+)")


class NoMailbox(Exception):
    """The mailbox cannot be read; the text says why, as a sentence for people."""


@dataclass(frozen=True)
class Letter:
    """A letter as it lies there: its number, and its bytes; empty where it is too large."""

    uid: int
    content: bytes


class Box:
    """A folder that is open. `validity` changes when its numbers begin anew, `next_uid` is the next letter's."""

    def __init__(self, line: _Line, validity: int, next_uid: int) -> None:
        self._line = line
        self.validity, self.next_uid = validity, next_uid

    def letters(self, after: int, most: int) -> Iterator[Letter]:
        """The letters with a larger number than `after`, in their order, at most so many. Raises NoMailbox."""
        with _in_words():
            sizes = self._sizes(after)
            for uid in sorted(sizes)[:most]:
                yield Letter(uid, self._content(uid) if sizes[uid] <= LARGEST else b"")

    def _sizes(self, after: int) -> dict[int, int]:
        _ok, said = self._line.uid("FETCH", f"{after + 1}:*", "(UID RFC822.SIZE)")
        sizes = {}
        for row in said:
            text = row if isinstance(row, bytes) else b""
            uid, size = _UID.search(text), _SIZE.search(text)
            if uid and size and int(uid[1]) > after:  # “5:*” names the last letter even where it has number 4
                sizes[int(uid[1])] = int(size[1])
        return sizes

    def _content(self, uid: int) -> bytes:
        _ok, said = self._line.uid("FETCH", str(uid), "(BODY.PEEK[])")
        return next((bytes(row[1]) for row in said if isinstance(row, tuple)), b"")


@contextmanager
def opened(
    host: str, port: int, *, login: str, password: Secret, folder: str = "INBOX", seconds: float = 30.0
) -> Iterator[Box]:
    """Open a folder for reading. All of it, and what is done with it, ends after `seconds`. Raises NoMailbox."""
    with _in_words():
        line = _Line(host, port, Deadline(seconds))
    end = Timer(seconds, line.hang_up)
    end.daemon = True
    end.start()
    try:
        with _in_words():
            _greet(line, host, port)
            _sign_in(line, login, password)
            box = _examined(line, folder)
        yield box
    finally:
        end.cancel()
        line.hang_up()


class _Line(imaplib.IMAP4):
    """A connection to an address that was checked."""

    def __init__(self, host: str, port: int, deadline: Deadline) -> None:
        self._deadline = deadline
        super().__init__(host, port, timeout=deadline.left())

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plug = dial(guard.addresses(self.host, self.port, self._deadline), self.port, self._deadline)
        plug.settimeout(timeout)
        return _tls().wrap_socket(plug, server_hostname=self.host) if self.port == TLS_PORT else plug

    def read(self, size: int) -> bytes:
        """Read what the server announced, unless that is more than any letter has."""
        if size > LARGEST * 2:
            raise self.abort("the server announces more than a letter can have")
        return super().read(size)

    def hang_up(self) -> None:
        """Close the connection at once, whoever waits on it. Harmless twice."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            self.sock.close()


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _greet(line: _Line, host: str, port: int) -> None:
    if port == TLS_PORT:
        return
    if "STARTTLS" in line.capabilities:
        line.starttls(ssl_context=_tls())
    elif not setting.is_allowed(host, port):
        raise NoMailbox("That server does not encrypt, so no password is sent there. Use port 993.")


def _sign_in(line: _Line, login: str, password: Secret) -> None:
    try:
        line.login(login, password.reveal())
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        # Without the cause: it may quote what was sent.
        raise NoMailbox(
            "The server does not let us in with this name and password. Many want a password made for one app."
        ) from None


def _examined(line: _Line, folder: str) -> Box:
    quoted = folder.replace("\\", "\\\\").replace('"', '\\"')
    ok, _said = line.select(f'"{quoted}"', readonly=True)
    if ok != "OK":
        raise NoMailbox(f"There is no folder “{folder}” in that mailbox.")
    return Box(line, _number(line, "UIDVALIDITY"), _number(line, "UIDNEXT"))


def _number(line: _Line, name: str) -> int:
    said = line.untagged_responses.get(name) or [b""]
    last = said[-1]
    return int(last) if isinstance(last, bytes) and last.isdigit() else 0


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except AddressRefused:
        raise NoMailbox("That server is inside this network, where no mail is fetched.") from None
    except ssl.SSLCertVerificationError:
        raise NoMailbox(
            "That server's certificate is not valid for its name, so no password is sent there."
        ) from None
    except (HttpError, OSError, imaplib.IMAP4.error, ValueError, UnicodeError):
        raise NoMailbox("Nothing answers there as a mailbox does. Check the server and the port.") from None
