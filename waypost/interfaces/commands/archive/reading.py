"""Reading a backup: unpacked beside the home and held against its own list before anything is touched."""

import gzip
import hashlib
import os
import tarfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from waypost.interfaces.commands.archive import databases, manifest
from waypost.interfaces.commands.archive.manifest import Manifest
from waypost.toolkit.refusal import Refusal

CHUNK = 1 << 20
LONGEST_MANIFEST = 64 << 20
FOLDERS = {"media", "keys"}
TOPS = {*databases.FILES.values(), manifest.NAME}
BROKEN = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError)


def unpack(path: Path, into: Path) -> Manifest:
    """Unpack the backup at `path` into the empty folder `into`, and return what it says about itself.

    A Refusal when it is not a backup, or not whole, or changed since it was made.
    """
    digests: dict[str, str] = {}
    raw = b""
    try:
        with tarfile.open(path, mode="r|gz") as archive:
            for member in archive:
                _refuse_odd(member)
                file = archive.extractfile(member)
                assert file is not None, "only plain files come this far"
                if member.name == manifest.NAME:
                    raw = file.read(LONGEST_MANIFEST)
                elif member.name in digests:
                    raise Refusal(f"This backup holds {member.name} twice. Use another one.")
                else:
                    digests[member.name] = _write(file, into / member.name)
    except BROKEN as error:
        raise Refusal(f"{path} is not a whole backup of Waypost ({error or 'it ends too early'}).") from error
    if not raw:
        raise Refusal(f"{path} is not a whole backup of Waypost: its list is missing.")
    found = manifest.read(raw)
    _refuse_differences(found, digests)
    return found


def _refuse_odd(member: tarfile.TarInfo) -> None:
    parts = PurePosixPath(member.name).parts
    is_known = member.name in TOPS or (len(parts) > 1 and parts[0] in FOLDERS)
    is_plain = member.isreg() and ".." not in parts and "\0" not in member.name and "\\" not in member.name
    if not (is_known and is_plain and PurePosixPath(*parts).as_posix() == member.name):
        raise Refusal(f"This is not a backup that Waypost made: it holds “{member.name}”.")


def _write(file: IO[bytes], path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with open(path, "xb", opener=_private) as target:
        while part := file.read(CHUNK):
            digest.update(part)
            target.write(part)
    return digest.hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _refuse_differences(found: Manifest, digests: dict[str, str]) -> None:
    wrong = sorted(name for name in {*found.files, *digests} if found.files.get(name) != digests.get(name))
    if wrong:
        more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise Refusal(f"This backup was changed or is not whole: {wrong[0]}{more} differ. Use another one.")
    if databases.FILES.get(found.database) not in digests:
        raise Refusal("This backup holds no database. Use another one.")
