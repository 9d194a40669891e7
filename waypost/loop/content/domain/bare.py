"""A picture's file without anything but what draws it: no place, no camera, no words, nothing hidden behind its end.

Nothing is decoded or written anew, so nothing is lost. What is kept is named here; everything else goes.
"""

import struct

from waypost.toolkit.pictures import NotAPicture

_JPEG_DRAWS = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}) - {0xC8}
_PNG_DRAWS = frozenset(
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"]
)
_GIF_PLAYS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_WEBP_DRAWS = frozenset([b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"])
_WEBP_SAYS_MORE = 0x20 | 0x08 | 0x04
"""The flags of an extended header for a colour profile, Exif and XMP."""


def bare(content: bytes, content_type: str) -> bytes:
    """The same picture with nothing beside it. Raises NotAPicture where the file ends before its end."""
    try:
        return _OF[content_type](content)
    except (struct.error, IndexError) as error:
        raise NotAPicture("cut off") from error


def _jpeg(content: bytes) -> bytes:
    """The segments that draw (ITU-T T.81, annex B), an empty JFIF header, and Adobe's, which says how colours are meant."""
    kept, at = [content[:2]], 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        if content[at] != 0xFF:
            raise NotAPicture("segment")
        marker = content[at + 1]
        if marker == 0xD9:
            kept.append(content[at : at + 2])
            return b"".join(kept)
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        segment = content[at : at + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            raise NotAPicture("cut off")
        at += 2 + length
        if marker in _JPEG_DRAWS or _is_plain_header(marker, segment):
            kept.append(segment)
        if marker == 0xDA:
            end = _end_of_scan(content, at)
            kept.append(content[at:end])
            at = end


def _is_plain_header(marker: int, segment: bytes) -> bool:
    jfif = marker == 0xE0 and segment[4:9] == b"JFIF\x00" and len(segment) == 18
    return jfif or (marker == 0xEE and segment[4:9] == b"Adobe" and len(segment) == 16)


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands: not a byte that was stuffed, not a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise NotAPicture("cut off")
        following = content[at + 1]
        if following != 0x00 and following != 0xFF and not 0xD0 <= following <= 0xD7:
            return at
        at += 1 if following == 0xFF else 2


def _png(content: bytes) -> bytes:
    kept, at = [content[:8]], 8
    while True:
        (length,) = struct.unpack(">I", content[at : at + 4])
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise NotAPicture("cut off")
        kind = chunk[4:8]
        if kind in _PNG_DRAWS:
            kept.append(chunk)
        if kind == b"IEND":
            return b"".join(kept)
        at += 12 + length


def _gif(content: bytes) -> bytes:
    """Header, colours, pictures, and how they play (GIF89a specification, sections 18 to 27)."""
    packed = content[10]
    at = 13 + (3 << ((packed & 7) + 1) if packed & 0x80 else 0)
    kept = [content[:at]]
    while True:
        start, kind = at, content[at]
        if kind == 0x3B:
            return b"".join([*kept, b"\x3b"])
        if kind == 0x2C:
            packed = content[at + 9]
            at += 11 + (3 << ((packed & 7) + 1) if packed & 0x80 else 0)
        elif kind == 0x21:
            at += 2
        else:
            raise NotAPicture("block")
        at = _end_of_blocks(content, at)
        if kind == 0x2C or _plays(content, start):
            kept.append(content[start:at])


def _plays(content: bytes, start: int) -> bool:
    label = content[start + 1]
    return label == 0xF9 or (label == 0xFF and content[start + 3 : start + 14] in _GIF_PLAYS)


def _end_of_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += 1 + content[at]
    return at + 1


def _webp(content: bytes) -> bytes:
    """The chunks that draw (WebP container specification), with the header's flags for what is gone taken back."""
    (size,) = struct.unpack("<I", content[4:8])
    kept, at = [], 12
    while at < min(size + 8, len(content)):
        kind = content[at : at + 4]
        (length,) = struct.unpack("<I", content[at + 4 : at + 8])
        padded = length + length % 2
        chunk = content[at : at + 8 + padded]
        if len(chunk) < 8 + length:
            raise NotAPicture("cut off")
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_SAYS_MORE]) + chunk[9:]
        if kind in _WEBP_DRAWS:
            kept.append(chunk)
        at += 8 + padded
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


_OF = {"image/jpeg": _jpeg, "image/png": _png, "image/gif": _gif, "image/webp": _webp}
