"""A workspace in this process: as much of Slack as Waypost speaks, with its refusals and its slowness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from waypost.networks.slack.tests.checking import Call, checked, is_documented, scope_of
from waypost.networks.slack.tests.specification import SCOPES
from waypost.toolkit import clock, http

_numbers = count(1)
_SIGNED_OUT = {"invalid_auth", "not_authed", "missing_scope"}
_REFERENCE = "invalid slack file [json-pointer:/blocks/0/slack_file]"


class Refused(Exception):
    """A documented refusal."""

    def __init__(self, error: str, *messages: str) -> None:
        super().__init__(error)
        self.error, self.messages = error, messages


@dataclass
class Kept:
    """A message, as it is kept."""

    ts: str
    by: str
    said: dict[str, Any]
    thread: str = ""
    likes: int = 0
    subtype: str = ""


@dataclass
class Workspace:
    """The workspace with one channel, and everything that was said there."""

    host: str = ""
    longest: int = 40_000
    processing: int = 0
    members: set[str] = field(default_factory=set)
    archived: bool = False
    loses_answers: int = 0
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    messages: dict[str, Kept] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    last_at: float = 0.0

    def __post_init__(self) -> None:
        number = next(_numbers)
        self.host = self.host or f"slack-{number}.example"
        self.team, self.channel, self.name = f"T{number:08}", f"C{number:08}", "news"

    @property
    def address(self) -> str:
        return f"https://{self.host}"

    def join(self, name: str, called: str, *, in_channel: bool = True) -> str:
        """Somebody, or an app, comes into the workspace."""
        user = f"U{next(_numbers):08}"
        self.people[user] = {"id": user, "name": name, "profile": {"real_name": called, "display_name": ""}}
        self.members |= {user} if in_channel else set()
        return user

    def token(self, user: str, scopes: set[str] | None = None) -> str:
        found = f"xoxb-{next(_numbers)}"
        self.tokens[found] = (user, set(SCOPES.values()) if scopes is None else scopes)
        return found

    def moment(self) -> str:
        """The id of a new message: later than all before."""
        self.last_at = max(clock.now().timestamp(), self.last_at + 0.001)
        return f"{self.last_at:.6f}"

    def write(self, by: str, said: dict[str, Any]) -> Kept:
        """Keep a message; what is said under an answer stands in the thread of the one at the top."""
        above = said.get("thread_ts", "")
        root = self.messages[above].thread or above if above in self.messages else ""
        message = Kept(self.moment(), by, said, root)
        self.messages[message.ts] = message
        return message

    def top(self) -> list[Kept]:
        return [message for message in self.messages.values() if not message.thread]

    def thread(self, root: str) -> list[Kept]:
        return [message for message in self.messages.values() if message.thread == root]

    # The wire

    def connect(self, request: httpx.Request) -> None:
        """Be reached."""
        if request.url.host != self.host:
            raise http.NotSent(f"no such host as {request.url.host}")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        if request.url.path.startswith("/upload/"):
            return self.takes_bytes(request)
        call = checked(request)
        self.calls.append(call)
        try:
            said = {"ok": True} | _METHODS[call.method](self, call, self.let_in(call, request))
        except Refused as refused:
            said = self.no(call.method, refused)
        if call.method == "chat.postMessage" and said["ok"] and self.loses_answers:
            self.loses_answers -= 1
            raise http.UnreadableAnswer("the connection was closed before the answer")
        return httpx.Response(200, json=said, request=request)

    def no(self, method: str, refused: Refused) -> dict[str, Any]:
        """A refusal, as the method documents it."""
        assert is_documented(method, refused.error) or refused.error in _SIGNED_OUT, refused.error
        return {"ok": False, "error": refused.error, "response_metadata": {"messages": refused.messages}}

    def let_in(self, call: Call, request: httpx.Request) -> str:
        token = request.headers["authorization"].removeprefix("Bearer ")
        if token not in self.tokens:
            raise Refused("invalid_auth")
        user, scopes = self.tokens[token]
        if scope_of(call.method) not in {"", *scopes}:
            raise Refused("missing_scope")
        return user

    def takes_bytes(self, request: httpx.Request) -> httpx.Response:
        file = self.files.get(request.url.path.removeprefix("/upload/"))
        assert "authorization" not in request.headers, "the address of an upload is its own secret"
        if file is None or len(request.read()) != file["length"]:
            return httpx.Response(400, text="no", request=request)
        file["content"] = request.read()
        return httpx.Response(200, text=f"OK - {file['length']}", request=request)

    def in_channel(self, call: Call, user: str) -> None:
        """Refuse whoever is not there."""
        if call.said["channel"] != self.channel:
            raise Refused("channel_not_found")
        if user not in self.members:
            raise Refused("not_in_channel")

    def view(self, message: Kept, *, with_metadata: bool) -> dict[str, Any]:
        under = self.thread(message.ts)
        shown: dict[str, Any] = {"type": "message", "ts": message.ts, "text": message.said.get("text", "")}
        shown |= {"user": message.by, "blocks": message.said.get("blocks", [])}
        if message.subtype:
            shown["subtype"] = message.subtype
        if with_metadata and "metadata" in message.said:
            shown["metadata"] = message.said["metadata"]
        if message.likes:
            shown["reactions"] = [{"name": "wave", "count": message.likes, "users": []}]
        if under:
            shown |= {"thread_ts": message.ts, "reply_count": len(under), "latest_reply": under[-1].ts}
        elif message.thread:
            shown["thread_ts"] = message.thread
        return shown

    def hold_against_limits(self, said: dict[str, Any], longest: int) -> None:
        """Refuse what Slack refuses; it refuses no text for what stands in it, but shows other things than were meant."""
        sections = [block["text"]["text"] for block in said.get("blocks", []) if block["type"] == "section"]
        for text in (said["text"], *sections):
            bare = text.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
            assert "&" not in bare, "an unescaped sign was sent"
        if not said["text"] and not said.get("blocks"):
            raise Refused("no_text")
        if len(said["text"]) > longest:
            raise Refused("msg_too_long")
        if len(said.get("blocks", [])) > 50:
            raise Refused("invalid_blocks")
        for block in said.get("blocks", []):
            if block["type"] == "image" and not self.files.get(block["slack_file"]["id"], {}).get("type"):
                raise Refused("invalid_blocks", f"[ERROR] {_REFERENCE}")


Said = dict[str, Any]


def _who(workspace: Workspace, call: Call, user: str) -> Said:
    return {"url": f"{workspace.address}/", "team": "Tern & Tide", "team_id": workspace.team,
            "user": workspace.people[user]["name"], "user_id": user, "bot_id": f"B{user[1:]}"}  # fmt: skip


def _post(workspace: Workspace, call: Call, user: str) -> Said:
    workspace.in_channel(call, user)
    if workspace.archived:
        raise Refused("is_archived")
    workspace.hold_against_limits(call.said, workspace.longest)
    kept = workspace.write(user, call.said)
    return {"ts": kept.ts, "channel": workspace.channel, "message": workspace.view(kept, with_metadata=False)}


def _mine(workspace: Workspace, call: Call, user: str, error: str) -> Kept:
    workspace.in_channel(call, user)
    if call.said["ts"] not in workspace.messages:
        raise Refused("message_not_found")
    message = workspace.messages[call.said["ts"]]
    if message.by != user:
        raise Refused(error)
    return message


def _update(workspace: Workspace, call: Call, user: str) -> Said:
    message = _mine(workspace, call, user, "cant_update_message")
    # https://docs.slack.dev/reference/methods/chat.update, 2026-11: 4,000 characters, where a new message takes ten times that.
    workspace.hold_against_limits(call.said, 4000)
    message.said = message.said | {
        name: call.said[name] for name in call.said if name not in ("ts", "channel")
    }
    return {"ts": message.ts, "channel": workspace.channel, "text": message.said["text"]}


def _delete(workspace: Workspace, call: Call, user: str) -> Said:
    """A message with answers leaves a stone behind."""
    message = _mine(workspace, call, user, "cant_delete_message")
    if workspace.thread(message.ts):
        message.subtype, message.by, message.said = (
            "tombstone",
            "USLACKBOT",
            {"text": "This message was deleted."},
        )
    else:
        del workspace.messages[message.ts]
    return {"ts": message.ts, "channel": workspace.channel}


def _history(workspace: Workspace, call: Call, user: str) -> Said:
    workspace.in_channel(call, user)
    found = sorted(workspace.top(), key=lambda message: message.ts, reverse=True)
    return _page(workspace, call, found, most=999)


def _replies(workspace: Workspace, call: Call, user: str) -> Said:
    """A thread by its top; of a message within a thread, that message alone."""
    workspace.in_channel(call, user)
    message = workspace.messages.get(call.said["ts"])
    if message is None:
        raise Refused("thread_not_found")
    return _page(workspace, call, [message, *workspace.thread(message.ts)], most=1000)


def _page(workspace: Workspace, call: Call, found: list[Kept], most: int) -> Said:
    asked = call.said
    found = [
        one for one in found if float(one.ts) > float(asked.get("oldest", 0)) or one.ts == asked.get("ts")
    ]
    begin, size = int(asked.get("cursor", 0)), min(int(asked.get("limit", 100)), most)
    following = str(begin + size) if len(found) > begin + size else ""
    with_metadata = asked.get("include_all_metadata") == "true"
    shown = [workspace.view(one, with_metadata=with_metadata) for one in found[begin : begin + size]]
    return {"messages": shown, "has_more": bool(following), "response_metadata": {"next_cursor": following}}


def _channel(workspace: Workspace, user: str) -> Said:
    return {"id": workspace.channel, "name": workspace.name, "is_member": user in workspace.members,
            "is_archived": workspace.archived}  # fmt: skip


def _info(workspace: Workspace, call: Call, user: str) -> Said:
    if call.said["channel"] != workspace.channel:
        raise Refused("channel_not_found")
    counted = (
        {"num_members": len(workspace.members)} if call.said.get("include_num_members") == "true" else {}
    )
    return {"channel": _channel(workspace, user) | counted}


def _mine_channels(workspace: Workspace, call: Call, user: str) -> Said:
    """Pages of one, so that whoever does not turn them finds nothing."""
    first = {"id": "C0GENERAL", "name": "general"}
    ours = _channel(workspace, user)
    del ours["is_member"]
    if call.said.get("cursor") == "two":
        return {
            "channels": [ours] if user in workspace.members else [],
            "response_metadata": {"next_cursor": ""},
        }
    return {"channels": [first], "response_metadata": {"next_cursor": "two"}}


def _place(workspace: Workspace, call: Call, user: str) -> Said:
    if len(call.said.get("alt_txt", "")) > 1000:
        raise Refused("alt_txt_too_large")
    number = f"F{next(_numbers):08}"
    length, alt = int(call.said["length"]), call.said.get("alt_txt", "")
    workspace.files[number] = {"length": length, "alt": alt, "name": call.said["filename"], "type": ""}
    return {"upload_url": f"{workspace.address}/upload/{number}", "file_id": number}


def _complete(workspace: Workspace, call: Call, user: str) -> Said:
    for file in call.said["files"]:
        if "content" not in workspace.files.get(file["id"], {}):
            raise Refused("file_not_found")
        workspace.files[file["id"]]["left"] = workspace.processing
        _process(workspace.files[file["id"]])
    return {"files": [{"id": file["id"]} for file in call.said["files"]]}


def _process(file: dict[str, Any]) -> None:
    kinds = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
    if not file["left"]:
        file["type"] = next(
            (kind for head, kind in kinds.items() if file["content"].startswith(head)), "text/plain"
        )


def _file(workspace: Workspace, call: Call, user: str) -> Said:
    file = workspace.files.get(call.said["file"])
    if file is None:
        raise Refused("file_not_found")
    file["left"] = max(0, file["left"] - 1)
    _process(file)
    return {"file": {"id": call.said["file"], "mimetype": file["type"], "name": file["name"]}}


def _person(workspace: Workspace, call: Call, user: str) -> Said:
    if call.said["user"] not in workspace.people:
        raise Refused("user_not_found")
    return {"user": workspace.people[call.said["user"]]}


_METHODS: dict[str, Callable[[Workspace, Call, str], Said]] = {
    "auth.test": _who,
    "chat.delete": _delete,
    "chat.postMessage": _post,
    "chat.update": _update,
    "conversations.history": _history,
    "conversations.info": _info,
    "conversations.replies": _replies,
    "files.completeUploadExternal": _complete,
    "files.getUploadURLExternal": _place,
    "files.info": _file,
    "users.conversations": _mine_channels,
    "users.info": _person,
}
