"""What `doctor` looks at: one function per question, each answering in a sentence with what to do about it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from waypost.foundation.people.models import Person
from waypost.foundation.processes import queries
from waypost.foundation.processes.actions import installation
from waypost.interfaces.commands import archive, keys
from waypost.toolkit import clock, http
from waypost.toolkit.wording import count

LITTLE_SPACE = 1_000_000_000
OLD_BACKUP_DAYS = 7
PATIENCE = 5.0
"""Seconds in which our own address has to answer."""
WITHOUT = {
    "web": "pages are not answered",
    "publisher": "posts do not go out",
    "worker": "mail and sweeps wait",
}


class State(StrEnum):
    """How a finding is meant."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One answer: what is so, and what to do about it."""

    key: str
    state: State
    sentence: str
    mend: str = ""


def findings() -> list[Finding]:
    """Everything that is looked at, in the order in which a person would."""
    return [finding for check in CHECKS for finding in check()]


def _database() -> Iterator[Finding]:
    pending = MigrationExecutor(connection)
    plan = pending.migration_plan(pending.loader.graph.leaf_nodes())
    if plan:
        yield Finding(
            "migrations",
            State.BAD,
            f"The database lacks {count(len(plan), 'step', 'steps')}.",
            "Run `waypost prepare`.",
        )
    elif connection.vendor == "postgresql":
        yield Finding("database", State.GOOD, "The database is PostgreSQL and up to date.")
    else:
        name = settings.DATABASES["default"]["NAME"]
        yield Finding("database", State.GOOD, f"The database is {name} and up to date.")


def _processes() -> Iterator[Finding]:
    for kind, without in WITHOUT.items():
        alive = queries.alive(kind).count()
        if alive:
            yield Finding(kind, State.GOOD, f"{count(alive, f'{kind} process', f'{kind} processes')} alive.")
            continue
        seen = queries.last_seen(kind)
        since = f"since {seen:%Y-%m-%d %H:%M} UTC" if seen else "ever"
        yield Finding(
            kind, State.BAD, f"No {kind} process was seen {since}: {without}.", "Start it with `make run`."
        )


def _hold() -> Iterator[Finding]:
    held = queries.installation()
    if held is not None and held.held_at:
        yield Finding(
            "held",
            State.BAD,
            f"Nothing is published: {held.held_because}",
            "The installation's first person looks at what was due and releases it on the publishing page.",
        )


def _reach() -> Iterator[Finding]:
    yield Finding("address", State.GOOD, f"People find Waypost at {settings.WAYPOST.address}.")
    if settings.WAYPOST.public_url and not settings.WAYPOST.is_local:
        yield _answering(settings.WAYPOST.address)
    yield Finding("links", State.GOOD, f"Tracked links begin with {settings.WAYPOST.link_prefix}.")
    for limit in queries.limits():
        yield Finding(limit.key, State.NOTE, limit.sentence, limit.mend)
    hosts = settings.WAYPOST.allow_hosts
    yield Finding(
        "allow-hosts",
        State.NOTE if hosts else State.GOOD,
        f"May be fetched though they are not public: {', '.join(hosts) or 'no addresses'}.",
        "WAYPOST_ALLOW_HOSTS lists them." if hosts else "",
    )


def _answering(address: str) -> Finding:
    """Call our own address by its public name, as a network does that fetches a picture."""
    try:
        said = http.fetch("GET", f"{address}/health/live", deadline_seconds=PATIENCE).status_code
    except http.AddressRefused:
        trouble = f"{address} is not a public address: no network can fetch a picture there."
        return Finding("answering", State.NOTE, trouble, "Give it one that is found on the internet.")
    except http.HttpError as error:
        trouble = f"Nothing answers at {address} when this machine asks ({error}): maybe nobody else gets an answer."
        return Finding(
            "answering", State.NOTE, trouble, "Look at the name, the proxy in front and its certificate."
        )
    if said != HTTPStatus.OK:
        trouble = f"{address} answers this machine with {said}: networks that fetch pictures get that too."
        return Finding(
            "answering", State.NOTE, trouble, "Let the proxy in front pass everything on to Waypost."
        )
    sentence = f"{address} answers this machine; whether it answers others, only they can tell."
    return Finding("answering", State.GOOD, sentence)


def _mail() -> Iterator[Finding]:
    if settings.WAYPOST.mail_url:
        yield Finding("mail", State.GOOD, f"Mail is sent as {settings.WAYPOST.mail_from}.")
    else:
        yield Finding(
            "mail",
            State.NOTE,
            "No mail server is set: mail, with the codes for signing in, is printed to the terminal.",
            "Set WAYPOST_MAIL_URL.",
        )


def _media() -> Iterator[Finding]:
    if not settings.WAYPOST.media_url:
        return
    where = settings.WAYPOST.media_url.rpartition("@")[2]
    try:
        default_storage.exists("waypost")
    except OSError as error:
        yield Finding(
            "media",
            State.BAD,
            f"The pictures in {where} cannot be reached: {error}.",
            "See WAYPOST_MEDIA_URL.",
        )
    else:
        yield Finding(
            "media",
            State.NOTE,
            f"Pictures lie in {where}, and backups do not hold them.",
            "Let the bucket keep its versions.",
        )


def _keys() -> Iterator[Finding]:
    out, others = len(keys.unreadable()), list(keys.lost())
    if not installation.fits(queries.installation()):
        yield Finding("keys", State.BAD, "No publisher starts here.", installation.OTHER_KEYS)
    elif out:
        yield Finding(
            "keys",
            State.BAD,
            f"The tokens of {count(out, 'channel', 'channels')} cannot be read with the keys at hand.",
            "Put the old key back, or connect the channels again.",
        )
    elif not others:
        yield Finding("keys", State.GOOD, "Every stored secret can be read.")
    for other in others:
        yield Finding("secrets", State.BAD, other.sentence, other.mend)


def _people() -> Iterator[Finding]:
    if not Person.objects.exists():
        yield Finding(
            "people",
            State.NOTE,
            "Nobody has an account yet.",
            "Run `waypost doctor --owner-link` for a link.",
        )


def _space() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.WAYPOST.home).free
    if free < LITTLE_SPACE:
        yield Finding(
            "space", State.BAD, f"Only {free // 1_000_000} MB are free in the home.", "Make room there."
        )


def _backups() -> Iterator[Finding]:
    made = [path.stat().st_mtime for path in Path(archive.folder()).glob("*.tar.gz")]
    days = int((clock.now().timestamp() - max(made)) // 86_400) if made else None
    if days is None or days >= OLD_BACKUP_DAYS:
        when = (
            "There is no backup" if days is None else f"The last backup is {count(days, 'day', 'days')} old"
        )
        yield Finding("backups", State.NOTE, f"{when}.", "Run `waypost backup`, best every night.")
    else:
        yield Finding("backups", State.GOOD, f"The last backup is {count(days, 'day', 'days')} old.")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _database,
    _processes,
    _hold,
    _reach,
    _mail,
    _media,
    _keys,
    _people,
    _space,
    _backups,
)
