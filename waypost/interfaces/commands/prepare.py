"""What must be so before a process starts: a home, a migrated database (backed up before), collected static files."""

import argparse
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import waypost
from waypost.foundation.processes.actions import installation
from waypost.interfaces.commands import archive
from waypost.toolkit.refusal import Refusal

EXAMPLES = """\
  waypost prepare
"""
KEEP = 5
MIGRATION_LOCK = 727_100


def arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""


def run(given: argparse.Namespace) -> None:
    everything()
    print("Database and static files are ready.")


def everything() -> None:
    """Prepare the home, the database and the static files; quick when nothing changed."""
    settings.WAYPOST.home.mkdir(parents=True, exist_ok=True)
    with _alone():
        _migrate()
    installation.settle()
    _collect_static()


@contextmanager
def _alone() -> Iterator[None]:
    """With PostgreSQL several machines may start at once: one migrates, the others wait."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    applied, known = executor.loader.applied_migrations, executor.loader.disk_migrations
    ours = {app for app, _ in known}
    newer = [name for app, name in applied if app in ours and (app, name) not in known]
    if newer:
        raise Refusal(
            f"The database was made by a newer Waypost than this {waypost.__version__}. "
            "Update the program, or restore a backup from before the update."
        )
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending and applied:
        made = archive.write(name=f"before-{waypost.__version__}")
        print(f"The update changes the database; a backup was made first: {made}")
        _forget_old_backups()
    if pending:
        print(f"Preparing the database ({len(pending)} steps) …", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def _forget_old_backups() -> None:
    made = sorted(archive.folder().glob("before-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    for path in made[:-KEEP]:
        path.unlink()


def _collect_static() -> None:
    seal = Path(settings.STATIC_ROOT) / ".collected"
    now = _fingerprint()
    if not seal.is_file() or seal.read_text() != now:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        seal.write_text(now)


def _fingerprint() -> str:
    """Changes when any static file or the way they are stored does."""
    digest = hashlib.sha256(f"{waypost.__version__} {settings.STORAGES['staticfiles']}".encode())
    for finder in get_finders():
        for path, storage in finder.list(None):
            seen = Path(storage.path(path)).stat()
            digest.update(f"{path} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
