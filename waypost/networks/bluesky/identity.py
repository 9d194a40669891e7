"""Works out a record's content identifier before the server does, so that a thread can go out in one call.

DAG-CBOR (https://ipld.io/specs/codecs/dag-cbor/spec/) hashed with SHA-256, as CID version 1 in base 32
(https://atproto.com/specs/data-model, read 2026-11-21).
"""

from __future__ import annotations

from base64 import b32decode, b32encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

_DAG_CBOR, _SHA_256 = b"\x01\x71", b"\x12\x20"


def content_id(record: Mapping[str, Any]) -> str:
    """Give the identifier under which a server will keep exactly this record. Raises TypeError for a float."""
    return _text(_DAG_CBOR + _SHA_256 + sha256(_encoded(record)).digest())


def _text(raw: bytes) -> str:
    return "b" + b32encode(raw).decode().rstrip("=").lower()


def _encoded(value: Any) -> bytes:
    match value:
        case bool():
            return b"\xf5" if value else b"\xf4"
        case None:
            return b"\xf6"
        case int():
            return _head(0, value) if value >= 0 else _head(1, -1 - value)
        case str():
            return _head(3, len(value.encode())) + value.encode()
        case {"$link": str(link)} if len(value) == 1:
            return b"\xd8\x2a" + _head(2, len(_bytes(link)) + 1) + b"\x00" + _bytes(link)
        case Mapping():
            pairs = sorted((name.encode(), part) for name, part in value.items())
            pairs.sort(key=lambda pair: len(pair[0]))
            return _head(5, len(pairs)) + b"".join(
                _head(3, len(name)) + name + _encoded(part) for name, part in pairs
            )
        case list() | tuple():
            return _head(4, len(value)) + b"".join(map(_encoded, value))
        case _:
            raise TypeError(f"a record cannot hold {type(value).__name__}")


def _bytes(link: str) -> bytes:
    letters = link.removeprefix("b").upper()
    return b32decode(letters + "=" * (-len(letters) % 8))


def _head(kind: int, number: int) -> bytes:
    """A major type and its number, in the fewest bytes that hold it."""
    if number < 24:
        return bytes([kind << 5 | number])
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << 8 * size:
            return bytes([kind << 5 | code]) + number.to_bytes(size)
    raise TypeError("a record cannot hold so large a number")
