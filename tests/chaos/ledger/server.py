"""The network behind sockets: `python -m tests.chaos.ledger.server <port of the ledger> <a port for each family …>`.

Each family answers on a port of its own, so that an outage is of one. On the ledger's port: `GET /ledger`, and
`POST /outages` with `family`, `after` and `seconds`, and `how`: "refuses" (nobody listens) or "drops" (a call is read
and the line breaks).
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.chaos.ledger.book import Book, Said
from tests.chaos.ledger.families import FAMILIES, Family
from tests.chaos.ledger.fates import Fate, look_fails, step_fails

LATENCY, SLOW, HANG = 0.03, 0.8, 30.0


class Broken(Exception):
    """The line breaks: after so much of an answer, if any."""

    def __init__(self, kept: bytes = b"") -> None:
        super().__init__()
        self.kept = kept


@dataclass(frozen=True)
class Asked:
    """One request; the bearer's token is the account's handle."""

    method: str
    path: str
    params: dict[str, str]
    headers: dict[str, str]
    new: dict[str, Any]

    @property
    def account(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


class Door:
    """One family's port."""

    def __init__(self, family: Family, port: int, book: Book) -> None:
        self.family, self.port, self.book = family, port, book
        self.drops = False
        self._late: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", self.port)

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()

    async def be_out(self, how: str, after: float, seconds: float) -> None:
        await asyncio.sleep(after)
        self.drops = how == "drops"
        if how == "refuses":
            await self.close()
        await asyncio.sleep(seconds)
        self.drops = False
        if how == "refuses":
            await self.open()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await talk(reader, writer, self._answer)

    async def _answer(self, asked: Asked) -> Said:
        if self.drops:
            raise Broken
        match asked.method, asked.path.split("/")[2:]:
            case "POST", ["posts"]:
                return await self._publish(asked)
            case "POST", ["containers"]:
                await asyncio.sleep(LATENCY)
                if step_fails(asked.new["text"]) and self.book.is_first("step", asked.new["text"]):
                    return _error()
                return self.book.contain(asked.account, asked.new["text"])
            case "GET", ["published", name]:
                return self._look(asked, self.book.published(self.family, asked.account, unquote(name)))
            case "GET", ["posts"]:
                since = datetime.fromisoformat(asked.params["since"])
                return self._look(
                    asked, self.book.posts(self.family, asked.account, since, asked.params.get("before", ""))
                )
        return 404, {"error": "not_found", "message": "There is nothing here."}

    def _look(self, asked: Asked, said: Said) -> Said:
        what = f"{asked.account} {asked.path} {asked.params}"
        return _error() if look_fails(what) and self.book.is_first("look", what) else said

    async def _publish(self, asked: Asked) -> Said:
        fate = self.book.fate(asked.new)
        await asyncio.sleep(SLOW if fate is Fate.SLOW else LATENCY / 2)
        match fate:
            case Fate.REFUSED:
                return 422, {"error": "refused", "message": "This network does not want this post."}
            case Fate.RATE_LIMITED:
                return 429, {"error": "rate_limited", "message": "Too much."}
            case Fate.ERROR_BEFORE:
                return _error()
            case Fate.HANG_BEFORE:
                await asyncio.sleep(HANG)
                raise Broken
            case Fate.LATE:
                late = asyncio.create_task(self._store_late(asked))
                self._late.add(late)
                await asyncio.sleep(HANG)
                raise Broken
        said = self._store(asked)
        await asyncio.sleep(LATENCY / 2)
        match fate:
            case Fate.ERROR_AFTER:
                return _error()
            case Fate.DROPPED:
                raise Broken
            case Fate.CUT:
                raise Broken(_written(said)[:-20])
            case Fate.UNREADABLE:
                return 200, {"something": "else"}
            case Fate.HANG_AFTER:
                await asyncio.sleep(HANG)
                raise Broken
        if said[0] < HTTPStatus.BAD_REQUEST:
            self.book.confirmed.add(asked.new["key"])
        return said

    async def _store_late(self, asked: Asked) -> None:
        await asyncio.sleep(self.family.late)
        self._store(asked)

    def _store(self, asked: Asked) -> Said:
        header = asked.headers.get("idempotency-key", "")
        return self.book.store(self.family, asked.account, asked.new, header)


class Desk:
    """Where the ledger is read and outages are ordered."""

    def __init__(self, book: Book, doors: dict[str, Door]) -> None:
        self._book, self._doors = book, doors
        self._ordered: list[asyncio.Task[None]] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await talk(reader, writer, self._answer)

    async def _answer(self, asked: Asked) -> Said:
        if asked.path == "/outages":
            new = asked.new
            outage = self._doors[new["family"]].be_out(new["how"], new["after"], new["seconds"])
            self._ordered.append(asyncio.create_task(outage))
            return 201, {}
        return 200, self._book.whole()


async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Any) -> None:
    """Answer one call after another, until either side hangs up."""
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        goes_on = True
        while goes_on:
            asked = await _read(reader)
            goes_on = asked.headers.get("connection", "") != "close"
            try:
                writer.write(_written(await answer(asked)))
            except Broken as broken:
                writer.write(broken.kept)
                goes_on = False
            await writer.drain()
    writer.transport.abort() if not writer.transport.get_write_buffer_size() else writer.close()


async def _read(reader: asyncio.StreamReader) -> Asked:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method, target, _ = first.split(" ")
    parts = urlsplit(target)
    params = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return Asked(method, parts.path, params, headers, json.loads(body) if body else {})


def _written(said: Said) -> bytes:
    status, value = said
    body = json.dumps(value).encode()
    more = "retry-after: 1\r\n" if status == HTTPStatus.TOO_MANY_REQUESTS else ""
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{more}content-type: application/json\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


def _error() -> Said:
    return 500, {"error": "internal", "message": "Something went wrong."}


async def serve(desk_port: int, ports: list[int]) -> None:
    book = Book()
    doors = {
        name: Door(family, port, book) for (name, family), port in zip(FAMILIES.items(), ports, strict=True)
    }
    for door in doors.values():
        await door.open()
    desk = await asyncio.start_server(Desk(book, doors).talk, "127.0.0.1", desk_port)
    await desk.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), [int(word) for word in sys.argv[2:]]))
