import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.content.tests.pictures import gif, jpeg, png, webp
from waypost.toolkit.pictures import NotAPicture, Picture, picture_of


def test_a_picture_says_its_kind_and_size():
    assert picture_of(png(30, 20)) == Picture("image/png", "png", 30, 20)
    assert picture_of(jpeg(640, 480)) == Picture("image/jpeg", "jpg", 640, 480)
    assert picture_of(gif(12, 9)) == Picture("image/gif", "gif", 12, 9)
    assert picture_of(webp(1080, 1350)) == Picture("image/webp", "webp", 1080, 1350)


def test_the_plain_and_the_lossless_webp_are_read_too():
    plain = b"WEBPVP8 " + struct.pack("<I", 10) + b"\x00" * 3 + b"\x9d\x01\x2a" + struct.pack("<HH", 16, 9)
    lossless = b"WEBPVP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", (16 - 1) | (9 - 1) << 14)

    for body in (plain, lossless):
        picture = picture_of(b"RIFF" + struct.pack("<I", len(body)) + body)
        assert (picture.width, picture.height) == (16, 9)


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"%PDF-1.7", b"MZ" * 40])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(NotAPicture):
        picture_of(content)


@pytest.mark.parametrize("whole", [png(), jpeg(), gif(), webp()])
def test_a_picture_that_was_cut_off_is_refused(whole):
    for length in range(len(whole) - 1):
        with pytest.raises(NotAPicture):
            picture_of(whole[:length])


def test_a_picture_of_no_size_or_of_a_monstrous_one_is_refused():
    for width in (0, 20_001):
        with pytest.raises(NotAPicture):
            picture_of(png(1, 1)[:16] + struct.pack(">I", width) + png(1, 1)[20:])


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF"])
)
def test_no_bytes_whatever_bring_it_down(content, opening):
    try:
        picture = picture_of(opening + content)
    except NotAPicture:
        return

    assert picture.width > 0
