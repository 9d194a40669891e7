import argparse
import gzip
import io
import json
import sqlite3
import tarfile

import pytest
from django.conf import settings
from django.db import connection

from waypost.foundation.workspaces.models import Organisation
from waypost.interfaces.commands import archive
from waypost.interfaces.commands.archive import databases
from waypost.interfaces.commands.archive.manifest import FORMAT, Manifest, read
from waypost.interfaces.commands.backup import run
from waypost.toolkit.refusal import Refusal

DATABASE = databases.FILES[connection.vendor]


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    (home / "media" / "tern").mkdir(parents=True)
    (home / "media" / "tern" / "gull.jpg").write_bytes(b"a gull" * 1000)
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update={"home": home}))
    assert settings.WAYPOST.encryption_keys, "reading them makes their file"
    return home


@pytest.fixture
def copied(monkeypatch):
    """A database of one row instead of the real one, which a test's own transaction keeps locked."""

    def copy(path):
        small = sqlite3.connect(path)
        small.execute("CREATE TABLE one (name)")
        small.commit()
        small.close()

    monkeypatch.setattr(databases, "copy_to", copy)


@pytest.fixture
def backup(home, copied, db):
    return archive.write()


def unpacked(path, tmp_path):
    into = tmp_path / "unpacked"
    into.mkdir()
    return archive.unpack(path, into)


def rewritten(path, tmp_path, change):
    """The same backup, with its members changed by `change(members)`."""
    with tarfile.open(path) as original:
        members = {member.name: original.extractfile(member).read() for member in original}
    other = tmp_path / "changed.tar.gz"
    with tarfile.open(other, "w:gz") as changed:
        for name, raw in change(members).items():
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            changed.addfile(entry, io.BytesIO(raw))
    return other


@pytest.mark.django_db(transaction=True)
def test_the_database_is_copied_whole(home, tmp_path):
    Organisation.objects.create(name="Tern & Tide")

    unpacked(archive.write(), tmp_path)

    if connection.vendor == "sqlite":
        copy = sqlite3.connect(tmp_path / "unpacked" / DATABASE)
        names = copy.execute("SELECT name FROM workspaces_organisation").fetchall()
        copy.close()
        assert names == [("Tern & Tide",)]
    else:
        assert (tmp_path / "unpacked" / DATABASE).read_bytes().startswith(b"PGDMP")


def test_a_database_that_stays_locked_is_given_up(monkeypatch):
    monkeypatch.setattr(databases, "PATIENCE", -1)
    heard = databases._patience()

    heard(sqlite3.SQLITE_OK, 1, 1)
    with pytest.raises(Refusal, match="keeps the database locked"):
        heard(sqlite3.SQLITE_BUSY, 0, 0)


def test_a_backup_holds_database_media_and_keys(backup, home, tmp_path):
    manifest = unpacked(backup, tmp_path)

    assert (tmp_path / "unpacked" / "media" / "tern" / "gull.jpg").read_bytes() == b"a gull" * 1000
    assert (tmp_path / "unpacked" / "keys" / "tokens").read_text() == (home / "keys" / "tokens").read_text()
    assert manifest.database == connection.vendor
    assert set(manifest.files) == {DATABASE, "media/tern/gull.jpg", "keys/tokens"}


def test_a_backup_is_for_its_owner_only_and_leaves_nothing_else_behind(backup):
    assert backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_a_backup_that_fails_leaves_nothing(home, db, monkeypatch):
    def fail(path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("waypost.interfaces.commands.archive.databases.copy_to", fail)

    with pytest.raises(OSError, match="No space"):
        archive.write()
    assert list(archive.folder().iterdir()) == []


def test_progress_counts_every_file(home, copied, db):
    heard = []
    archive.write(progress=lambda done, total: heard.append((done, total)))

    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_a_changed_file_is_found(backup, tmp_path):
    changed = rewritten(backup, tmp_path, lambda members: {**members, "media/tern/gull.jpg": b"a tern"})

    with pytest.raises(Refusal, match=r"media/tern/gull\.jpg differ"):
        unpacked(changed, tmp_path)


def test_a_missing_file_is_found(backup, tmp_path):
    def drop(members):
        return {name: raw for name, raw in members.items() if not name.startswith("media")}

    with pytest.raises(Refusal, match=r"is not whole: media/tern/gull\.jpg"):
        unpacked(rewritten(backup, tmp_path, drop), tmp_path)


def test_an_added_file_is_found(backup, tmp_path):
    def add(members):
        return {"media/extra.jpg": b"more", **members}

    with pytest.raises(Refusal, match=r"media/extra\.jpg"):
        unpacked(rewritten(backup, tmp_path, add), tmp_path)


@pytest.mark.parametrize(
    "name",
    ["../outside", "/etc/passwd", "media/../../outside", "media//x", "waypost.sqlite3", "media/./x", "media"],
)
def test_names_that_lead_elsewhere_are_refused_and_written_nowhere(name, backup, tmp_path):
    changed = rewritten(backup, tmp_path, lambda members: {name: b"evil", **members})
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(Refusal, match="not a backup that Waypost made"):
        unpacked(changed, tmp_path)
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "unpacked"])


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE],
    ids=["symbolic link", "hard link", "device", "folder"],
)
def test_links_and_devices_are_refused(kind, tmp_path):
    path = tmp_path / "linked.tar.gz"
    with tarfile.open(path, "w:gz") as made:
        entry = tarfile.TarInfo("media/link")
        entry.type, entry.linkname = kind, "/etc/passwd"
        made.addfile(entry)

    with pytest.raises(Refusal, match="not a backup that Waypost made"):
        unpacked(path, tmp_path)


def test_half_a_backup_is_refused(backup, tmp_path):
    half = tmp_path / "half.tar.gz"
    half.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])

    with pytest.raises(Refusal, match="is not a whole backup"):
        unpacked(half, tmp_path)


@pytest.mark.parametrize(
    "raw",
    [b"", b"hello", gzip.compress(b"hello", mtime=0), gzip.compress(b"\0" * 1024, mtime=0)],
    ids=["nothing", "text", "packed text", "packed nothing"],
)
def test_another_kind_of_file_is_refused(raw, tmp_path):
    path = tmp_path / "other.tar.gz"
    path.write_bytes(raw)

    with pytest.raises(Refusal, match="is not a whole backup"):
        unpacked(path, tmp_path)


def test_a_backup_of_a_later_format_is_refused(backup, tmp_path):
    def newer(members):
        manifest = {**json.loads(members["manifest.json"]), "format": FORMAT + 1, "waypost": "9.0"}
        return {**members, "manifest.json": json.dumps(manifest).encode()}

    with pytest.raises(Refusal, match=r"A newer Waypost \(9.0\) made this backup"):
        unpacked(rewritten(backup, tmp_path, newer), tmp_path)


def test_an_unreadable_list_is_refused(backup, tmp_path):
    changed = rewritten(backup, tmp_path, lambda members: {**members, "manifest.json": b"[]"})

    with pytest.raises(Refusal, match="cannot be read"):
        unpacked(changed, tmp_path)


def test_a_backup_says_in_which_bucket_the_pictures_are_and_tells_no_key(
    home, copied, db, monkeypatch, tmp_path, capsys
):
    bucket = settings.WAYPOST.model_copy(update={"media_url": "s3://tern:tide@s3.example.org/pictures"})
    monkeypatch.setattr(settings, "WAYPOST", bucket)
    file = tmp_path / "monday.tar.gz"

    run(argparse.Namespace(to=file, json=False))

    said = capsys.readouterr().out
    assert (
        "It does not hold the pictures in s3.example.org/pictures: let that bucket keep its versions." in said
    )
    manifest = unpacked(file, tmp_path)
    assert manifest.bucket == "s3.example.org/pictures"
    assert "tide" not in manifest.as_bytes().decode()


def test_a_list_of_the_format_before_can_be_read():
    values = json.loads(Manifest(1, "0.1.0", "2026-11-21T06:00:00+00:00", "sqlite", [], [], {}).as_bytes())
    del values["bucket"]

    assert read(json.dumps(values).encode()).bucket == ""
