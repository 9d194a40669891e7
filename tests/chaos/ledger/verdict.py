"""Holds the ledger of the network against the rows of the database: what is twice, lost, stuck, or said wrongly."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.chaos.ledger.families import FAMILIES
from tests.chaos.ledger.fates import CERTAIN, Fate, fate_of

ROWS = """
    SELECT p.id, p.key, p.state, p.act_at IS NULL, p.part, COALESCE(p.head_id, p.id), p.remote_id, p.text, c.network,
        p.role
    FROM publishing_publication p JOIN channels_channel c ON c.id = p.channel_id ORDER BY p.part
"""
ATTEMPTS = "SELECT publication_id, outcome FROM publishing_attempt"
BY_HAND = {"held", "cancelled"}
"""Where parts stand that nobody can place by himself, before and after a person said them there by hand."""
DOUBTFUL = {"", "doubtful"}
"""How an attempt ended that did not say whether anything was stored: with those words, or without a word."""


@dataclass
class Row:
    """One publication as the database has it, with how each of its attempts ended."""

    id: int
    key: str
    state: str
    is_left_alone: bool
    part: int
    head: int
    remote_id: str
    text: str
    network: str
    role: str
    outcomes: list[str] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether it waits for a person, and for nothing else."""
        return self.state == "unknown" and self.is_left_alone

    @property
    def is_refused(self) -> bool:
        """Whether the network refuses these words, whenever they come."""
        return fate_of(self.text) is Fate.REFUSED

    @property
    def is_doubted(self) -> bool:
        return any(outcome in DOUBTFUL for outcome in self.outcomes)


def read(database: Path | str) -> list[Row]:
    """The publications of a SQLite file, or of a PostgreSQL by its address."""
    opened: Any = (
        sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)
        if isinstance(database, Path)
        else psycopg.connect(database, autocommit=True)
    )
    with closing(opened) as connection:
        rows = {values[0]: Row(*values) for values in connection.execute(ROWS).fetchall()}
        for publication_id, outcome in connection.execute(ATTEMPTS).fetchall():
            if publication_id in rows:
                rows[publication_id].outcomes.append(outcome)
    return list(rows.values())


def restless(rows: list[Row]) -> list[Row]:
    """Those to which something is still to happen by itself."""
    stopped = _behind_what_stopped(rows)
    return [
        row
        for row in rows
        if row.state not in {"published", "rejected"} | BY_HAND and not row.asks and row.id not in stopped
    ]


def faults(rows: list[Row], ledger: dict[str, Any], *, decided: bool = False) -> Iterator[str]:
    """Everything that must never be. `decided` says that a person has ended what only a person can."""
    stored: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for post in ledger["stored"]:
        stored[post["key"]].append(post)
    keys = {row.key for row in rows}
    yield from (f"stored twice: {posts}" for posts in stored.values() if len(posts) > 1)
    said = Counter((post["account"], post["text"]) for post in ledger["stored"])
    yield from (f"said twice: {words}" for words, count in said.items() if count > 1)
    yield from (f"nobody's: {stored[key]}" for key in stored.keys() - keys)
    yield from (f"stuck: {row}" for row in restless(rows))
    for row in rows:
        yield from _faults_of(row, stored[row.key], decided)
    yield from _out_of_order(rows, stored)


def _faults_of(row: Row, posts: list[dict[str, str]], decided: bool) -> Iterator[str]:
    if row.state == "published" and not posts:
        yield f"lost: {row}"
    if row.state == "published" and row.remote_id and posts and row.remote_id != posts[0]["id"]:
        yield f"taken for another: {row}, {posts}"
    if row.state in BY_HAND and (FAMILIES[row.network].findable or not row.part):
        yield f"held or cancelled, although nobody wanted that: {row}"
    if row.state not in {"published", "unknown"} and posts:
        yield f"there, but nobody knows: {row}"
    if (row.state == "rejected" and not row.is_refused) or (row.state == "published" and row.is_refused):
        yield f"refused wrongly, or not: {row}"
    if FAMILIES[row.network].findable:
        if row.asks:
            yield f"a person is asked, although the network could be: {row}"
    elif row.outcomes and not decided:
        killed, struck = "" in row.outcomes, fate_of(row.text) not in CERTAIN
        if row.asks != row.is_doubted or (not killed and row.asks != struck):
            yield f"with a person without need, or not with one: {row}"


def _out_of_order(rows: list[Row], stored: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    """Parts of a thread that do not stand under the part before, and first comments that are not under the post."""
    wholes: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        wholes[row.head].append(row)
    for whole in wholes.values():
        out = [(row, post["id"], post["in_reply_to"]) for row in whole for post in stored[row.key]]
        for number, (row, _, under) in enumerate(out):
            before = out[0 if row.role == "comment" else number - 1][1] if number else ""
            if under != before:
                yield f"under {under!r} instead of {before!r}: {row}"


def _behind_what_stopped(rows: list[Row]) -> set[int]:
    """Parts that follow, rightly, after one that was refused or that asks a person."""
    ended = {"rejected", "held"}
    stopped = {row.head: row.part for row in reversed(rows) if row.state in ended or row.asks}
    return {row.id for row in rows if row.state == "follows" and row.part > stopped.get(row.head, row.part)}
