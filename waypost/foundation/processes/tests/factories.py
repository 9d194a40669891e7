"""Signs of processes elsewhere."""

import uuid
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now

from waypost.foundation.processes import host
from waypost.foundation.processes.models import Sign


def sign(**changes: Any) -> Sign:
    """A publisher of this machine, seen just now, that is this very process unless `changes` say otherwise."""
    me = host.identity()
    values = {
        "key": str(uuid.uuid4()),
        "kind": Sign.Kind.PUBLISHER,
        "host": me.host,
        "boot": me.boot,
        "pid": me.pid,
        "pid_started": me.pid_started,
        "started_at": Now(),
        "seen_at": Now(),
    }
    return Sign.objects.create(**{**values, **changes})


def ago(**span: float) -> Any:
    """A moment before the database's now."""
    return Now() - timedelta(**span)
