"""Where work on one channel is done: here and now, or in a few threads beside, so that a hanging network holds up only
its own channels."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger(__name__)

Work = Callable[[], None]


def at_once(work: Work) -> None:
    """Do it here and now."""
    work()


class Beside:
    """A few threads. What fails there is logged: the rows say what is left to do, and the next turn finds it."""

    def __init__(self, threads: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)

    def __call__(self, work: Work) -> None:
        self._pool.submit(self._do, work)

    def close(self) -> None:
        """Let what began come to its end."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _do(self, work: Work) -> None:
        try:
            work()
        except Exception:
            log.exception("publisher.failed_beside")
