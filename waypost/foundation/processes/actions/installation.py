import logging
import os
import uuid
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connection, transaction

from waypost.foundation.processes.models import Installation, Sign
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

log = logging.getLogger(__name__)

COPIED = _(
    "This home is a copy: another Waypost with the same posts may be running. Release it here only when it is not."
)


CHECKED = "waypost"
OTHER_KEYS = _(
    "The keys of this process are not those by which tokens are encrypted in this database, so it could send nothing. "
    "Give it the WAYPOST_SECRET_KEYS that the others have, or the file keys/tokens of their home. If those keys are "
    "lost for good, run `waypost doctor --accept-keys` here and connect every channel again."
)


class Named(Protocol):
    """Who does it: anything with a label that people read."""

    @property
    def label(self) -> str: ...


@transaction.atomic
def settle() -> Installation:
    """Take the home as this installation's at its first start; hold the installation when the home is a copy."""
    mark = _mark()
    found = Installation.objects.select_for_update().filter(pk=1).first()
    if found is None:
        key = str(uuid.uuid4())
        # Several machines may start at once on one database: whoever comes second takes what the first one made.
        fresh = {"key": key, "home_mark": lambda: mark or _make_mark(key)}
        return Installation.objects.get_or_create(pk=1, defaults=fresh)[0]
    elif found.home_mark != mark and found.held_at is None:
        # The last sign in the copied database is the last moment that it surely knows about.
        last = Sign.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
        return hold(COPIED, doubt_from=last or found.made_at)
    else:
        return found


@transaction.atomic
def hold(because: str, *, doubt_from: datetime | None = None) -> Installation:
    """Let nothing be published until a person releases it; whatever was due since `doubt_from` may be out already."""
    found = Installation.objects.select_for_update().filter(pk=1).first()
    if found is None:
        key = str(uuid.uuid4())
        found = Installation(pk=1, key=key, home_mark=_mark() or _make_mark(key))
    found.held_at = found.held_at or clock.now()
    found.held_because = because[:200]
    found.doubt_from = min(filter(None, (found.doubt_from, doubt_from)), default=None)
    found.save()
    log.warning("installation.held", extra={"because": because})
    return found


@transaction.atomic
def release(*, by: Named) -> Installation:
    """Let this installation publish again, from the home that it is in now. The caller records who did it."""
    found = Installation.objects.select_for_update().get(pk=1)
    mark = _mark()
    if found.home_mark != mark:
        # A copy that goes its own way is an installation of its own.
        found.key = str(uuid.uuid4())
        found.home_mark = mark if connection.vendor == "postgresql" else _make_mark(found.key)
    found.held_at, found.held_because, found.doubt_from = None, "", None
    found.save()
    log.info("installation.released", extra={"by": by.label})
    return found


def check_keys() -> None:
    """See that this process has the keys by which tokens are encrypted here; the first one that asks says which.

    A Refusal with the way to mend it where its keys are others: it could not read a single token.
    """
    found = Installation.objects.filter(pk=1).first()
    if found is not None and not found.locked_check:
        accept_keys()
    elif not fits(found):
        raise Refusal(OTHER_KEYS)


def fits(found: Installation | None) -> bool:
    """Whether the keys of this process open what is encrypted here, as far as anybody has said yet."""
    if found is None or not found.locked_check:
        return True
    try:
        return settings.WAYPOST.vault.unlock(found.locked_check).reveal() == CHECKED
    except Refusal:
        return False


@transaction.atomic
def accept_keys() -> Installation:
    """Go by the keys of this process from now on, the newest of them first."""
    found = settle()
    found.locked_check = settings.WAYPOST.vault.lock(CHECKED)
    found.save(update_fields=["locked_check"])
    log.info("installation.keys_accepted")
    return found


def _marker() -> Path:
    return Path(settings.WAYPOST.home) / "installation"


def _mark() -> str:
    """What tells this home (with PostgreSQL: this database) from a copy of it; empty when it has no mark yet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT s.system_identifier, d.oid FROM pg_control_system() s, pg_database d"
                " WHERE d.datname = current_database()"
            )
            return "postgresql:{}:{}".format(*cursor.fetchone())
    try:
        key, seen = _marker().read_text().strip(), _marker().stat()
    except FileNotFoundError:
        return ""
    return f"{key}:{seen.st_ino}:{seen.st_mtime_ns}"


def _make_mark(key: str) -> str:
    _marker().parent.mkdir(parents=True, exist_ok=True)
    fresh = _marker().with_suffix(".new")
    fresh.write_text(key + "\n")
    os.replace(fresh, _marker())
    return _mark()
