"""Puts a backup in the place of what is there, keeps what was there, and holds publishing until a person looked."""

import argparse
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.processes.actions import installation
from waypost.foundation.processes.models import Installation
from waypost.interfaces.commands import archive, home_lock
from waypost.interfaces.commands.archive import databases
from waypost.interfaces.commands.archive.manifest import Manifest
from waypost.interfaces.commands.archive.writing import key_prints
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

EXAMPLES = """\
  waypost restore var/backups/waypost-20261121-060000.tar.gz
"""
REPLACED = ("waypost.sqlite3", "waypost.sqlite3-wal", "waypost.sqlite3-shm", "media", "keys")
QUEUES = ("work.sqlite3", "work.sqlite3-wal", "work.sqlite3-shm")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file that `waypost backup` made")


def run(given: argparse.Namespace) -> None:
    home = Path(settings.WAYPOST.home)
    if not given.file.is_file():
        raise Refusal(f"{given.file} is not there. `ls {archive.folder()}` shows the backups of this home.")
    home.mkdir(parents=True, exist_ok=True)
    home_lock.take(home, address="(being restored)")
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as scratch:
        unpacked = Path(scratch)
        manifest = archive.unpack(given.file, unpacked)
        _refuse_unfit(manifest)
        databases.check(unpacked / databases.FILES[manifest.database])
        kept = _replace(home, unpacked, manifest)
    _hold(manifest)
    print(f"Restored what Waypost {manifest.waypost} held on {manifest.moment:%Y-%m-%d at %H:%M} UTC.")
    print(f"What was here before is kept in {kept}.")
    if set(manifest.key_prints).isdisjoint(key_prints()):
        print("The keys of that installation were not in the backup: set WAYPOST_SECRET_KEYS to them.")
    if (elsewhere := _pictures_elsewhere(manifest)) is not None:
        print(elsewhere)
    print("Nothing is published until a person has looked at what was due since then and releases it.")


def _pictures_elsewhere(manifest: Manifest) -> str | None:
    """What to do where the pictures of that installation lie in a bucket that the settings do not name."""
    if not manifest.bucket or manifest.bucket == settings.WAYPOST.bucket:
        return None
    return f"Its pictures lie in {manifest.bucket}: set WAYPOST_MEDIA_URL to that bucket."


def _refuse_unfit(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise Refusal(
            f"This backup is of {names[manifest.database]}, and the settings name {names[connection.vendor]}. "
            "Set or unset WAYPOST_DATABASE_URL to fit it."
        )
    known = MigrationLoader(None).disk_migrations
    ours = {app for app, _ in known}
    if any(app in ours and (app, name) not in known for app, name in manifest.migrations):
        raise Refusal(f"A newer Waypost ({manifest.waypost}) made this backup. Update the program first.")


def _replace(home: Path, unpacked: Path, manifest: Manifest) -> Path:
    kept = home / f"before-restore-{clock.now():%Y%m%d-%H%M%S}"
    kept.mkdir(mode=0o700)
    if connection.vendor == "postgresql" and MigrationRecorder(connection).applied_migrations():
        archive.write(to=kept / "database.tar.gz")
    connection.close()
    given = unpacked / "keys"
    moved = [name for name in REPLACED + QUEUES if name != "keys" or given.exists()]
    for name in moved:
        if (home / name).exists():
            (home / name).rename(kept / name)
    databases.put_back(unpacked / databases.FILES[manifest.database])
    for name in ("media", "keys"):
        if (unpacked / name).exists():
            shutil.move(unpacked / name, home / name)
    return kept


def _hold(manifest: Manifest) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    because = f"A backup of {manifest.moment:%Y-%m-%d %H:%M} UTC was restored; what was due since may be out already."
    held: Installation = installation.hold(because, doubt_from=manifest.moment)
    record("installation.restored", held, by=Actor.system("the command line"), made_at=manifest.made_at)
