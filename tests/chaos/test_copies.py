"""Copies of the past, with the real commands and real publishers: nothing leaves from them before a person looked.

The network keeps no keys here, so that whatever is sent again shows in its log.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.chaos.program import Program
from tests.chaos.tree import until

pytestmark = pytest.mark.chaos

POSTS, CHANNELS = 12, 3
EACH = POSTS // CHANNELS
FAR_AHEAD = 3000
LONG = 240.0
COMMANDS = ("-m", "waypost.interfaces.commands")
COPY = "This home is a copy"
LOOKED_FOR = """
import django
django.setup()
from waypost.foundation.journal.models import Entry
print(Entry.objects.filter(verb="publication.absent").count())
"""


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database: none for SQLite in the home, else one of a server of its own."""
    if request.param == "SQLite":
        yield ""
        return
    server = postgres.Server(postgres.programs()[0])
    server.start()
    yield server.url
    server.stop()


def test_after_a_restore_nothing_is_sent_before_a_person_released_it(tmp_path: Path, database: str) -> None:
    with Program(tmp_path, database) as program:
        let_be_due(program)
        backup = re.match(r"(\S+) \(", program.run(*COMMANDS, "backup"))
        assert backup is not None
        program.fault(kind="hang_before", account="pier-0")
        publisher = program.publisher()
        until(lambda: len(program.sent_keys()) == POSTS - EACH, LONG)
        publisher.kill()
        publisher.wait()
        program.heal()
        sent = program.sent_keys()

        program.run(*COMMANDS, "restore", backup[1])
        program.publisher()
        # The doubts are over: what had left was found, what had not is known to be absent.
        until(lambda: program.states() == {"published": POSTS - EACH, "ready": EACH}, LONG)
        time.sleep(2)
        assert program.sent_keys() == sent

        program.run("-m", "tests.chaos.release")
        until(lambda: program.states() == {"published": POSTS}, LONG)
        keys = program.sent_keys()
        assert len(keys) == len(set(keys)) == POSTS


def test_a_copied_home_sends_nothing_and_finds_what_the_original_sent(tmp_path: Path, database: str) -> None:
    (tmp_path / "home").mkdir()
    with Program(tmp_path / "home", database) as program:
        let_be_due(program)
        copy = copied(program, tmp_path / "copy", database)
        try:
            copy.publisher()
            copy.start(*COMMANDS, "up")
            until(lambda: f"Nothing is published: {COPY}" in (copy.home / "1.log").read_text(), LONG)
            # It looked for all of them, because the original may have sent them.
            until(lambda: copy.run("-c", LOOKED_FOR).strip() == str(POSTS), LONG)
            assert copy.states() == {"ready": POSTS}
            assert program.sent_keys() == []

            program.publisher()
            until(lambda: program.states() == {"published": POSTS}, LONG)
            copy.run("-m", "tests.chaos.release")
            until(lambda: copy.states() == {"published": POSTS}, LONG)
        finally:
            copy.__exit__(None, None, None)

        keys = program.sent_keys()
        assert len(keys) == len(set(keys)) == POSTS


def let_be_due(program: Program) -> None:
    """Posts that are due and prepared, while no publisher runs."""
    program.keep_no_keys()
    assert program.plant(POSTS, CHANNELS, seconds=FAR_AHEAD) == POSTS
    publisher = program.publisher()
    until(lambda: program.states() == {"ready": POSTS}, LONG)
    publisher.terminate()
    publisher.wait()
    program.run("-m", "tests.chaos.due")


def copied(program: Program, to: Path, database: str) -> Program:
    """The same home in another folder, on a copy of its database, before the same network."""
    shutil.copytree(program.home, to, ignore=shutil.ignore_patterns("sandbox.sqlite3*", "*.log"))
    copy = Program(to, database and _copied_database(database))
    copy.environment["WAYPOST_SANDBOX_URL"] = f"http://127.0.0.1:{program.sandbox_port}"
    copy.environment["WAYPOST_DEMO"] = "false"
    return copy


def _copied_database(address: str) -> str:
    with psycopg.connect(address.replace("/waypost?", "/postgres?"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE copy TEMPLATE waypost")
    return address.replace("/waypost?", "/copy?")
