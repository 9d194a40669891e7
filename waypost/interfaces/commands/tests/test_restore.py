import argparse
import os
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection

from waypost.interfaces.commands import archive, home_lock, restore
from waypost.interfaces.commands.archive.manifest import FORMAT, Manifest
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update={"home": home}))
    return home


def manifest(**changes):
    plain = Manifest(FORMAT, "0.1.0", clock.now().isoformat(), connection.vendor, [], [], {})
    return replace(plain, **changes)


def test_a_running_home_is_not_replaced(home, tmp_path):
    held = home_lock.take(home, address="http://127.0.0.1:8000")
    file = tmp_path / "backup.tar.gz"
    file.write_bytes(b"")

    with pytest.raises(Refusal, match="Waypost runs in this home already"):
        restore.run(argparse.Namespace(file=file))
    os.close(held)


def test_a_missing_file_is_refused_with_where_to_look(home):
    with pytest.raises(Refusal, match=f"ls {archive.folder()}"):
        restore.run(argparse.Namespace(file=home / "none.tar.gz"))


def test_what_is_not_a_backup_changes_nothing(home, tmp_path):
    (home / "media").mkdir()
    file = tmp_path / "backup.tar.gz"
    file.write_bytes(b"hello")

    with pytest.raises(Refusal, match="not a whole backup"):
        restore.run(argparse.Namespace(file=file))
    assert (home / "media").is_dir()
    assert not list(home.glob("before-restore-*"))


def test_a_backup_of_the_other_database_is_refused():
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]

    with pytest.raises(Refusal, match="WAYPOST_DATABASE_URL"):
        restore._refuse_unfit(manifest(database=other))


def test_a_backup_of_a_newer_program_is_refused():
    with pytest.raises(Refusal, match="A newer Waypost"):
        restore._refuse_unfit(manifest(migrations=[["people", "9999_the_future"]]))


def test_a_migration_of_an_app_that_is_gone_does_no_harm():
    restore._refuse_unfit(manifest(migrations=[["removed_app", "0001_initial"]]))


def test_pictures_in_a_bucket_that_nobody_named_are_said(home, monkeypatch):
    there = manifest(bucket="s3.example.org/pictures")

    said = restore._pictures_elsewhere(there)
    named = settings.WAYPOST.model_copy(
        update={"media_url": "s3://tern:tide@s3.example.org/pictures?region=x"}
    )
    monkeypatch.setattr(settings, "WAYPOST", named)

    assert said == "Its pictures lie in s3.example.org/pictures: set WAYPOST_MEDIA_URL to that bucket."
    assert restore._pictures_elsewhere(there) is None
    assert restore._pictures_elsewhere(manifest()) is None
