"""How a process connects to PostgreSQL: few connections, which come back by themselves, and no lock kept by a frozen one."""

from importlib import import_module
from typing import Any

AT_MOST = 20
"""Connections of one process, those of its queue of jobs included."""
OF_THE_QUEUE = {"worker": 6}
"""The worker's four threads listen, each on a connection of its own, and share one; everybody else has that one alone."""
FROZEN_AFTER = 15
"""Seconds after which the server ends a transaction in which nothing happens; a lease on a channel lasts longer."""
ANSWERS = {"connect_timeout": "5", "keepalives_idle": "20", "keepalives_interval": "5", "keepalives_count": "3",
           "tcp_user_timeout": "20000"}  # fmt: skip
"""A server that is gone without a word is noticed in seconds, not in the quarter of an hour that TCP would take."""


def database(url: str, process: str) -> dict[str, Any]:
    """Django's settings for the database at `url`, as this process of the tree wants it (empty: a command)."""
    parts = import_module("psycopg.conninfo").conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        # The publisher keeps its connections and tries again by itself; people should not be the ones to find out.
        "CONN_HEALTH_CHECKS": process != "publisher",
        "OPTIONS": {
            **ANSWERS,
            **parts,
            "options": " ".join(filter(None, [_asked(process), parts.get("options"), _never_lost(process)])),
            "pool": {
                "min_size": 1,
                "max_size": AT_MOST - OF_THE_QUEUE.get(process, 2),
                # Whoever waits asks anew before the pool stops trying: a server that is back is found within seconds.
                "timeout": 5,
                "reconnect_timeout": 3,
                # What a pool opened anew after a restart and nobody took, it gives back: one each time, in seconds.
                "max_idle": 15,
            },
        },
    }


def _asked(process: str) -> str:
    """A frozen process keeps no rows locked; what a command does in one transaction may take its time."""
    return f"-c idle_in_transaction_session_timeout={FROZEN_AFTER}s" if process else ""


def _never_lost(process: str) -> str:
    """A power cut must not lose an arm, whatever the server does by default (ENGINE: "Arming")."""
    return "-c synchronous_commit=on" if process == "publisher" else ""
