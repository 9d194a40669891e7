"""The sandbox behind a socket, as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from waypost.networks.sandbox.card import CARD
from waypost.networks.sandbox.server.asking import Answered, Ending, refused
from waypost.networks.sandbox.server.sandbox import Sandbox

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_MAX_BODY = CARD.media.image_bytes + 1024
_HANG_SECONDS = 600.0


class App:
    """Answers what comes over the socket, waiting as long as the sandbox says."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or the server's word that it begins or ends."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await _write(await self._answer(scope, receive), send)

    async def _answer(self, scope: Message, receive: Receive) -> Answered:
        body = await _read(receive)
        if body is None:
            return refused(413, "size", f"A call has at most {_MAX_BODY} bytes.")
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        query = scope["query_string"].decode("latin-1")
        target = scope["raw_path"].decode("latin-1") if scope.get("raw_path") else scope["path"]
        begun = self._sandbox.begin(scope["method"], f"{target.partition('?')[0]}?{query}", headers, body)
        if begun.seconds_before:
            await asyncio.sleep(begun.seconds_before)
        answer = self._sandbox.finish(begun)
        if begun.seconds_after:
            await asyncio.sleep(begun.seconds_after)
        return answer

    async def _live(self, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        self._sandbox.truth.close()
        await send({"type": "lifespan.shutdown.complete"})


async def _read(receive: Receive) -> bytes | None:
    """Read the whole body, to its end; nothing when it is too large."""
    parts: list[bytes] = []
    size = 0
    is_whole = False
    while not is_whole:
        message = await receive()
        size += len(message.get("body", b""))
        if size <= _MAX_BODY:
            parts.append(message.get("body", b""))
        is_whole = not message.get("more_body")
    return b"".join(parts) if size <= _MAX_BODY else None


async def _write(answer: Answered, send: Send) -> None:
    """Write an answer the way it ends: a promise of more that is not kept makes the server hang up."""
    if answer.ending is Ending.HANG:
        await asyncio.sleep(_HANG_SECONDS)
    headers = {
        "content-type": answer.content_type,
        "content-length": str(len(answer.body)),
        "x-content-type-options": "nosniff",
        **answer.headers,
    }
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
        }
    )
    if answer.ending is Ending.WHOLE:
        await send({"type": "http.response.body", "body": answer.body})
    else:
        kept = 0 if answer.ending is Ending.CUT else len(answer.body) // 2
        await send({"type": "http.response.body", "body": answer.body[:kept], "more_body": True})
