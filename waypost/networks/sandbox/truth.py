"""What is so on the sandbox network: accounts, posts, uploads, what people say and like, in one SQLite file.

Only the sandbox's own server may look here; the product learns of it through the API, as with any network.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from waypost.networks.contract import Address
from waypost.toolkit import clock

_TABLES = Path(__file__).with_name("truth.sql")
PAGE = 50
_MENTION = re.compile(r"(?<![\w@])@([a-z0-9][a-z0-9_.-]{0,39})")
_POSTS = """
SELECT post.id, post.account_id, coalesce(account.handle, post.author), post.text, post.pictures, post.at,
    CASE WHEN post.root IS NULL THEN
        (SELECT count(*) FROM post AS below WHERE below.root = post.id AND below.deleted_at IS NULL AND below.at <= :now)
    ELSE 0 END,
    (SELECT count(*) FROM liking WHERE post_id = post.id),
    coalesce(account.name, post.author_name), post.in_reply_to, post.root
FROM post LEFT JOIN account ON account.id = post.account_id
WHERE post.deleted_at IS NULL AND post.at <= :now
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
    """Something said, as it stands: a post, or an answer under one. `account_id` is empty where people speak."""

    id: str
    account_id: str
    handle: str
    text: str
    pictures: tuple[Picture, ...]
    at: datetime
    reply_count: int
    like_count: int
    name: str
    in_reply_to: str
    root: str


@dataclass(frozen=True, slots=True)
class Told:
    """A message that speaks to an account, and how."""

    address: Address
    post: Post


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
        _bring_up(self._rows)
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
            "INSERT OR IGNORE INTO account VALUES (?, ?, ?, ?)", owner.id, handle, name, digest(token)
        )
        return (owner, token) if done.rowcount else None

    def account_of(self, token: str) -> Owner | None:
        """Whose token this is."""
        row = self.run("SELECT id, handle, name FROM account WHERE token = ?", digest(token)).fetchone()
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
        self,
        owner: Owner,
        text: str,
        pictures: Sequence[Picture],
        key: str,
        *,
        honours_key: bool,
        under: Post | None = None,
    ) -> str:
        """Store a post, or an answer under another message; write the log, and return its id."""
        at = clock.now().isoformat()
        shown = json.dumps([[picture.sha256, picture.alt] for picture in pictures])
        above = (under.id, under.root or under.id) if under else (None, None)
        with self._lock:
            self._rows.execute("BEGIN")
            number = self._rows.execute(
                "INSERT INTO post (account_id, key, text, pictures, at, in_reply_to, root) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (owner.id, key if honours_key and key else None, text, shown, at, *above),
            ).lastrowid
            self._rows.execute(
                "INSERT INTO log (at, account_id, key, text, post_id) VALUES (?, ?, ?, ?, ?)",
                (at, owner.id, key, text, str(number)),
            )
            self._tell(str(number), owner.id, text, at, under)
            self._rows.execute("COMMIT")
        return str(number)

    def post(self, post_id: str) -> Post | None:
        """One post, unless it was deleted."""
        return _first(self._posts("post.id = CAST(:id AS INTEGER)", id=post_id))

    def post_by_key(self, account_id: str, key: str) -> Post | None:
        """The post whose identity is this key."""
        return _first(
            self._posts("post.account_id = :account AND post.key = :key", account=account_id, key=key)
        )

    def posts(
        self, account_id: str = "", since: str = "", before: str = "", *, with_answers: bool = False
    ) -> list[Post]:
        """A page of posts, newest first: of one account or of all, from a moment on, older than an id."""
        return self._posts(
            "(:account = '' OR post.account_id = :account) AND post.at >= :since"
            " AND (:before = '' OR post.id < CAST(:before AS INTEGER)) AND (:answers OR post.root IS NULL)",
            account=account_id, since=since, before=before, answers=with_answers,
        )  # fmt: skip

    def posts_of(self, account_id: str, post_ids: Sequence[str]) -> list[Post]:
        """Those of an account's own messages that stand."""
        return self._posts(
            "post.account_id = :account AND post.id IN (SELECT value FROM json_each(:ids))",
            account=account_id, ids=json.dumps([int(number) for number in post_ids if number.isdigit()]), page=len(post_ids),
        )  # fmt: skip

    def thread(self, post_id: str) -> list[Post]:
        """What was said under a post, oldest first."""
        return sorted(
            self._posts("post.root = :root", root=post_id), key=lambda post: (post.at, int(post.id))
        )

    def _posts(self, condition: str, page: int = PAGE, **values: object) -> list[Post]:
        rows = self._read(f"{_POSTS} AND {condition} ORDER BY post.id DESC LIMIT :page", page=page, **values)
        return [_post(row) for row in rows]

    def _read(self, sql: str, **values: object) -> list[Any]:
        with self._lock:
            return self._rows.execute(sql, {"now": clock.now().isoformat(), **values}).fetchall()

    def delete_post(self, account_id: str, post_id: str) -> bool:
        """Delete an account's post; its key stays taken, as on a real network. Says whether there was one."""
        return bool(
            self.run(
                "UPDATE post SET deleted_at = ? WHERE id = ? AND account_id = ? AND deleted_at IS NULL",
                clock.now().isoformat(), post_id, account_id,
            ).rowcount
        )  # fmt: skip

    def edit_post(self, account_id: str, post_id: str, text: str, pictures: Sequence[Picture]) -> bool:
        """Let an account's post say something else; the log keeps what was stored first. Says whether there was one."""
        shown = json.dumps([[picture.sha256, picture.alt] for picture in pictures])
        return bool(
            self.run(
                "UPDATE post SET text = ?, pictures = ? WHERE id = ? AND account_id = ? AND deleted_at IS NULL",
                text, shown, post_id, account_id,
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

    # What an audience decided

    def draw(self, post: Post, totals: Mapping[str, int], followers: int, worth: float) -> None:
        """Keep all that will ever come of a post."""
        self.run(
            "INSERT INTO drawn VALUES (?, ?, ?, ?, ?, ?)",
            int(post.id), post.account_id, post.at.isoformat(), worth, followers, json.dumps(totals),
        )  # fmt: skip

    def drawn(self, post_ids: Sequence[str]) -> dict[str, dict[str, int]]:
        """What will ever come of each of these posts, where an audience decided it."""
        rows = self.run(
            "SELECT post_id, totals FROM drawn WHERE post_id IN (SELECT value FROM json_each(?))",
            json.dumps([int(number) for number in post_ids]),
        )
        return {str(number): json.loads(totals) for number, totals in rows.fetchall()}

    def gained(self, account_id: str, since: datetime) -> tuple[int, list[tuple[int, datetime]]]:
        """The followers that posts bring an account: those of older posts in all, then each newer post's and its moment."""
        old = self.run(
            "SELECT coalesce(sum(followers), 0) FROM drawn WHERE account_id = ? AND at < ?",
            account_id, since.isoformat(),
        ).fetchone()[0]  # fmt: skip
        new = self.run(
            "SELECT followers, at FROM drawn WHERE account_id = ? AND at >= ?", account_id, since.isoformat()
        )
        return int(old), [(count, datetime.fromisoformat(at)) for count, at in new.fetchall()]

    def worths(self) -> list[tuple[datetime, float]]:
        """When each post appeared and what it was worth before chance, oldest first."""
        rows = self.run("SELECT at, worth FROM drawn ORDER BY post_id").fetchall()
        return [(datetime.fromisoformat(at), worth) for at, worth in rows]

    # What people say and do

    def let_say(
        self, text: str, author: str, name: str = "", *, under: Post | None = None, at: datetime | None = None
    ) -> str:
        """Let somebody say something, under a message or by itself, now or at a moment that is still to come."""
        moment = (at or clock.now()).isoformat()
        above = (under.id, under.root or under.id) if under else (None, None)
        with self._lock:
            number = self._rows.execute(
                "INSERT INTO post (account_id, text, pictures, at, author, author_name, in_reply_to, root)"
                " VALUES ('', ?, '[]', ?, ?, ?, ?, ?)",
                (text, moment, author, name or author, *above),
            ).lastrowid
            self._tell(str(number), "", text, moment, under)
        return str(number)

    def _tell(self, post_id: str, speaker_id: str, text: str, at: str, under: Post | None) -> None:
        """Note which accounts a message speaks to: those above it in its thread, and those it names."""
        told: dict[str, Address] = {}
        for handle in _MENTION.findall(text):
            for (account_id,) in self._rows.execute(
                "SELECT id FROM account WHERE handle = ?", (handle.rstrip(".-"),)
            ):
                told[account_id] = Address.MENTION
        if under:
            owner = self._rows.execute(
                "SELECT account_id FROM post WHERE id = ?", (under.root or under.id,)
            ).fetchone()
            told |= dict.fromkeys((owner[0], under.account_id), Address.REPLY)
            if not under.root:
                told[under.account_id] = Address.COMMENT
        self._rows.executemany(
            "INSERT INTO told VALUES (?, ?, ?, ?)",
            [(account, at, post_id, how) for account, how in told.items() if account not in ("", speaker_id)],
        )

    def told(self, account_id: str, after: tuple[str, str] = ("", "0")) -> list[Told]:
        """A page of what was said to an account, oldest first, from after a moment and an id."""
        rows = self._read(
            "SELECT told.post_id, told.address FROM told JOIN post ON post.id = told.post_id"
            " WHERE told.account_id = :account AND (told.at, told.post_id) > (:at, CAST(:id AS INTEGER))"
            " AND told.at <= :now AND post.deleted_at IS NULL"
            " ORDER BY told.at, told.post_id LIMIT :page",
            account=account_id, at=after[0], id=after[1], page=PAGE,
        )  # fmt: skip
        said = self._posts(
            "post.id IN (SELECT value FROM json_each(:ids))", ids=json.dumps([row[0] for row in rows])
        )
        found = {post.id: post for post in said}
        return [Told(Address(address), found[str(number)]) for number, address in rows]

    def add_like(self, post_id: str, author: str) -> None:
        """Let somebody like a post; once each."""
        self.run("INSERT OR IGNORE INTO liking VALUES (?, ?)", post_id, author)


def _post(row: Any) -> Post:
    return Post(
        str(row[0]), row[1], row[2], row[3],
        tuple(Picture(*pair) for pair in json.loads(row[4])),
        datetime.fromisoformat(row[5]), row[6], row[7], row[8], str(row[9] or ""), str(row[10] or ""),
    )  # fmt: skip


def _first(posts: list[Post]) -> Post | None:
    return posts[0] if posts else None


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _bring_up(rows: sqlite3.Connection) -> None:
    """Give a file from before people could be answered what it lacks."""
    known = {row[1] for row in rows.execute("PRAGMA table_info(post)")}
    if not known or "root" in known:
        return
    rows.executescript(
        "ALTER TABLE post ADD COLUMN author TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE post ADD COLUMN author_name TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE post ADD COLUMN in_reply_to INTEGER;"
        "ALTER TABLE post ADD COLUMN root INTEGER;"
        "INSERT INTO post (account_id, text, pictures, at, author, author_name, in_reply_to, root)"
        " SELECT '', text, '[]', at, author, author, post_id, post_id FROM reply ORDER BY id;"
        "DROP TABLE reply;"
    )
