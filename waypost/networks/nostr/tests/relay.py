"""A relay in this process: keeps what is signed, answers what is asked, refuses what NIP-01, 09, 11, 40 and 42 let it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any

import httpx
from coincurve import PublicKeyXOnly

from waypost.toolkit import clock, http

_numbers = count(1)
_HEX = re.compile("[0-9a-f]{64}")
_FIELDS = {"id", "pubkey", "created_at", "kind", "tags", "content", "sig"}
_FILTERS = {"ids", "authors", "kinds", "since", "until", "limit"}

Said = dict[str, Any]


class Unspecified(AssertionError):
    """What was said is not as NIP-01 has it."""


def checked_event(found: Said) -> None:
    """Hold an event against NIP-01, by means of our own."""
    if set(found) != _FIELDS or not all(
        isinstance(found[name], str) for name in ("id", "pubkey", "content", "sig")
    ):
        raise Unspecified(f"an event has other fields: {sorted(found)}")
    if (
        type(found["created_at"]) is not int
        or type(found["kind"]) is not int
        or not 0 <= found["kind"] <= 65_535
    ):
        raise Unspecified("the moment or the kind of an event is no whole number")
    if not all(
        isinstance(tag, list) and tag and all(isinstance(one, str) for one in tag) for tag in found["tags"]
    ):
        raise Unspecified("a tag is no list of texts")
    for tag in found["tags"]:
        if tag[0] in ("e", "p", "q") and not (len(tag) > 1 and _HEX.fullmatch(tag[1])):
            raise Unspecified(f"{tag} names nothing")
        if tag[0] == "e" and len(tag) > 3 and tag[3] not in ("root", "reply"):
            raise Unspecified(f"{tag} has a marker that is none")
        if tag[0] == "imeta" and (
            len(tag) < 3 or not any(one.startswith(("url https://", "url http://")) for one in tag[1:])
        ):
            raise Unspecified(f"{tag} says nothing of a file")


def is_signed(found: Said) -> bool:
    """Whether the name and the signature are right."""
    parts = [0, found["pubkey"], found["created_at"], found["kind"], found["tags"], found["content"]]
    name = sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    key = PublicKeyXOnly(bytes.fromhex(found["pubkey"]))
    return name == found["id"] and key.verify(bytes.fromhex(found["sig"]), bytes.fromhex(name))


@dataclass
class Relay:
    """The relay, with everything that it keeps, and its ways."""

    host: str = ""
    scheme: str = "https"
    longest: int = 0
    most: int = 500
    wants_to_know: bool = False
    refuses: str = ""
    loses_answers: int = 0
    is_down: bool = False
    knows_itself: bool = True
    names_what_it_refuses: bool = True
    events: dict[str, Said] = field(default_factory=dict)
    deleted: set[tuple[str, str]] = field(default_factory=set)
    let_in: set[str] = field(default_factory=set)
    heard: list[list[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.host = self.host or f"relay-{next(_numbers)}.example"
        self.challenge = f"challenge of {self.host}"

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.host}"

    @property
    def socket(self) -> str:
        return f"{'ws' if self.scheme == 'http' else 'wss'}://{self.host}"

    def moment(self) -> int:
        """A second later than all that was said."""
        return max([int(clock.now().timestamp()), *(one["created_at"] + 1 for one in self.events.values())])

    def of(self, pubkey: str, kind: int = 1) -> list[Said]:
        return [one for one in self.events.values() if one["pubkey"] == pubkey and one["kind"] == kind]

    def keep(self, event: Said) -> None:
        """Keep an event; of some kinds only the newest of each author."""
        if event["kind"] in (0, 3) or 10_000 <= event["kind"] < 20_000:
            for other in self.of(event["pubkey"], event["kind"]):
                del self.events[other["id"]]
        if event["kind"] == 5:
            for tag in event["tags"]:
                target = self.events.get(tag[1], {})
                self.deleted.add((tag[1], event["pubkey"]))
                if tag[0] == "e" and target.get("pubkey") == event["pubkey"]:
                    del self.events[tag[1]]
        self.events[event["id"]] = event

    # The wire

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        if request.method == "GET":
            return self.describes_itself(request)
        assert request.headers["upgrade"] == "websocket"
        said = json.loads(request.read())
        self.heard.append(said)
        lines = list(self.replies(said))
        if said[0] == "EVENT" and self.loses_answers:
            self.loses_answers -= 1
            raise http.UnreadableAnswer("the connection was closed before the answer")
        return httpx.Response(200, text="\n".join(json.dumps(line) for line in lines), request=request)

    def describes_itself(self, request: httpx.Request) -> httpx.Response:
        if request.headers["accept"] != "application/nostr+json" or not self.knows_itself:
            return httpx.Response(200, text="<h1>A relay</h1>", request=request)
        limits = {"max_content_length": self.longest} if self.longest else {}
        return httpx.Response(200, json={"name": self.host, "limitation": limits}, request=request)

    def replies(self, said: list[Any]) -> Iterator[list[Any]]:
        match said:
            case ["EVENT", dict() as event]:
                yield from self.offered(event)
            case ["AUTH", dict() as event]:
                yield self.signs_in(event)
            case ["REQ", str(name), *filters] if filters and 0 < len(name) <= 64:
                yield from self.asked(name, filters)
            case ["CLOSE", str()]:
                return
            case _:
                raise Unspecified(f"nobody understands {said}")

    def offered(self, event: Said) -> Iterator[list[Any]]:
        checked_event(event)
        if reason := self.refusal(event):
            if reason.startswith("auth-required"):
                yield ["AUTH", self.challenge]
            yield ["OK", event["id"] if self.names_what_it_refuses else "", False, reason]
        elif event["id"] in self.events:
            yield ["OK", event["id"], True, "duplicate: already have this event"]
        else:
            self.keep(event)
            yield ["OK", event["id"], True, ""]

    def refusal(self, event: Said) -> str:
        """Why an event is not kept; nothing where it is."""
        now = int(clock.now().timestamp())
        if not is_signed(event):
            return "invalid: the signature is wrong"
        if self.wants_to_know and event["pubkey"] not in self.let_in:
            return "auth-required: who are you?"
        if self.refuses:
            return self.refuses
        if (event["id"], event["pubkey"]) in self.deleted:
            return "blocked: it was deleted"
        if self.longest and len(event["content"]) > self.longest:
            return "invalid: the content is too long"
        if event["created_at"] > now + 900:
            return "invalid: the moment is in the future"
        return ""

    def signs_in(self, event: Said) -> list[Any]:
        checked_event(event)
        told = {tag[0]: tag[1] for tag in event["tags"]}
        is_right = (
            event["kind"] == 22_242
            and is_signed(event)
            and told == {"relay": self.socket, "challenge": self.challenge}
            and abs(event["created_at"] - clock.now().timestamp()) < 600
        )
        self.let_in |= {event["pubkey"]} if is_right else set()
        return ["OK", event["id"], is_right, "" if is_right else "invalid: that is not the challenge"]

    def asked(self, name: str, filters: list[Said]) -> Iterator[list[Any]]:
        for one in filters:
            if unknown := {key for key in one if key not in _FILTERS and not re.fullmatch("#[a-zA-Z]", key)}:
                raise Unspecified(f"no filter has {unknown}")
            for key in ("ids", "authors", "#e", "#p"):
                if not all(_HEX.fullmatch(value) for value in one.get(key, [])):
                    raise Unspecified(f"{key} are not whole and small")
        if self.wants_to_know and not self.let_in:
            yield ["AUTH", self.challenge]
            yield ["CLOSED", name, "auth-required: who are you?"]
            return
        if self.refuses:
            yield ["CLOSED", name, self.refuses]
            return
        for event in self.found(filters):
            yield ["EVENT", name, event]
        yield ["EOSE", name]

    def found(self, filters: list[Said]) -> list[Said]:
        kept: dict[str, Said] = {}
        for one in filters:
            fitting = [event for event in self.events.values() if fits(event, one)]
            fitting.sort(key=lambda event: (-event["created_at"], event["id"]))
            kept |= {event["id"]: event for event in fitting[: min(one.get("limit", self.most), self.most)]}
        return list(kept.values())


def fits(event: Said, wanted: Said) -> bool:
    """Whether a filter wants an event: all that it says must be so."""
    tags = {f"#{tag[0]}": set[str]() for tag in event["tags"]}
    for tag in event["tags"]:
        tags[f"#{tag[0]}"] |= set(tag[1:2])
    return (
        event["id"] in wanted.get("ids", [event["id"]])
        and event["pubkey"] in wanted.get("authors", [event["pubkey"]])
        and event["kind"] in wanted.get("kinds", [event["kind"]])
        and wanted.get("since", 0) <= event["created_at"] <= wanted.get("until", 2**53)
        and all(
            tags.get(name, set()) & set(values) for name, values in wanted.items() if name.startswith("#")
        )
    )
