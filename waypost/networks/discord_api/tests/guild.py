"""A server of Discord in this process: a channel in which bots, a webhook and people write, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import httpx

from waypost.networks.discord_api.tests.checking import Call, checked
from waypost.toolkit import clock, http

GUILD, CHANNEL, WEBHOOK = "900000000000000001", "900000000000000002", "900000000000000003"
_NONCE_LIFE = timedelta(minutes=5)
_FILE_BYTES, _REQUEST_BYTES = 10_485_760, 26_214_400
_tokens = count(1)


class Refused(Exception):
    """A documented refusal."""

    def __init__(self, status: int, code: int, message: str, field: str = "") -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.field = status, code, message, field

    @property
    def body(self) -> dict[str, Any]:
        """As Discord writes it."""
        found: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.field:
            found["message"] = "Invalid Form Body"
            found["errors"] = {self.field: {"_errors": [{"code": "INVALID", "message": self.message}]}}
        return found


@dataclass
class Kept:
    """A message, as it is kept."""

    number: str
    by: dict[str, Any]
    said: dict[str, Any]
    at: datetime
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    signs: int = 0
    webhook: str = ""

    @property
    def above(self) -> str:
        return str((self.said.get("message_reference") or {}).get("message_id") or "")

    @property
    def text(self) -> str:
        question = (self.said.get("poll") or {}).get("question", {}).get("text", "")
        return "\n".join(filter(None, (question, self.said.get("content", ""))))


@dataclass
class Guild:
    """The server, with everything that happened in its channel."""

    bot: dict[str, Any] = field(
        default_factory=lambda: {"id": "900000000000000010", "username": "tern", "global_name": "Tern & Tide"}
    )
    token: str = ""
    webhook_token: str = ""
    kind: int = 0
    members: int = 42
    sees_channel: bool = True
    may_write: bool = True
    has_webhook: bool = True
    remaining: int = 4
    forgets_nonces: bool = False
    messages: dict[str, Kept] = field(default_factory=dict)
    nonces: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(910_000_000_000_000_001))

    def __post_init__(self) -> None:
        number = next(_tokens)
        self.token = self.token or f"TERNTIDE{number}.aaaaaa.bbbbbbbbbbbbbbbbbbbbbb"
        self.webhook_token = self.webhook_token or f"hook-{number}-aaaaaaaaaaaaaaaaaaaaaaaa"

    # The wire

    def connect(self, request: httpx.Request) -> None:
        return

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        call = checked(request)
        self.calls.append(call)
        try:
            self._let_in(call)
            result = _OPERATIONS[call.operation](self, call)
        except Refused as refused:
            return httpx.Response(refused.status, json=refused.body, request=request)
        said = {"x-ratelimit-limit": "5", "x-ratelimit-remaining": str(self.remaining)}
        said |= {"x-ratelimit-reset-after": "1.25"}
        if result is None:
            return httpx.Response(204, headers=said, request=request)
        return httpx.Response(200, headers=said, json=result, request=request)

    def _let_in(self, call: Call) -> None:
        if "webhook_id" in call.path:
            is_known = call.path["webhook_id"] == WEBHOOK and self.has_webhook
            if not is_known:
                raise Refused(404, 10_015, "Unknown Webhook")
            if call.path["webhook_token"] != self.webhook_token:
                raise Refused(401, 50_027, "Invalid Webhook Token")
        elif call.token != self.token:
            raise Refused(401, 0, "401: Unauthorized")
        if "channel_id" in call.path and call.path["channel_id"] != CHANNEL:
            raise Refused(404, 10_003, "Unknown Channel")
        if "channel_id" in call.path and not self.sees_channel:
            raise Refused(403, 50_001, "Missing Access")

    # What is asked

    def me(self, call: Call) -> dict[str, Any]:
        return {**self.bot, "bot": True}

    def channel(self, call: Call) -> dict[str, Any]:
        return {
            "id": CHANNEL,
            "type": self.kind,
            "flags": 0,
            "guild_id": GUILD,
            "name": "news",
            "position": 1,
        }

    def guild(self, call: Call) -> dict[str, Any]:
        counts = {"approximate_member_count": self.members} if call.query.get("with_counts") == "true" else {}
        return {"id": GUILD, "name": "Harbour", **counts}

    def webhook(self, call: Call) -> dict[str, Any]:
        return {
            "id": WEBHOOK, "type": 1, "name": "Tern news", "channel_id": CHANNEL, "guild_id": GUILD, "avatar": None,
            "application_id": None, "token": self.webhook_token,
        }  # fmt: skip

    def page(self, call: Call) -> list[dict[str, Any]]:
        newest = sorted(self.messages.values(), key=lambda each: int(each.number), reverse=True)
        limit, query = int(call.query.get("limit", "50")), call.query
        if "after" in query:
            newest = [each for each in newest if int(each.number) > int(query["after"])][-limit:]
        elif "before" in query:
            newest = [each for each in newest if int(each.number) < int(query["before"])]
        return [self._shown(each) for each in newest[:limit]]

    def one(self, call: Call) -> dict[str, Any]:
        return self._shown(self._kept(call))

    # What is done

    def write(self, call: Call) -> dict[str, Any]:
        if not self.may_write:
            raise Refused(403, 50_013, "Missing Permissions")
        nonce, now = str(call.body.get("nonce", "")), clock.now()
        if nonce and call.body.get("enforce_nonce") and not self.forgets_nonces:
            at, number = self.nonces.get(nonce, (now, ""))
            if number in self.messages and now - at < _NONCE_LIFE:
                return self._shown(self.messages[number])
        above = (call.body.get("message_reference") or {}).get("message_id")
        if above and above not in self.messages:
            raise Refused(400, 50_035, "Unknown message", "message_reference")
        kept = self._store(call, self.bot)
        self.nonces[nonce] = (now, kept.number)
        return self._shown(kept)

    def write_by_webhook(self, call: Call) -> dict[str, Any] | None:
        kept = self._store(call, {"id": WEBHOOK, "username": "Tern news"})
        kept.webhook = WEBHOOK
        return self._shown(kept) if call.query.get("wait") == "true" else None

    def change(self, call: Call) -> dict[str, Any]:
        kept = self._kept(call)
        _hold_against_limits({**kept.said, **call.body}, call.files)
        if call.body.get("flags", 0) & ~4:
            raise Refused(400, 50_035, "Only previews can be switched off", "flags")
        kept.said = {**kept.said, **call.body}
        kept.files = call.files
        return self._shown(kept)

    def delete(self, call: Call) -> None:
        del self.messages[self._kept(call).number]

    # What is kept

    def posts(self, by: str = "") -> list[str]:
        """What stands in the channel of one writer, oldest first."""
        wanted = by or self.bot["id"]
        return [each.text for each in self.messages.values() if each.by["id"] == wanted]

    def hear(self, by: dict[str, Any], text: str, above: str = "") -> Kept:
        """Let somebody write."""
        said: dict[str, Any] = {"content": text}
        if above:
            said["message_reference"] = {"message_id": above}
        return self._keep(by, said)

    def _store(self, call: Call, by: dict[str, Any]) -> Kept:
        _hold_against_limits(call.body, call.files)
        kept = self._keep(by, dict(call.body))
        kept.files = call.files
        return kept

    def _keep(self, by: dict[str, Any], said: dict[str, Any]) -> Kept:
        kept = Kept(str(next(self._numbers)), by, said, clock.now())
        self.messages[kept.number] = kept
        return kept

    def _kept(self, call: Call) -> Kept:
        found = self.messages.get(call.path["message_id"])
        is_theirs = found is not None and "webhook_id" in call.path and found.webhook != WEBHOOK
        if found is None or is_theirs:
            raise Refused(404, 10_008, "Unknown Message")
        if call.operation.startswith("PATCH") and found.by["id"] not in (self.bot["id"], WEBHOOK):
            raise Refused(403, 50_005, "Cannot edit a message authored by another user")
        return found

    def _shown(self, kept: Kept, *, with_above: bool = True) -> dict[str, Any]:
        text = kept.said.get("content") or ""
        found: dict[str, Any] = {
            "id": kept.number, "type": 19 if kept.above else 0, "channel_id": CHANNEL, "author": kept.by,
            "content": text, "timestamp": kept.at.isoformat(), "edited_timestamp": None, "flags": 0,
            "mentions": [self.bot] if f"<@{self.bot['id']}>" in text else [], "mention_roles": [], "embeds": [],
            "components": [], "pinned": False, "mention_everyone": False, "tts": False,
            "attachments": [
                {"id": str(number), "filename": f"file{number}", "content_type": kind}
                for number, (kind, _content) in kept.files.items()
            ],
        }  # fmt: skip
        if kept.signs:
            found["reactions"] = [{"count": kept.signs, "emoji": {"name": "🌊"}, "me": False}]
        if kept.said.get("poll"):
            found["poll"] = kept.said["poll"]
        if kept.above:
            found["message_reference"] = {"type": 0, "channel_id": CHANNEL, "message_id": kept.above}
            above = self.messages.get(kept.above)
            if with_above:
                found["referenced_message"] = self._shown(above, with_above=False) if above else None
        return found


def _hold_against_limits(said: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> None:
    poll = said.get("poll")
    if len(said.get("content") or "") > 2000:
        raise Refused(400, 50_035, "Must be 2000 or fewer in length.", "content")
    if not (said.get("content") or "").strip() and not files and not poll:
        raise Refused(400, 50_006, "Cannot send an empty message")
    if poll and any(len(each["poll_media"]["text"]) > 55 for each in poll["answers"]):
        raise Refused(400, 50_035, "Must be 55 or fewer in length.", "poll")
    sizes = [len(content) for _kind, content in files.values()]
    if any(size > _FILE_BYTES for size in sizes) or sum(sizes) > _REQUEST_BYTES:
        raise Refused(413, 40_005, "Request entity too large")


_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ONE = "/channels/{channel_id}/messages/{message_id}"
_OPERATIONS: dict[str, Callable[[Guild, Call], Any]] = {
    "GET /users/@me": Guild.me,
    "GET /channels/{channel_id}": Guild.channel,
    "GET /guilds/{guild_id}": Guild.guild,
    "GET /channels/{channel_id}/messages": Guild.page,
    "POST /channels/{channel_id}/messages": Guild.write,
    f"GET {_ONE}": Guild.one,
    f"PATCH {_ONE}": Guild.change,
    f"DELETE {_ONE}": Guild.delete,
    f"GET {_HOOK}": Guild.webhook,
    f"POST {_HOOK}": Guild.write_by_webhook,
    f"GET {_HOOK}/messages/{{message_id}}": Guild.one,
    f"PATCH {_HOOK}/messages/{{message_id}}": Guild.change,
    f"DELETE {_HOOK}/messages/{{message_id}}": Guild.delete,
}
