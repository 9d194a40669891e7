"""One process tree: it stops together, dies together, mends itself, and remembers that it was restored."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.chaos.tree import Tree, until

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to see which processes are left"),
]


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Tree]:
    (tmp_path / "home").mkdir()
    tree = Tree(tmp_path / "home")
    yield tree
    tree.clear()


@pytest.fixture
def database() -> Iterator[str]:
    server = postgres.Server(postgres.programs()[0])
    server.start()
    yield server.url
    server.stop()


def test_a_tree_starts_answers_mends_itself_and_stops_together(tree):
    tree.up()
    until(tree.is_ready)

    link = re.search(r"http://127\.0\.0\.1:\d+(/welcome/\S+/)", tree.said())
    assert link is not None
    assert tree.get(link[1]).status_code == 200
    assert "Waypost runs in this home already" in tree.run("up", fails=True)

    first = tree.pids()
    for name in ("publisher", "worker", "serving"):
        os.kill(first[name], signal.SIGKILL)
    until(
        lambda: (
            {"publisher", "worker", "serving"} <= tree.pids().keys() - {""} and _others(first, tree.pids())
        )
    )
    until(tree.is_ready)

    assert tree.stop() < 12
    until(lambda: not tree.survivors(), seconds=5)


def test_the_children_end_with_a_supervisor_that_was_killed(tree):
    tree.up()
    until(lambda: {"publisher", "worker", "server", "serving"} <= tree.pids().keys())
    assert tree.process is not None

    tree.process.kill()
    tree.process.wait()

    until(lambda: not tree.survivors(), seconds=15)
    tree.up()
    assert tree.stop() < 12


def test_a_copied_home_does_not_publish(tree, tmp_path):
    tree.run("prepare")
    (tmp_path / "second").mkdir()
    shutil.copytree(tree.home, tmp_path / "second" / "home")
    copy = Tree(tmp_path / "second" / "home")

    try:
        copy.up()
        assert "Nothing is published: This home is a copy" in copy.said()
        assert copy.stop() < 12
    finally:
        copy.clear()


def test_a_restored_home_is_held(tree):
    tree.run("prepare")
    backup = re.match(r"(\S+) \(", tree.run("backup"))
    assert backup is not None

    said = tree.run("restore", backup[1])

    assert "Nothing is published until a person has looked" in said
    assert list(tree.home.glob("before-restore-*/waypost.sqlite3"))
    assert "Nothing is published: A backup of" in tree.run("doctor")
    tree.up()
    assert "Nothing is published: A backup of" in tree.said()
    assert "Waypost runs in this home already" in tree.run("restore", backup[1], fails=True)
    assert tree.stop() < 12


def test_a_restored_postgresql_is_held(tmp_path, database):
    (tmp_path / "home").mkdir()
    tree = Tree(tmp_path / "home", database)
    tree.run("prepare")
    backup = re.match(r"(\S+) \(", tree.run("backup"))
    assert backup is not None

    tree.run("restore", backup[1])

    assert "Nothing is published: A backup of" in tree.run("doctor")


def test_a_port_in_use_is_said_in_one_sentence(tree, tmp_path):
    tree.up()
    (tmp_path / "second").mkdir()
    other = Tree(tmp_path / "second")
    other.environment["WAYPOST_PORT"] = str(tree.port)

    said = other.run("up", fails=True)

    assert re.fullmatch(rf"Port {tree.port} is in use by another program; start Waypost on .*`\.\n", said)


def _others(before: dict[str, int], after: dict[str, int]) -> bool:
    return all(after[name] != before[name] for name in ("publisher", "worker", "serving"))
