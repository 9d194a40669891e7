"""What is so on the sandbox network: accounts, posts, uploads, replies and likes, in one SQLite file.

Only the sandbox's own server may look here; the product learns of it through the API, as with any network.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from waypost.toolkit import clock

_TABLES = Path(__file__).with_name("truth.sql")
PAGE = 50
_POSTS = """
SELECT post.id, post.account_id, account.handle, post.text, post.pictures, post.at,
    (SELECT count(*) FROM reply WHERE post_id = post.id),
    (SELECT count(*) FROM liking WHERE post_id = post.id)
FROM post JOIN account ON account.id = post.account_id
"""


@dataclass(frozen=True, slots=True)
class Owner:
    """An account on the sandbox."""

    id: str
    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a post: its content's digest and what it shows, in words."""

    sha256: str
    alt: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it stands."""

    id: str
    account_id: str
    handle: str
    text: str
    pictures: tuple[Picture, ...]
    at: datetime
    reply_count: int
    like_count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply under a post."""

    id: str
    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """One line of the log: what was stored when, under which key the sender named."""

    number: int
    at: str
    account_id: str
    handle: str
    key: str
    text: str
    post_id: str


class Truth:
    """The store. One connection, one lock: callers may sit in any thread."""

    def __init__(self, path: str = ":memory:") -> None:
        self._lock = threading.RLock()
        self._rows = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._rows.executescript(_TABLES.read_text(encoding="utf-8"))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._rows.close()

    def run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run one statement; each is a transaction of its own."""
        with self._lock:
            return self._rows.execute(sql, values)

    # Switches

    def switch(self, name: str) -> str:
        """The value of a switch, or nothing."""
        row = self.run("SELECT value FROM switch WHERE name = ?", name).fetchone()
        return str(row[0]) if row else ""

    def set_switch(self, name: str, value: str) -> None:
        """Set a switch."""
        self.run(
            "INSERT INTO switch VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name,
            value,
        )

    # Accounts

    def open_account(self, handle: str, name: str, token: str = "") -> tuple[Owner, str] | None:
        """Open an account and return it with its token; nothing when the handle is taken."""
        owner, token = Owner(f"a{secrets.token_hex(6)}", handle, name), token or secrets.token_urlsafe(24)
        done = self.run(
            "INSERT OR IGNORE INTO account VALUES (?, ?, ?, ?)", owner.id, handle, name, _digest(token)
        )
        return (owner, token) if done.rowcount else None

    def account_of(self, token: str) -> Owner | None:
        """Whose token this is."""
        row = self.run("SELECT id, handle, name FROM account WHERE token = ?", _digest(token)).fetchone()
        return Owner(*row) if row else None

    def accounts(self) -> list[Owner]:
        """Every account, by handle."""
        return [Owner(*row) for row in self.run("SELECT id, handle, name FROM account ORDER BY handle")]

    # Media

    def keep_media(
        self, account_id: str, content_type: str, content: bytes, good_for: timedelta
    ) -> tuple[str, datetime]:
        """Keep an upload and return its handle and when that stops being good."""
        handle, until = f"m{secrets.token_hex(8)}", clock.now() + good_for
        digest = hashlib.sha256(content).hexdigest()
        self.run("INSERT OR IGNORE INTO content VALUES (?, ?, ?)", digest, content_type, content)
        self.run("INSERT INTO upload VALUES (?, ?, ?, ?)", handle, account_id, digest, until.isoformat())
        return handle, until

    def uploaded(self, account_id: str, handle: str) -> str | None:
        """The digest behind a handle that is still good."""
        row = self.run(
            "SELECT sha256 FROM upload WHERE handle = ? AND account_id = ? AND good_until > ?",
            handle, account_id, clock.now().isoformat(),
        ).fetchone()  # fmt: skip
        return str(row[0]) if row else None

    def content(self, sha256: str) -> tuple[str, bytes] | None:
        """An image's type and bytes."""
        row = self.run("SELECT content_type, content FROM content WHERE sha256 = ?", sha256).fetchone()
        return (str(row[0]), bytes(row[1])) if row else None

    # Posts

    def store_post(
        self, owner: Owner, text: str, pictures: Sequence[Picture], key: str, *, honours_key: bool
    ) -> str:
        """Store a post, write the log, and return its id."""
        at = clock.now().isoformat()
        shown = json.dumps([[picture.sha256, picture.alt] for picture in pictures])
        with self._lock:
            self._rows.execute("BEGIN")
            number = self._rows.execute(
                "INSERT INTO post (account_id, key, text, pictures, at) VALUES (?, ?, ?, ?, ?)",
                (owner.id, key if honours_key and key else None, text, shown, at),
            ).lastrowid
            self._rows.execute(
                "INSERT INTO log (at, account_id, key, text, post_id) VALUES (?, ?, ?, ?, ?)",
                (at, owner.id, key, text, str(number)),
            )
            self._rows.execute("COMMIT")
        return str(number)

    def post(self, post_id: str) -> Post | None:
        """One post, unless it was deleted."""
        return _first(self._posts("post.id = ?", post_id))

    def post_by_key(self, account_id: str, key: str) -> Post | None:
        """The post whose identity is this key."""
        return _first(self._posts("post.account_id = ? AND post.key = ?", account_id, key))

    def posts(self, account_id: str = "", since: str = "", before: str = "") -> list[Post]:
        """A page of posts, newest first: of one account or of all, from a moment on, older than an id."""
        return self._posts(
            "(?1 = '' OR post.account_id = ?1) AND post.at >= ?2 AND (?3 = '' OR post.id < CAST(?3 AS INTEGER))",
            account_id, since, before,
        )  # fmt: skip

    def _posts(self, condition: str, *values: str) -> list[Post]:
        where = f" WHERE post.deleted_at IS NULL AND {condition} ORDER BY post.id DESC LIMIT {PAGE}"
        rows = self.run(_POSTS + where, *values).fetchall()
        return [
            Post(
                str(row[0]), row[1], row[2], row[3],
                tuple(Picture(*pair) for pair in json.loads(row[4])),
                datetime.fromisoformat(row[5]), row[6], row[7],
            )
            for row in rows
        ]  # fmt: skip

    def delete_post(self, account_id: str, post_id: str) -> bool:
        """Delete an account's post; its key stays taken, as on a real network. Says whether there was one."""
        return bool(
            self.run(
                "UPDATE post SET deleted_at = ? WHERE id = ? AND account_id = ? AND deleted_at IS NULL",
                clock.now().isoformat(), post_id, account_id,
            ).rowcount
        )  # fmt: skip

    def key_is_taken(self, account_id: str, key: str) -> bool:
        """Whether a key was ever used, deleted posts included."""
        return bool(
            self.run("SELECT 1 FROM post WHERE account_id = ? AND key = ?", account_id, key).fetchone()
        )

    def log(self, after: int = 0, limit: int = 1000) -> list[Stored]:
        """What was ever stored, oldest first, from after a line's number."""
        rows = self.run(
            "SELECT log.number, log.at, log.account_id, account.handle, log.key, log.text, log.post_id"
            " FROM log JOIN account ON account.id = log.account_id WHERE number > ? ORDER BY number LIMIT ?",
            after, limit,
        )  # fmt: skip
        return [Stored(*row) for row in rows]

    # What people do

    def add_reply(self, post_id: str, author: str, text: str) -> str:
        """Let somebody answer under a post."""
        return str(
            self.run(
                "INSERT INTO reply (post_id, author, text, at) VALUES (?, ?, ?, ?)",
                post_id, author, text, clock.now().isoformat(),
            ).lastrowid
        )  # fmt: skip

    def replies(self, post_id: str) -> list[Answer]:
        """The replies under a post, oldest first."""
        rows = self.run("SELECT id, author, text, at FROM reply WHERE post_id = ? ORDER BY id", post_id)
        return [Answer(str(row[0]), row[1], row[2], datetime.fromisoformat(row[3])) for row in rows]

    def add_like(self, post_id: str, author: str) -> None:
        """Let somebody like a post; once each."""
        self.run("INSERT OR IGNORE INTO liking VALUES (?, ?)", post_id, author)


def _first(posts: list[Post]) -> Post | None:
    return posts[0] if posts else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
