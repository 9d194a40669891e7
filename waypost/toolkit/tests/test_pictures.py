"""What the first bytes of a picture say, and of what only looks like one."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.toolkit.pictures import LARGEST_SIDE, NotAPicture, Picture, picture_of

PNG, GIF = b"\x89PNG\r\n\x1a\n", b"GIF89a"


def png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", b"pixels"), (b"IEND", b""))
    return PNG + b"".join(struct.pack(">I", len(part)) + kind + part + b"sums" for kind, part in parts)


def jpeg(width: int, height: int) -> bytes:
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"tide"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 3)
    return b"\xff\xd8" + comment + frame + b"\xff\xda" + b"pixels" + b"\xff\xd9"


def gif(width: int, height: int) -> bytes:
    return GIF + struct.pack("<HH", width, height) + b"pixels\x3b"


def webp(width: int, height: int) -> bytes:
    chunk = b"VP8X" + struct.pack("<I", 10) + bytes(4)
    chunk += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


MADE = {"image/png": png, "image/jpeg": jpeg, "image/gif": gif, "image/webp": webp}


@pytest.mark.parametrize("kind", MADE)
def test_a_picture_says_its_kind_and_size(kind: str) -> None:
    found = picture_of(MADE[kind](640, 480))

    assert (found.content_type, found.width, found.height) == (kind, 640, 480)


@pytest.mark.parametrize("kind", MADE)
def test_a_picture_that_is_cut_off_is_none(kind: str) -> None:
    whole = MADE[kind](640, 480)

    for length in range(len(whole)):
        with pytest.raises(NotAPicture):
            picture_of(whole[:length])


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/gif"])
@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0), (LARGEST_SIDE + 1, 10)])
def test_a_picture_without_a_sensible_size_is_none(kind: str, width: int, height: int) -> None:
    with pytest.raises(NotAPicture):
        picture_of(MADE[kind](width, height))


@given(
    st.sampled_from([b"", PNG, PNG + b"\0\0\0\x0dIHDR", b"\xff\xd8\xff", GIF, b"RIFF\4\0\0\0WEBPVP8L"]),
    st.binary(max_size=200),
)
def test_whatever_the_bytes_are_they_are_a_picture_or_none(start: bytes, rest: bytes) -> None:
    try:
        found = picture_of(start + rest)
    except NotAPicture:
        return

    assert isinstance(found, Picture)
    assert 0 < found.width <= LARGEST_SIDE
    assert 0 < found.height <= LARGEST_SIDE
