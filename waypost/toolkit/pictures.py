"""What a picture's own bytes say about it: kind and size in pixels. Reads headers, decodes no pixels."""

import struct
from dataclasses import dataclass

LARGEST_SIDE = 20_000


@dataclass(frozen=True)
class Picture:
    """A recognised picture: its media type, file extension and size in pixels."""

    content_type: str
    extension: str
    width: int
    height: int


class NotAPicture(ValueError):
    """The bytes are not a whole JPEG, PNG, GIF or WebP picture of a sensible size."""


def picture_of(content: bytes) -> Picture:
    """Recognise a JPEG, PNG, GIF or WebP by its own bytes, whatever its name says. Raises NotAPicture."""
    try:
        picture = _recognised(content)
    except (struct.error, IndexError) as error:
        raise NotAPicture("cut off") from error
    if not (0 < picture.width <= LARGEST_SIDE and 0 < picture.height <= LARGEST_SIDE):
        raise NotAPicture("size")
    return picture


def _recognised(content: bytes) -> Picture:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith((b"GIF87a", b"GIF89a")):
        return _gif(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    raise NotAPicture("kind")


def _png(content: bytes) -> Picture:
    """Walk the chunks from the header to the end mark (PNG specification, section 5.3)."""
    if content[12:16] != b"IHDR":
        raise NotAPicture("header")
    width, height = struct.unpack(">II", content[16:24])
    at, has_pixels = 8, False
    while True:
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind = content[at + 4 : at + 8]
        at += 12 + length
        if at > len(content):
            raise NotAPicture("cut off")
        has_pixels = has_pixels or kind == b"IDAT"
        if kind == b"IEND":
            break
    if not has_pixels:
        raise NotAPicture("no pixels")
    return Picture("image/png", "png", width, height)


def _jpeg(content: bytes) -> Picture:
    """Walk the segments to the frame header, which holds the size (ITU-T T.81, annex B)."""
    if b"\xff\xd9" not in content[-4096:]:
        raise NotAPicture("cut off")
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        if content[at] != 0xFF:
            raise NotAPicture("segment")
        marker = content[at + 1]
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Picture("image/jpeg", "jpg", width, height)
        if marker in {0xD9, 0xDA} or length < 2:
            raise NotAPicture("no frame")
        at += 2 + length


def _gif(content: bytes) -> Picture:
    width, height = struct.unpack("<HH", content[6:10])
    if b"\x3b" not in content[-16:]:
        raise NotAPicture("cut off")
    return Picture("image/gif", "gif", width, height)


def _webp(content: bytes) -> Picture:
    """Read the size from whichever of the three chunk kinds comes first (WebP container specification)."""
    (size,) = struct.unpack("<I", content[4:8])
    if len(content) < size + 8:
        raise NotAPicture("cut off")
    kind = content[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        height = int.from_bytes(content[27:30], "little") + 1
    elif kind == b"VP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        width, height = (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    elif kind == b"VP8 ":
        width, height = (side & 0x3FFF for side in struct.unpack("<HH", content[26:30]))
    else:
        raise NotAPicture("chunk")
    return Picture("image/webp", "webp", width, height)
