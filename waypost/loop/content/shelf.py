"""Where the files of pictures and videos lie, whatever storage that is: each under the fingerprint of its bytes, written once."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage

from waypost.loop.content.looking import Picture
from waypost.networks.contract import MediaLost

_PIECE = 1 << 20


def put(workspace_id: int, picture: Picture) -> str:
    """Write a picture where it belongs, outside any transaction, and say where that is."""
    path = f"{workspace_id}/{picture.sha256[:2]}/{picture.sha256}.{picture.extension}"
    if lies_there(path, len(picture.content)):
        return path
    default_storage.delete(path)  # a crash may have left half of it
    return default_storage.save(path, ContentFile(picture.content))


def put_file(workspace_id: int, path: Path, sha256: str, extension: str) -> str:
    """Write a file of any size where it belongs, piece by piece, and say where that is."""
    to = f"{workspace_id}/{sha256[:2]}/{sha256}.{extension}"
    if lies_there(to, path.stat().st_size):
        return to
    default_storage.delete(to)
    with path.open("rb") as file:
        return default_storage.save(to, File(file))


def put_by(workspace_id: int, file: IO[bytes]) -> str:
    """Lay a file by as it came, under a name of its own, until it is looked at; what breaks off leaves no half of it."""
    path = f"{workspace_id}/coming/{uuid4().hex}"
    try:
        return default_storage.save(path, File(file))
    except BaseException:
        default_storage.delete(path)
        raise


def drop(path: str) -> None:
    """Take a file away that was laid by; harmless when it is gone."""
    default_storage.delete(path)


@contextmanager
def here(path: str) -> Iterator[Path]:
    """The file as one of this machine, where a child process reads it. Raises MediaLost where it cannot be had."""
    with ExitStack() as stack:
        try:
            found = _found_here(path, stack)
        except OSError as error:
            raise MediaLost(
                "A video of this post cannot be read on this server. Take it off and add it again."
            ) from error
        yield found


def _found_here(path: str, stack: ExitStack) -> Path:
    """The file of the folder itself, or a copy of it that is gone with `stack`."""
    if isinstance(default_storage, FileSystemStorage):
        found = Path(default_storage.path(path))
        found.stat()
        return found
    folder = stack.enter_context(TemporaryDirectory(prefix="film-", dir=settings.HOME))
    copy = Path(folder, "film")
    with copy.open("wb") as to:
        for piece in pieces(path):
            to.write(piece)
    return copy


def pieces(path: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes of a file from `start` up to but not including `end`, piece by piece. Raises OSError."""
    size = default_storage.size(path) if end is None else end
    if isinstance(default_storage, FileSystemStorage):
        with default_storage.open(path, "rb") as file:
            file.seek(start)
            while start < size and (piece := file.read(min(_PIECE, size - start))):
                start += len(piece)
                yield piece
        return
    bucket: Any = default_storage
    while start < size:
        piece = bucket.stretch(path, start, min(_PIECE, size - start))
        start += len(piece)
        yield piece


def bring(folder: Path) -> None:
    """Bring the files of a folder, each to the same place here."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not lies_there(name, path.stat().st_size):
            default_storage.delete(name)
            with path.open("rb") as file:
                default_storage.save(name, File(file))


def lies_there(path: str, size: int) -> bool:
    """Whether the whole file is there."""
    return default_storage.exists(path) and default_storage.size(path) == size


def seems_whole(path: str, size: int) -> bool:
    """Whether the whole file is there, as far as that can be known at once: a bucket is asked only before the sending."""
    if not isinstance(default_storage, FileSystemStorage):
        return True
    try:
        return Path(default_storage.path(path)).stat().st_size == size
    except OSError:
        return False


def is_there(path: str) -> bool:
    """Whether there is such a file."""
    return default_storage.exists(path)


def read(path: str) -> bytes:
    """The bytes of a file. Raises MediaLost where they cannot be read."""
    try:
        with default_storage.open(path, "rb") as file:
            content: bytes = file.read()
    except OSError as error:
        raise MediaLost(
            "A picture of this post cannot be read on this server. Take it off and add it again."
        ) from error
    return content
