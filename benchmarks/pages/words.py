"""Words and pictures for posts that nobody will read, but which are as long and as many as real ones."""

import hashlib
import random
import struct
import zlib

WORDS = [
    "low",
    "tide",
    "terns",
    "jetty",
    "ink",
    "paper",
    "press",
    "harbour",
    "wall",
    "window",
    "light",
    "November",
    "print",
    "run",
    "forty",
    "hand",
    "lino",
    "cut",
    "carved",
    "morning",
    "fog",
    "boats",
    "weather",
    "salt",
    "wind",
    "gull",
    "rope",
    "quay",
    "lamp",
    "workshop",
    "Saturday",
    "table",
    "margin",
    "proof",
    "second",
    "colour",
    "blue",
    "black",
    "grey",
    "drying",
    "rack",
    "frame",
    "parcel",
    "letter",
    "neighbour",
    "summer",
    "winter",
    "door",
    "sign",
    "map",
    "coast",
    "line",
    "stone",
    "sand",
    "shell",
]


def caption(chance: random.Random, count: int) -> str:
    """So many words, in sentences."""
    chosen = [chance.choice(WORDS) for _ in range(count)]
    sentences = [" ".join(chosen[start : start + 9]) for start in range(0, count, 9)]
    return ". ".join(sentence.capitalize() for sentence in sentences) + "."


def picture(number: int) -> tuple[bytes, str]:
    """A small PNG that differs from every other, and its fingerprint."""
    row = b"\0" + bytes([number % 256, 120, 160] * 8)
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(row * 8)),
            (b"IEND", b""),
        )
    )
    return content, hashlib.sha256(content).hexdigest()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
