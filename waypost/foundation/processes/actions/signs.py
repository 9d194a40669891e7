import logging
import threading
import uuid
from datetime import timedelta
from types import TracebackType

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.models.functions import Now

from waypost.foundation.processes import host, locks, queries
from waypost.foundation.processes.models import Sign
from waypost.foundation.processes.queries import lock_path

log = logging.getLogger(__name__)

EVERY = settings.WAYPOST.heartbeat_seconds
FORGOTTEN_AFTER = timedelta(days=7)


class Beat:
    """Gives this process's signs of life while the block runs, and holds its lock file.

    `key` names the process: put it beside whatever the process takes on, so that others can ask whether it lives.
    """

    def __init__(self, kind: str, every: float = EVERY) -> None:
        self.kind = kind
        self.key = str(uuid.uuid4())
        self._every = every
        self._lock = locks.LockFile(lock_path(self.key))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="signs-of-life", daemon=True)

    def __enter__(self) -> "Beat":
        # The lock comes first: nobody may see the key before its lock is held.
        self._lock.__enter__()
        give(self.kind, self.key)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join(timeout=5)
        _write_down(self.key)
        self._lock.__exit__(kind, error, trace)

    def _go_on(self) -> None:
        silent = False
        while not self._over.wait(self._every):
            try:
                give(self.kind, self.key)
                silent = False
            except (DatabaseError, InterfaceError):
                if not silent:
                    log.exception("process.no_sign_given", extra={"kind": self.kind})
                silent = True
                connection.close()
        connection.close()


def give(kind: str, key: str) -> None:
    """Give a sign of life, in the database's own time; the first one says which process this is."""
    if Sign.objects.filter(key=key).update(seen_at=Now()):
        return
    me = host.identity()
    Sign.objects.create(
        kind=kind,
        key=key,
        host=me.host,
        boot=me.boot,
        pid=me.pid,
        pid_started=me.pid_started,
        started_at=Now(),
        seen_at=Now(),
    )


def note_the_dead() -> list[str]:
    """Write down which processes of this machine certainly ended, so that other machines know too; return their keys."""
    dead = [key for key in queries.silent_here() if queries.is_proven_dead(key)]
    Sign.objects.filter(key__in=dead).update(ended_at=Now())
    return dead


def _write_down(key: str) -> None:
    """The process ends; without a database its lock says so, to those of its machine."""
    try:
        Sign.objects.filter(key=key, ended_at=None).update(ended_at=Now())
    except (DatabaseError, InterfaceError):
        log.exception("process.no_end_written")
        connection.close()


def end(sign: Sign) -> bool:
    """End a process of this machine that holds on to something; true when it is certainly gone."""
    here = host.identity()
    if not here.boot or sign.boot != here.boot or not sign.pid_started:
        return False
    return host.end(sign.pid, sign.pid_started)


def forget_old() -> int:
    """Forget processes that gave no sign for a week, and their lock files."""
    old = Sign.objects.filter(seen_at__lt=Now() - FORGOTTEN_AFTER)
    for key in list(old.values_list("key", flat=True)):
        if locks.state_of(lock_path(key)) is not locks.State.HELD:
            lock_path(key).unlink(missing_ok=True)
    return old.delete()[0]
