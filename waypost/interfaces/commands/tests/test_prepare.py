import os

import pytest
from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder

from waypost.interfaces.commands import archive, prepare
from waypost.toolkit.refusal import Refusal


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update={"home": tmp_path}))
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path / "static")
    return tmp_path


def test_a_database_of_a_newer_program_is_refused(db):
    MigrationRecorder.Migration.objects.create(app="people", name="9999_the_future")

    with pytest.raises(Refusal, match="made by a newer Waypost"):
        prepare._migrate()


def test_a_migration_of_an_app_that_is_gone_does_no_harm(db):
    MigrationRecorder.Migration.objects.create(app="removed_app", name="0001_initial")

    prepare._migrate()


def test_an_up_to_date_database_is_not_backed_up(home, db):
    prepare._migrate()

    assert not archive.folder().exists()


def test_a_backup_is_made_before_a_pending_migration(home, db, monkeypatch, capsys):
    done = []
    MigrationRecorder.Migration.objects.filter(app="processes").delete()
    monkeypatch.setattr(archive, "write", lambda name: done.append("backup") or "backup.tar.gz")
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: done.append(name))

    prepare._migrate()

    assert done == ["backup", "migrate"]
    assert "a backup was made first: backup.tar.gz" in capsys.readouterr().out


def test_five_backups_before_updates_are_kept(home):
    archive.folder().mkdir()
    for number in range(7):
        path = archive.folder() / f"before-0.{number}-x.tar.gz"
        path.touch()
        os.utime(path, (number, number))
    (archive.folder() / "waypost-by-hand.tar.gz").touch()

    prepare._forget_old_backups()

    kept = sorted(path.name for path in archive.folder().iterdir())
    assert kept == [*(f"before-0.{number}-x.tar.gz" for number in range(2, 7)), "waypost-by-hand.tar.gz"]


def test_static_files_are_collected_only_when_they_changed(home, monkeypatch):
    collected = []

    def collect(name, **options):
        collected.append(name)
        (home / "static").mkdir(exist_ok=True)

    monkeypatch.setattr(prepare, "call_command", collect)
    prepare._collect_static()
    prepare._collect_static()
    assert collected == ["collectstatic"]

    monkeypatch.setattr(prepare, "_fingerprint", lambda: "changed")
    prepare._collect_static()
    assert collected == ["collectstatic"] * 2
