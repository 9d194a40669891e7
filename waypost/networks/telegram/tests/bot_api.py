"""A Bot API server in this process: as much of Telegram as a bot sees, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from waypost.networks.counting.units import utf16
from waypost.networks.telegram.tests.checking import Call, checked
from waypost.toolkit import clock, http

CHANNEL, GROUP = -1001000000001, -1001000000002
_tokens = count(1)


class Refused(Exception):
    """A documented refusal."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


@dataclass
class Kept:
    """A message, as it is kept."""

    number: int
    chat: int
    by: dict[str, Any]
    said: dict[str, Any]
    at: int
    above: int = 0
    thread: int = 0
    copy_of: int = 0
    files: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says, whatever kind it is of."""
        whole = [self.said.get("question", ""), self.said.get("description", "")]
        words = "\n".join(filter(None, whole))
        return str(self.said.get("text") or self.said.get("caption") or words)


@dataclass
class BotApi:
    """The server: one bot, a channel, and the group in which it is discussed."""

    bot: dict[str, Any] = field(
        default_factory=lambda: {
            "id": 7001,
            "is_bot": True,
            "first_name": "Tern",
            "username": "tern_tide_bot",
        }
    )
    token: str = ""
    chats: dict[int, dict[str, Any]] = field(default_factory=dict)
    rights: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: dict[tuple[int, int], Kept] = field(default_factory=dict)
    updates: list[dict[str, Any]] = field(default_factory=list)
    members: int = 42
    calls: list[Call] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)
    reader_elsewhere: bool = False
    _numbers: dict[int, int] = field(default_factory=dict)
    _albums: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.token = self.token or f"700{next(_tokens)}:AAtern-and-tide_token"
        self.chats = self.chats or {
            CHANNEL: {"id": CHANNEL, "type": "channel", "title": "Tern & Tide", "username": "ternandtide"},
            GROUP: {"id": GROUP, "type": "supergroup", "title": "Tern & Tide talk"},
        }
        self.chats[CHANNEL]["linked_chat_id"] = GROUP
        self.rights = self.rights or {
            CHANNEL: {"status": "administrator", "can_post_messages": True},
            GROUP: {"status": "administrator"},
        }

    # The wire

    def connect(self, request: httpx.Request) -> None:
        return

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        call = checked(request)
        self.calls.append(call)
        try:
            if call.token != self.token:
                raise Refused(401, "Unauthorized")
            result = _METHODS[call.method](self, call)
        except Refused as refused:
            body = {"ok": False, "error_code": refused.status, "description": refused.description}
            if refused.parameters:
                body["parameters"] = refused.parameters
            return httpx.Response(refused.status, json=body, request=request)
        return httpx.Response(200, json={"ok": True, "result": result}, request=request)

    # What a bot asks

    def me(self, call: Call) -> dict[str, Any]:
        return {**self.bot, "can_join_groups": True}

    def chat(self, call: Call) -> dict[str, Any]:
        return {**self._chat(call), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {}}

    def member(self, call: Call) -> dict[str, Any]:
        chat = self._chat(call)
        if chat["id"] not in self.rights:
            raise Refused(400, "Bad Request: member list is inaccessible")
        return {**self.rights[chat["id"]], "user": self.bot}

    def member_count(self, call: Call) -> int:
        self._chat(call)
        return self.members

    def listen(self, call: Call) -> list[dict[str, Any]]:
        if self.reader_elsewhere:
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        offset, limit = call.fields.get("offset", 0), call.fields.get("limit", 100)
        if not 1 <= limit <= 100:
            raise Refused(400, "Bad Request: invalid limit")
        self.updates = [each for each in self.updates if each["update_id"] >= offset]
        return self.updates[:limit]

    # What a bot does

    def say(self, call: Call) -> dict[str, Any]:
        _hold_text(call.fields["text"], 4096, "message text is empty", "message is too long")
        _hold_entities(call.fields["text"], call.fields.get("entities", []))
        return self._shown(self._store(call, call.fields))

    def show(self, call: Call) -> dict[str, Any]:
        kind = "video" if "video" in call.fields else "photo"
        self._hold_file(kind, call.fields[kind], call)
        _hold_caption(call.fields)
        return self._shown(self._store(call, call.fields, [call.fields[kind]]))

    def album(self, call: Call) -> list[dict[str, Any]]:
        media = call.fields["media"]
        if not 2 <= len(media) <= 10:
            raise Refused(400, "Bad Request: wrong number of messages, must be between 2 and 10")
        for part in media:
            self._hold_file(part["type"], part["media"], call)
            _hold_caption(part)
        group = str(next(self._albums))
        made = [self._store(call, part, [part["media"]], album=group) for part in media]
        return [self._shown(each) for each in made]

    def poll(self, call: Call) -> dict[str, Any]:
        fields = call.fields
        if not 1 <= len(fields["question"]) <= 300 or len(fields.get("description", "")) > 1024:
            raise Refused(400, "Bad Request: poll question must be non-empty and not too long")
        if not 1 <= len(fields["options"]) <= 12:
            raise Refused(400, "Bad Request: poll must have at most 12 options")
        if any(not 1 <= len(each["text"]) <= 100 for each in fields["options"]):
            raise Refused(400, "Bad Request: poll options length must not exceed 100")
        if not 5 <= fields.get("open_period", 5) <= 2_628_000:
            raise Refused(400, "Bad Request: invalid poll auto-close delay specified")
        return self._shown(self._store(call, fields))

    def delete(self, call: Call) -> bool:
        kept = self._kept(call, "message to delete not found")
        if clock.now().timestamp() - kept.at > 48 * 3600 and not self.rights[kept.chat].get(
            "can_post_messages"
        ):
            raise Refused(400, "Bad Request: message can't be deleted for everyone")
        del self.messages[kept.chat, kept.number]
        return True

    def say_anew(self, call: Call) -> dict[str, Any]:
        kept = self._kept(call, "message to edit not found")
        if "text" not in kept.said:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        _hold_text(call.fields["text"], 4096, "message text is empty", "message is too long")
        if kept.said["text"] == call.fields["text"]:
            raise Refused(
                400, "Bad Request: message is not modified: specified new message content is the same"
            )
        kept.said = dict(call.fields)
        return self._shown(kept)

    def show_anew(self, call: Call) -> dict[str, Any]:
        kept = self._kept(call, "message to edit not found")
        media = call.fields["media"]
        self._hold_file(media["type"], media["media"], call)
        _hold_caption(media)
        kept.said, kept.files = dict(media), [media["media"]]
        return self._shown(kept)

    # What is kept

    def posts(self) -> list[str]:
        """What the bot's posts in the channel say, oldest first; an album once."""
        own = [each for (chat, _number), each in sorted(self.messages.items()) if chat == CHANNEL]
        return [each.text for each in own if each.text]

    def hear(self, by: dict[str, Any], text: str, chat: int = GROUP, above: int = 0) -> Kept:
        """Let somebody say something, of which the bot is told."""
        answered = self.messages.get((chat, above))
        thread = 0 if answered is None else answered.thread or answered.number
        kept = self._keep(chat, by, {"text": text}, above=above, thread=thread)
        self._tell(kept)
        return kept

    def copy_in_group(self, number: int) -> int:
        """The number by which a post of the channel stands in the discussion group."""
        return next(
            each.number for each in self.messages.values() if each.chat == GROUP and each.copy_of == number
        )

    def _store(
        self, call: Call, said: dict[str, Any], files: list[str] | None = None, album: str = ""
    ) -> Kept:
        chat = self._chat(call)["id"]
        if chat in self.moved:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.moved[chat],
            )
        rights = self.rights.get(chat)
        if rights is None:
            raise Refused(403, "Forbidden: bot is not a member of the channel chat")
        if self.chats[chat]["type"] == "channel" and not rights.get("can_post_messages"):
            raise Refused(400, "Bad Request: need administrator rights in the channel chat")
        above = call.fields.get("reply_parameters", {}).get("message_id", 0)
        if above and (chat, above) not in self.messages:
            raise Refused(400, "Bad Request: message to be replied not found")
        answered = self.messages.get((chat, above))
        thread = 0 if answered is None else answered.thread or answered.number
        by = {"sender_chat": self.chats[chat]} if chat == CHANNEL else {"from": self.bot}
        kept = self._keep(chat, by, {**said, "album": album}, above=above, thread=thread)
        kept.files = files or []
        if chat == CHANNEL and GROUP in self.rights:
            origin = {"sender_chat": self.chats[CHANNEL]}
            copy = self._keep(GROUP, origin, dict(kept.said))
            copy.copy_of = kept.number
            self._tell(copy)
        return kept

    def _keep(
        self, chat: int, by: dict[str, Any], said: dict[str, Any], above: int = 0, thread: int = 0
    ) -> Kept:
        number = self._numbers[chat] = self._numbers.get(chat, 0 if chat == CHANNEL else 500) + 1
        kept = Kept(number, chat, by, said, int(clock.now().timestamp()), above=above, thread=thread)
        self.messages[chat, number] = kept
        return kept

    def _tell(self, kept: Kept) -> None:
        number = self.updates[-1]["update_id"] + 1 if self.updates else 9000 + len(self.messages)
        self.updates.append({"update_id": number, "message": self._shown(kept)})

    def _shown(self, kept: Kept, *, with_above: bool = True) -> dict[str, Any]:
        chat = {name: value for name, value in self.chats[kept.chat].items() if name != "linked_chat_id"}
        found: dict[str, Any] = {"message_id": kept.number, "date": kept.at, "chat": chat, **kept.by}
        found |= {name: kept.said[name] for name in ("text", "caption") if kept.said.get(name)}
        if kept.said.get("album"):
            found["media_group_id"] = kept.said["album"]
        if kept.thread:
            found["message_thread_id"] = kept.thread
        if kept.copy_of:
            origin = {
                "type": "channel",
                "date": kept.at,
                "chat": self.chats[CHANNEL],
                "message_id": kept.copy_of,
            }
            found |= {"is_automatic_forward": True, "forward_origin": origin}
        if with_above and (kept.chat, kept.above) in self.messages:
            above = self.messages[kept.chat, kept.above]
            found["reply_to_message"] = self._shown(above, with_above=False)
        return found

    def _chat(self, call: Call) -> dict[str, Any]:
        wanted = call.fields["chat_id"]
        for chat in self.chats.values():
            if wanted in (chat["id"], f"@{chat.get('username')}"):
                return chat
        raise Refused(400, "Bad Request: chat not found")

    def _kept(self, call: Call, otherwise: str) -> Kept:
        found = self.messages.get((self._chat(call)["id"], call.fields["message_id"]))
        if found is None:
            raise Refused(400, f"Bad Request: {otherwise}")
        return found

    def _hold_file(self, kind: str, named: str, call: Call) -> None:
        content_type, content = call.files[named.removeprefix("attach://")]
        most = 50_000_000 if kind == "video" else 10_000_000
        if kind not in ("photo", "video") or not content_type.startswith(
            "video/" if kind == "video" else "image/"
        ):
            raise Refused(400, "Bad Request: wrong type of the web page content")
        if len(content) > most:
            raise Refused(413, "Request Entity Too Large")


def _hold_text(text: str, most: int, empty: str, too_long: str) -> None:
    if not text.strip():
        raise Refused(400, f"Bad Request: {empty}")
    if len(text) > most:
        raise Refused(400, f"Bad Request: {too_long}")


def _hold_caption(said: dict[str, Any]) -> None:
    if len(said.get("caption", "")) > 1024:
        raise Refused(400, "Bad Request: message caption is too long")
    _hold_entities(said.get("caption", ""), said.get("caption_entities", []))


def _hold_entities(text: str, entities: list[dict[str, Any]]) -> None:
    if any(not 0 < each["offset"] + each["length"] <= utf16(text) for each in entities):
        raise Refused(400, "Bad Request: can't parse entities: entity beyond the text")


_METHODS: dict[str, Callable[[BotApi, Call], Any]] = {
    "getMe": BotApi.me,
    "getChat": BotApi.chat,
    "getChatMember": BotApi.member,
    "getChatMemberCount": BotApi.member_count,
    "getUpdates": BotApi.listen,
    "sendMessage": BotApi.say,
    "sendPhoto": BotApi.show,
    "sendVideo": BotApi.show,
    "sendMediaGroup": BotApi.album,
    "sendPoll": BotApi.poll,
    "deleteMessage": BotApi.delete,
    "editMessageText": BotApi.say_anew,
    "editMessageMedia": BotApi.show_anew,
}
