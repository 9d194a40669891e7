"""Many pictures at once: files chosen together, or a zip that another tool handed over."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions.media import LARGEST, add_together
from waypost.loop.content.models import Media
from waypost.toolkit.refusal import Refusal

MOST = 500
"""Pictures of one go."""
TOGETHER = 10
"""Pictures that one child process looks at."""


@dataclass
class Album:
    """What came in, and of each file that did not, why."""

    added: list[Media] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def add_all(workspace: Workspace, *, by: Actor, files: Sequence[tuple[str, IO[bytes]]]) -> Album:
    """Put every picture of these files into the library, also those inside of zips; what is none is told by its name."""
    require(by, "media.add", workspace.pk)
    album = Album()
    for together in _batches(_unpacked(files, album), album):
        if len(album.added) >= MOST:
            album.refused += [
                (name, f"{MOST} pictures came in, the most at a time. Bring the others in next.")
                for name, _content in together
            ]
            continue
        for (name, _content), found in zip(
            together, add_together(workspace, by=by, files=together), strict=True
        ):
            if isinstance(found, Refusal):
                album.refused.append((name, found.sentence))
            else:
                album.added.append(found)
    return album


def _batches(files: Iterator[tuple[str, bytes]], album: Album) -> Iterator[list[tuple[str, bytes]]]:
    """The files in lots that one child process looks at, none of which fills the memory or goes past the end."""
    lot: list[tuple[str, bytes]] = []
    for name, content in files:
        weight = sum(len(each) for _name, each in lot) + len(content)
        if lot and (len(lot) == TOGETHER or weight > LARGEST or len(album.added) + len(lot) >= MOST):
            yield lot
            lot = []
        lot.append((name, content))
    if lot:
        yield lot


def _unpacked(files: Sequence[tuple[str, IO[bytes]]], album: Album) -> Iterator[tuple[str, bytes]]:
    for name, file in files:
        if not zipfile.is_zipfile(file):
            file.seek(0)
            yield name, file.read(LARGEST + 1)
            continue
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive:
                yield from _of_a_zip(archive)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
            album.refused.append(
                (name, "This zip cannot be opened to its end. Make it again, without a password.")
            )


def _of_a_zip(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Each file of a zip, read no further than the largest picture: a zip may claim anything of itself."""
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        if entry.is_dir() or path.name.startswith(".") or "__MACOSX" in path.parts:
            continue
        with archive.open(entry) as packed:
            yield path.name, packed.read(LARGEST + 1)
