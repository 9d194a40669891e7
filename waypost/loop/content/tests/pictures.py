"""Small whole pictures, made by hand, for tests."""

import struct
import zlib


def png(width: int = 3, height: int = 2, shade: int = 120) -> bytes:
    """Make a grey PNG of the given size; another shade gives other bytes."""
    rows = b"".join(b"\x00" + bytes([shade] * width) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg(width: int = 8, height: int = 5) -> bytes:
    """Make the frame of a JPEG: enough for its headers."""
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"tide"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + comment + frame + b"\xff\xda\x00\x02\x00\xff\xd9"


def gif(width: int = 4, height: int = 4) -> bytes:
    """Make the outline of a GIF."""
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x00\x00\x00" + b"\x3b"


def webp(width: int = 6, height: int = 7) -> bytes:
    """Make the outline of an extended WebP."""
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x00" * 4
    body += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
