"""Writing a backup: streamed into a file beside the last ones, which appears only when it is whole."""

import gzip
import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import waypost
from waypost.interfaces.commands.archive import databases
from waypost.interfaces.commands.archive.manifest import FORMAT, NAME, Manifest
from waypost.toolkit import clock

CHUNK = 1 << 20
LEVEL = 3
Progress = Callable[[int, int], None]


def folder() -> Path:
    """Where backups are kept."""
    return Path(settings.WAYPOST.home) / "backups"


def write(*, name: str = "waypost", to: Path | None = None, progress: Progress | None = None) -> Path:
    """Write a backup and return its path; `progress` hears how many files of how many are in it."""
    begun = clock.now()
    path = to or folder() / f"{name}-{begun:%Y%m%d-%H%M%S}.tar.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as scratch:
        copy = Path(scratch) / databases.FILES[connection.vendor]
        databases.copy_to(copy)
        unfinished = Path(scratch) / "unfinished"
        with (
            open(unfinished, "xb", opener=_private) as file,
            gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL) as packed,
            tarfile.open(fileobj=packed, mode="w|") as archive,
        ):
            files = _add_all(archive, copy, progress)
            manifest = Manifest(
                format=FORMAT,
                waypost=waypost.__version__,
                made_at=begun.isoformat(),
                database=connection.vendor,
                migrations=sorted(
                    [app, step] for app, step in MigrationRecorder(connection).applied_migrations()
                ),
                key_prints=key_prints(),
                files=files,
                bucket=settings.WAYPOST.bucket,
            )
            _add_bytes(archive, NAME, manifest.as_bytes())
        with unfinished.open("rb") as whole:
            os.fsync(whole.fileno())
        os.replace(unfinished, path)
    return path


def key_prints() -> list[str]:
    """What tells the encryption keys of this installation apart from others, without telling them."""
    return [
        hashlib.sha256(f"print:{key}".encode()).hexdigest()[:16] for key in settings.WAYPOST.encryption_keys
    ]


def _add_all(archive: tarfile.TarFile, copy: Path, progress: Progress | None) -> dict[str, str]:
    wanted = [(copy.name, copy), *_below("media"), *_below("keys")]
    files: dict[str, str] = {}
    for number, (name, path) in enumerate(wanted, start=1):
        digest = _add(archive, name, path)
        if digest is not None:
            files[name] = digest
        if progress:
            progress(number, len(wanted))
    return files


def _below(part: str) -> Iterator[tuple[str, Path]]:
    root = Path(settings.WAYPOST.home)
    for path in sorted((root / part).rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix(), path


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str | None:
    """Add one file and return its sha256; nothing when it was deleted since it was listed."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file:
        reader = _Hashing(file, os.fstat(file.fileno()).st_size)
        archive.addfile(_entry(name, reader.size), reader)
    return reader.digest.hexdigest()


def _add_bytes(archive: tarfile.TarFile, name: str, raw: bytes) -> None:
    archive.addfile(_entry(name, len(raw)), io.BytesIO(raw))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Hashing(io.RawIOBase):
    """Reads a file once, for the archive and for its hash."""

    def __init__(self, file: io.BufferedReader, size: int) -> None:
        self._file = file
        self.size = size
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(CHUNK if size < 0 else size)
        self.digest.update(part)
        return part
