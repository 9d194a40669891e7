"""Counts, while everything runs, how many connections each process has at the database."""

import contextlib
import threading
import time
from collections import defaultdict

import psycopg

EVERY = 0.2
ASK = "SELECT application_name, count(*) FROM pg_stat_activity WHERE datname = 'waypost' GROUP BY 1"


class Counter:
    """Asks the database again and again, also after it was away: `with Counter(url) as counter: …`."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}&application_name=counter"
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._count_on, name="counter")
        self.seen: dict[str, list[tuple[float, int]]] = defaultdict(list)

    def __enter__(self) -> "Counter":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def most(self) -> dict[str, int]:
        """The most connections that each process had at any moment."""
        return {name: max(count for _, count in counts) for name, counts in sorted(self.seen.items())}

    def now(self) -> dict[str, int]:
        """How many each process had when it was last asked about, as far as it still has any."""
        asked = max(moment for counts in self.seen.values() for moment, _ in counts)
        return {
            name: counts[-1][1]
            for name, counts in sorted(self.seen.items())
            if asked - counts[-1][0] < 2 * EVERY
        }

    def _count_on(self) -> None:
        while not self._over.is_set():
            with (
                contextlib.suppress(psycopg.Error),
                psycopg.connect(self._url, autocommit=True, connect_timeout=2) as connection,
            ):
                while not self._over.wait(EVERY):
                    for name, count in connection.execute(ASK).fetchall():
                        if name != "counter":
                            self.seen[name].append((time.monotonic(), count))
            self._over.wait(EVERY)
