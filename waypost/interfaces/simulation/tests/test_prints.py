import struct
import zlib

import pytest

from waypost.interfaces.simulation.prints import HEIGHT, WIDTH, Print, prints


@pytest.mark.parametrize("one", prints(), ids=lambda one: one.name)
def test_a_print_is_a_whole_picture_in_at_least_three_inks(one: Print) -> None:
    content = one.png()
    at = content.index(b"IDAT")
    (length,) = struct.unpack(">I", content[at - 4 : at])
    rows = zlib.decompress(content[at + 4 : at + 4 + length])

    assert len(rows) == HEIGHT * (WIDTH + 1)
    assert {rows[number * (WIDTH + 1)] for number in range(HEIGHT)} == {0}
    assert len(set(rows)) >= 3


def test_no_two_prints_are_alike() -> None:
    assert len({one.png() for one in prints()}) == len({one.alt for one in prints()}) == len(prints())
