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
    return replace(known, content=None, source=file.read_bytes), file


def test_a_picture_is_read_as_it_was_approved(tmp_path: Path) -> None:
    media, _file = on_disk(tmp_path)

    assert media.read() == image().read()


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
