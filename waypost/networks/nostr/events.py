"""Events: what is said on Nostr, named by the hash of itself and signed by whose it is (NIP-01, BIP-340)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import regex
from coincurve import PrivateKey, PublicKeyXOnly

from waypost.networks.contract import Disconnected
from waypost.networks.nostr.nip19 import NotAnEntity, key_in

PROFILE, NOTE, CONTACTS, DELETION, REPOST, REACTION, ANY_REPOST = 0, 1, 3, 5, 6, 7, 16
RELAYS, MEDIA_SERVERS, RELAY_SIGN_IN, MEDIA_SIGN_IN = 10_002, 10_063, 22_242, 24_242

Tags = tuple[tuple[str, ...], ...]
_HEX = regex.compile("[0-9a-f]{64}")
_ESCAPES = str.maketrans(
    {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


@dataclass(frozen=True, slots=True)
class Key:
    """A secret key, and the public one that people know."""

    secret: bytes = field(repr=False)
    pubkey: str

    @classmethod
    def of(cls, token: str) -> Key:
        """The key that a person brought, as nsec or as hex. Raises Disconnected when it is none."""
        typed = "".join(filter(str.isprintable, token)).strip()
        try:
            kind, found = ("nsec", typed.lower()) if _HEX.fullmatch(typed.lower()) else key_in(typed)
            if kind != "nsec":
                raise NotAnEntity("a public key opens nothing")
            secret = bytes.fromhex(found)
            return cls(secret, PublicKeyXOnly.from_secret(secret).format().hex())
        except ValueError:
            # Without the cause: it may quote what was typed.
            raise Disconnected("That is not a secret key of Nostr. It begins with nsec1.") from None

    def sign(self, kind: int, content: str, tags: Iterable[tuple[str, ...]], at: int) -> Event:
        """Say something at a moment, in seconds."""
        said = tuple(tags)
        name = _name(self.pubkey, at, kind, said, content)
        signature = PrivateKey(self.secret).sign_schnorr(bytes.fromhex(name))
        return Event(name, self.pubkey, at, kind, said, content, signature.hex())


@dataclass(frozen=True, slots=True)
class Event:
    """An event, exactly as it was signed."""

    id: str
    pubkey: str
    created_at: int
    kind: int
    tags: Tags
    content: str
    sig: str

    @classmethod
    def read(cls, found: object) -> Event | None:
        """An event that somebody sent; None where it is none, or not signed by whose it says it is."""
        if not isinstance(found, Mapping):
            return None
        try:
            tags = tuple(tuple(map(str, tag)) for tag in found["tags"])
            event = cls(
                str(found["id"]),
                str(found["pubkey"]),
                int(found["created_at"]),
                int(found["kind"]),
                tags,
                str(found["content"]),
                str(found["sig"]),
            )
            return event if event.is_genuine() else None
        except (KeyError, TypeError, ValueError):
            return None

    def is_genuine(self) -> bool:
        """Whether the name is that of what it says, and the signature that of whose it is."""
        name = _name(self.pubkey, self.created_at, self.kind, self.tags, self.content)
        key = PublicKeyXOnly(bytes.fromhex(self.pubkey))
        return self.id == name and key.verify(bytes.fromhex(self.sig), bytes.fromhex(self.id))

    def said(self) -> dict[str, Any]:
        """The event as it travels."""
        return {
            "id": self.id,
            "pubkey": self.pubkey,
            "created_at": self.created_at,
            "kind": self.kind,
            "tags": [list(tag) for tag in self.tags],
            "content": self.content,
            "sig": self.sig,
        }

    def written(self) -> str:
        """The event as it is kept between steps."""
        return json.dumps(self.said(), ensure_ascii=False)

    def values(self, name: str) -> list[str]:
        """The first values of all tags of one name."""
        return [tag[1] for tag in self.tags if len(tag) > 1 and tag[0] == name]

    @property
    def at(self) -> datetime:
        """When it was said, as whoever said it says."""
        return datetime.fromtimestamp(self.created_at, UTC)

    @property
    def root(self) -> str:
        """The note at the top of its thread; nothing where this is one (NIP-10)."""
        return self._marked("root") or next(iter(self._unmarked()), "")

    @property
    def parent(self) -> str:
        """The note that this answers; nothing where it answers none."""
        return self._marked("reply") or next(reversed(self._unmarked()), "") or self._marked("root")

    def _marked(self, marker: str) -> str:
        return next((tag[1] for tag in self.tags if tag[:1] == ("e",) and tag[3:4] == (marker,)), "")

    def _unmarked(self) -> list[str]:
        """As threads were written before there were markers: the first is the root, the last what is answered."""
        named = [tag for tag in self.tags if len(tag) > 1 and tag[0] == "e"]
        return [] if any(tag[3:4] in (("root",), ("reply",)) for tag in named) else [
            tag[1] for tag in named if tag[3:4] != ("mention",)
        ]  # fmt: skip


def _name(pubkey: str, at: int, kind: int, tags: Tags, content: str) -> str:
    """The hash that names an event. Only seven characters are escaped, all others stand as they are."""
    written = ",".join(f"[{','.join(map(_quoted, tag))}]" for tag in tags)
    return sha256(f"[0,{_quoted(pubkey)},{at},{kind},[{written}],{_quoted(content)}]".encode()).hexdigest()


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
