"""The bytes of a picture are those that were approved, or nothing leaves."""

from dataclasses import replace
from pathlib import Path

import pytest

from waypost.networks.contract import MediaFile, MediaLost
from waypost.networks.tests.fakes import image


def on_disk(folder: Path) -> MediaFile:
    """A picture whose bytes lie in a file."""
    file, known = folder / "tern.png", image()
    file.write_bytes(known.read())
    return replace(known, content=None, path=file)


def test_a_picture_is_read_as_it_was_approved(tmp_path: Path) -> None:
    assert on_disk(tmp_path).read() == image().read()


def test_a_file_that_is_gone_says_so_for_people(tmp_path: Path) -> None:
    media = on_disk(tmp_path)
    assert media.path is not None
    media.path.unlink()

    with pytest.raises(MediaLost, match="cannot be read on this server"):
        media.read()


def test_a_file_with_other_bytes_is_not_what_was_approved(tmp_path: Path) -> None:
    media = on_disk(tmp_path)
    assert media.path is not None
    media.path.write_bytes(b"something else")

    with pytest.raises(MediaLost, match="damaged"):
        media.read()
