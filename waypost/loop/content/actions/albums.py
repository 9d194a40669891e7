"""Many pictures and videos at once: files chosen together, or a zip that another tool handed over."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions import intakes
from waypost.loop.content.actions.media import LARGEST, add_together
from waypost.loop.content.domain.media_words import begins_a_video
from waypost.loop.content.models import Intake, Media
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

MOST = 500
"""Pictures of one go."""
TOGETHER = 10
"""Pictures that one child process looks at."""
_BEGINNING = 4096


@dataclass
class Album:
    """The pictures that came in, the videos that are being prepared, and of each file that is neither, why."""

    added: list[Media] = field(default_factory=list)
    coming: list[Intake] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What came in, in a sentence or two; empty where nothing did."""
        said = []
        if self.added:
            said.append(f"{count(len(self.added), 'picture is', 'pictures are')} in the library.")
        if self.coming:
            said.append(f"{count(len(self.coming), 'video is', 'videos are')} being prepared for it.")
        return " ".join(said)


def add_all(workspace: Workspace, *, by: Actor, files: Sequence[tuple[str, IO[bytes]]]) -> Album:
    """Put every picture and video of these files into the library, also those inside of zips.

    What is neither is told by its name.
    """
    require(by, "media.add", workspace.pk)
    album = Album()
    for together in _batches(_pictures(workspace, files, album, by), album):
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


def _pictures(
    workspace: Workspace, files: Sequence[tuple[str, IO[bytes]]], album: Album, by: Actor
) -> Iterator[tuple[str, bytes]]:
    """What may be a picture, by its name; videos are laid by on the way, piece by piece."""
    for name, file in files:
        if _begins_a_video(file) or not zipfile.is_zipfile(file):
            file.seek(0)
            yield from _of_a_file(workspace, name, file, album, by)
            continue
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive:
                yield from _of_a_zip(workspace, archive, album, by)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
            album.refused.append(
                (name, "This zip cannot be opened to its end. Make it again, without a password.")
            )


def _of_a_zip(
    workspace: Workspace, archive: zipfile.ZipFile, album: Album, by: Actor
) -> Iterator[tuple[str, bytes]]:
    """Each file of a zip, read no further than the largest one: a zip may claim anything of itself."""
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        if entry.is_dir() or path.name.startswith(".") or "__MACOSX" in path.parts:
            continue
        with archive.open(entry) as packed:
            yield from _of_a_file(workspace, path.name, packed, album, by, size=entry.file_size)


def _of_a_file(
    workspace: Workspace, name: str, file: IO[bytes], album: Album, by: Actor, size: int | None = None
) -> Iterator[tuple[str, bytes]]:
    """The file, where it may be a picture; a video is laid by here. `size` is what a zip says, and gives no more of."""
    if not _begins_a_video(file):
        yield name, file.read(LARGEST + 1)
        return
    try:
        length = _length(file) if size is None else size
        album.coming.append(intakes.begin(workspace, by=by, file=file, size=length, name=name))
    except Refusal as refusal:
        album.refused.append((name, refusal.sentence))


def _begins_a_video(file: IO[bytes]) -> bool:
    beginning = file.read(_BEGINNING)
    file.seek(0)
    return begins_a_video(beginning)


def _length(file: IO[bytes]) -> int:
    length = file.seek(0, 2)
    file.seek(0)
    return length
