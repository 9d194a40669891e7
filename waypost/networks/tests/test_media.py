"""The bytes of a picture are those that were approved, or nothing leaves."""

from dataclasses import replace
from pathlib import Path

import pytest

from waypost.networks.contract import MediaFile, MediaLost
from waypost.networks.tests.fakes import image


def on_disk(folder: Path) -> tuple[MediaFile, Path]:
    """A picture whose bytes lie in a file."""
    file, known = folder / "tern.png", image()
    file.write_bytes(known.read())

    def source() -> list[bytes]:
        return file.read_bytes().splitlines(keepends=True)

    return replace(known, content=None, source=source, size=len(known.read())), file


def test_a_picture_is_read_as_it_was_approved(tmp_path: Path) -> None:
    media, _file = on_disk(tmp_path)

    assert media.read() == image().read()


def test_a_picture_comes_in_pieces_as_well(tmp_path: Path) -> None:
    media, _file = on_disk(tmp_path)

    pieces = list(media.pieces())

    assert len(pieces) > 1
    assert b"".join(pieces) == image().read()
    assert media.weight == image().weight == len(image().read())


def test_the_last_piece_of_other_bytes_never_comes(tmp_path: Path) -> None:
    media, file = on_disk(tmp_path)
    file.write_bytes(b"A tern\nand\nanother one\n")
    came = []

    with pytest.raises(MediaLost, match="damaged"):
        came.extend(media.pieces())

    assert sum(map(len, came)) < file.stat().st_size


def test_a_file_that_is_gone_says_so_for_people(tmp_path: Path) -> None:
    media, file = on_disk(tmp_path)
    file.unlink()

    with pytest.raises(MediaLost, match="cannot be read on this server"):
        media.read()


def test_a_file_with_other_bytes_is_not_what_was_approved(tmp_path: Path) -> None:
    media, file = on_disk(tmp_path)
    file.write_bytes(b"something else")

    with pytest.raises(MediaLost, match="damaged"):
        media.read()
