"""Somebody with a key, who says things by means of their own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from coincurve import PrivateKey, PublicKeyXOnly

from waypost.networks.nostr.nip19 import encoded, nprofile, npub
from waypost.networks.nostr.tests.relay import Relay, Said


@dataclass
class Person:
    """Somebody on a relay. The key is drawn from the name, so that it is nobody's else."""

    name: str
    relay: Relay

    @property
    def secret(self) -> bytes:
        return sha256(f"{self.name} on {self.relay.host}".encode()).digest()

    @property
    def nsec(self) -> str:
        return encoded("nsec", self.secret)

    @property
    def pubkey(self) -> str:
        return PublicKeyXOnly.from_secret(self.secret).format().hex()

    @property
    def npub(self) -> str:
        return npub(self.pubkey)

    def signs(self, kind: int, content: str, tags: list[list[str]], at: int) -> Said:
        parts = [0, self.pubkey, at, kind, tags, content]
        name = sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
        signature = PrivateKey(self.secret).sign_schnorr(bytes.fromhex(name)).hex()
        return {"id": name, "pubkey": self.pubkey, "created_at": at, "kind": kind, "tags": tags,
                "content": content, "sig": signature}  # fmt: skip

    def does(self, kind: int, content: str, *tags: list[str]) -> str:
        """Say or do something on the relay, later than all before."""
        event = self.signs(kind, content, list(tags), self.relay.moment())
        self.relay.keep(event)
        return str(event["id"])

    def lists(self, kind: int, *tags: list[str]) -> str:
        """Say which relays or media servers are one's own; as old as one likes."""
        event = self.signs(kind, "", list(tags), 1_700_000_000)
        self.relay.keep(event)
        return str(event["id"])


@dataclass
class Ana(Person):
    """Somebody else on the same relay, who speaks to us."""

    tern: Person

    @property
    def mention(self) -> str:
        return f"nostr:{nprofile(self.tern.pubkey)}"

    def says(self, text: str, under: str = "") -> str:
        """Say something; under a note as people's programs do, with its thread and those who take part."""
        tags: list[list[str]] = []
        if under:
            above = self.relay.events[under]
            root = next((tag[1] for tag in above["tags"] if tag[3:4] == ["root"]), under)
            tags = [["e", root, "", "root"], *([["e", under, "", "reply"]] if under != root else [])]
        if under or self.mention in text:
            tags.append(["p", self.tern.pubkey])
        return self.does(1, text, *tags)

    def likes(self, remote_id: str) -> None:
        self.does(7, "+", ["e", remote_id], ["p", self.tern.pubkey])

    def takes_away(self, remote_id: str) -> None:
        del self.relay.events[remote_id]

    def under(self, remote_id: str) -> list[str]:
        """What answers a note."""
        found = [one for one in self.relay.events.values() if one["kind"] == 1 and _parent(one) == remote_id]
        return [one["content"] for one in sorted(found, key=lambda one: one["created_at"])]


def _parent(event: Said) -> str:
    marked = {tag[3]: tag[1] for tag in event["tags"] if tag[0] == "e"}
    return str(marked.get("reply") or marked.get("root") or "")
