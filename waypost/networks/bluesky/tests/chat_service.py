"""The service of direct messages, in this process: conversations of two, a log for each, what is read and what is not."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from waypost.networks.bluesky.tests.video_service import Refused
from waypost.toolkit import clock

Author = dict[str, str]


@dataclass
class Convo:
    """A conversation, and what was said in it, oldest first."""

    id: str
    members: list[Author]
    messages: list[dict[str, Any]] = field(default_factory=list)
    read: set[str] = field(default_factory=set)


@dataclass
class ChatService:
    """The service. Revisions are words that grow; a log tells of everything that was said, whoever said it."""

    now: datetime
    convos: dict[str, Convo] = field(default_factory=dict)
    logs: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tells_profiles: bool = True
    page: int = 50

    def says(self, by: Author, to: Author, text: str) -> str:
        convo = self._between(by, to)
        self._said(convo, by, {"text": text})
        return convo.id

    def answer(self, me: Author, name: str, request: httpx.Request) -> dict[str, Any]:
        asked = dict(request.url.params)
        match name.rpartition(".")[2]:
            case "getLog":
                return self._log(me, asked.get("cursor", ""))
            case "listConvos":
                mine = [convo for convo in self.convos.values() if me in convo.members]
                return {"convos": [self._view(me, convo) for convo in mine if self._unread(me, convo)]}
            case "getMessages":
                return self._messages(self._mine(me, asked["convoId"]), asked)
            case _:
                said = json.loads(request.read())
                return self._said(self._mine(me, said["convoId"]), me, said["message"])

    def _between(self, one: Author, other: Author) -> Convo:
        number = "-".join(sorted(each["did"][-6:] for each in (one, other)))
        return self.convos.setdefault(number, Convo(number, [one, other]))

    def _mine(self, me: Author, number: str) -> Convo:
        convo = self.convos.get(number)
        if convo is None or me not in convo.members:
            raise Refused(400, "InvalidConvo", "Convo not found")
        return convo

    def _said(self, convo: Convo, by: Author, message: dict[str, Any]) -> dict[str, Any]:
        self.now += timedelta(seconds=1)
        number = f"m{sum(len(each.messages) for each in self.convos.values()):04}"
        view = {
            "$type": "chat.bsky.convo.defs#messageView", "id": number, "rev": f"r{number}",
            "sender": {"did": by["did"]}, "sentAt": max(self.now, clock.now()).isoformat(), **message,
        }  # fmt: skip
        convo.messages.append(view)
        log = {"$type": "chat.bsky.convo.defs#logCreateMessage", "rev": view["rev"], "convoId": convo.id}
        self.logs.append((convo.id, log | {"message": view}))
        return view

    def _log(self, me: Author, cursor: str) -> dict[str, Any]:
        """What happened after a revision; without one nothing, but the revision that is now."""
        mine = [log for number, log in self.logs if me in self.convos[number].members]
        newest = mine[-1]["rev"] if mine else "r"
        if not cursor:
            return {"logs": [], "cursor": newest}
        new = [log for log in mine if log["rev"] > cursor][: self.page]
        if self.tells_profiles:
            new = [log | {"relatedProfiles": self.convos[log["convoId"]].members} for log in new]
        return {"logs": new, "cursor": new[-1]["rev"] if new else cursor}

    def _unread(self, me: Author, convo: Convo) -> int:
        """How much was said after our own last word there."""
        count = 0
        for message in reversed(convo.messages):
            if message["sender"]["did"] == me["did"] or message["id"] in convo.read:
                break
            count += 1
        return count

    def _view(self, me: Author, convo: Convo) -> dict[str, Any]:
        unread = self._unread(me, convo)
        return {"id": convo.id, "rev": "r", "members": convo.members, "muted": False, "unreadCount": unread}

    def _messages(self, convo: Convo, asked: dict[str, str]) -> dict[str, Any]:
        start, limit = int(asked.get("cursor", "0")), int(asked.get("limit", "50"))
        found = convo.messages[::-1]
        more = {"cursor": str(start + limit)} if start + limit < len(found) else {}
        return {"messages": found[start : start + limit], **more}
