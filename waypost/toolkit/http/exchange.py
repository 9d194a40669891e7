"""One request and its answer over a pipe: HTTP/1.1 by h11, unpacked and limited."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import h11
import httpx

from waypost.toolkit.http.deadline import Deadline
from waypost.toolkit.http.errors import NotSent, TooLarge, UnreadableAnswer
from waypost.toolkit.http.pipe import Pipe

_UNPACKED = frozenset({b"content-encoding", b"transfer-encoding", b"content-length"})
_PIECE = 65536


@dataclass(frozen=True, slots=True)
class Packed:
    """A request as it stands on the line: how it begins, and the pieces that come after, made while it is written."""

    start: bytes
    rest: Iterator[bytes]

    def write(self, pipe: Pipe, deadline: Deadline) -> None:
        """Write all of it, once. Raises NotSent only while it is certain that not one byte has left."""
        pipe.write(self.start, deadline)
        for piece in self.rest:
            pipe.write(piece, deadline, is_first=False)


def pack(talk: h11.Connection, request: httpx.Request) -> Packed:
    """Turn a request into what stands on the line. Raises NotSent when it cannot be written."""
    try:
        head = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
        start = talk.send(head) or b""
    except h11.LocalProtocolError:
        # Without the cause: it quotes the header, and that may be a token.
        raise NotSent(
            f"a header of this call to {request.url.host} has characters that cannot be sent"
        ) from None
    rest = _packed_body(talk, request)
    if isinstance(request.stream, httpx.ByteStream):
        return Packed(b"".join([start, *rest]), iter(()))
    return Packed(start, rest)


def _packed_body(talk: h11.Connection, request: httpx.Request) -> Iterator[bytes]:
    """The body as it stands on the line, as its pieces come."""
    assert isinstance(request.stream, httpx.SyncByteStream)
    for piece in request.stream:
        if piece:
            yield talk.send(h11.Data(data=piece)) or b""
    yield talk.send(h11.EndOfMessage()) or b""


def read(
    talk: h11.Connection, pipe: Pipe, request: httpx.Request, deadline: Deadline, max_bytes: int
) -> httpx.Response:
    """Read a whole answer. Raises UnreadableAnswer, TooLarge or DeadlinePassed."""
    incoming = Incoming(talk, pipe, request)
    return incoming.rest(incoming.head(deadline), deadline, max_bytes)


class Incoming:
    """An answer as it comes in: first its head, then either the rest of it or piece by piece.

    Each raises UnreadableAnswer where it is not HTTP, and DeadlinePassed.
    """

    def __init__(self, talk: h11.Connection, pipe: Pipe, request: httpx.Request) -> None:
        self._talk = talk
        self.pipe = pipe
        self._request = request
        self._coded: list[tuple[bytes, bytes]] = []

    def head(self, deadline: Deadline) -> httpx.Response:
        """Status and headers; the body is empty still."""
        with _as_http():
            head = _head(self._talk, self.pipe, deadline)
        self._coded = list(head.headers.raw_items())
        kept = [(name, value) for name, value in self._coded if name.lower() not in _UNPACKED]
        return httpx.Response(head.status_code, headers=kept, request=self._request)

    def rest(self, head: httpx.Response, deadline: Deadline, max_bytes: int) -> httpx.Response:
        """The whole answer, unpacked. Raises TooLarge too."""
        with _as_http():
            body = _body(self._talk, self.pipe, deadline, _unpacker(self._coded), max_bytes)
        return httpx.Response(head.status_code, headers=head.headers, content=body, request=self._request)

    def piece(self, deadline: Deadline) -> bytes:
        """The next piece of an answer that is not packed; nothing when it is over."""
        if _unpacker(self._coded) is not None:
            raise UnreadableAnswer("the answer is packed, which nobody asked for")
        with _as_http():
            event = _next(self._talk, self.pipe, deadline)
        return bytes(event.data) if isinstance(event, h11.Data) else b""


@contextmanager
def _as_http() -> Iterator[None]:
    try:
        yield
    except h11.RemoteProtocolError as error:
        raise UnreadableAnswer(f"the answer is not HTTP: {error}") from error
    except zlib.error as error:
        raise UnreadableAnswer(f"the answer cannot be unpacked: {error}") from error


def _head(talk: h11.Connection, pipe: Pipe, deadline: Deadline) -> h11.Response:
    while True:
        event = _next(talk, pipe, deadline)
        if isinstance(event, h11.Response):
            return event
        if not isinstance(event, h11.InformationalResponse):
            raise UnreadableAnswer("the connection was closed before the answer")


def _body(
    talk: h11.Connection, pipe: Pipe, deadline: Deadline, unpack: zlib._Decompress | None, max_bytes: int
) -> bytes:
    parts: list[bytes] = []
    room = max_bytes
    while True:
        event = _next(talk, pipe, deadline)
        if not isinstance(event, h11.Data):
            break
        for part in [bytes(event.data)] if unpack is None else _unpacked(unpack, bytes(event.data)):
            room -= len(part)
            if room < 0:
                raise TooLarge(f"the answer is larger than {max_bytes} bytes")
            parts.append(part)
    if unpack is not None and parts and not unpack.eof:
        raise UnreadableAnswer("the packed answer ends too early")
    return b"".join(parts)


def _unpacker(headers: list[tuple[bytes, bytes]]) -> zlib._Decompress | None:
    """Return what unpacks the answer; gzip is all that we ask for."""
    coding = (
        b",".join(value for name, value in headers if name.lower() == b"content-encoding").strip().lower()
    )
    if coding in (b"", b"identity"):
        return None
    if coding in (b"gzip", b"x-gzip"):
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    raise UnreadableAnswer(
        f"the answer is packed as {coding.decode('ascii', 'replace')}, which nobody asked for"
    )


def _unpacked(unpack: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    """Unpack in small pieces, so that a bomb is noticed before it has gone off."""
    rest = packed
    while rest and not unpack.eof:
        yield unpack.decompress(rest, _PIECE)
        rest = unpack.unconsumed_tail


def _next(talk: h11.Connection, pipe: Pipe, deadline: Deadline) -> object:
    while (event := talk.next_event()) is h11.NEED_DATA:
        talk.receive_data(pipe.read(deadline))
    return event
