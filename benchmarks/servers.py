"""A throw-away PostgreSQL for one benchmark, as careful with what it committed as one that is not thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests import postgres

CONNECTIONS = ("max_connections=200",)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database on a server of its own, which is gone afterwards."""
    server = _started()
    try:
        yield server.url
    finally:
        server.stop()


def _started() -> postgres.Server:
    for programs in postgres.programs():
        server = postgres.Server(programs, options=CONNECTIONS)
        try:
            server.start()
        except postgres.DoesNotStart:
            server.stop()
        else:
            return server
    raise SystemExit(postgres.NONE)
