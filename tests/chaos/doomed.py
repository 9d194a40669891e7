"""A real publisher that kills itself with SIGKILL: `python -m tests.chaos.doomed armed 7` dies at the 7th "armed".

A step is one of a sender's, or the name of what the ledger just did: "lay_out" dies when that is committed.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

import django


def main() -> None:
    step, count = sys.argv[1], int(sys.argv[2])
    django.setup()
    from waypost.loop.publishing import publisher  # noqa: PLC0415 (Django must be set up first)
    from waypost.loop.publishing.engine.ledger import OneWriterLedger, ThreadLedger  # noqa: PLC0415
    from waypost.loop.publishing.engine.sender import Sender  # noqa: PLC0415

    left, lock = [count], threading.Lock()

    def between(reached: str) -> None:
        if reached == step:
            with lock:
                left[0] -= 1
                if left[0] <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)

    begin = Sender.__init__

    def doomed(self: Sender, *args: object, **kwargs: object) -> None:
        begin(self, *args, **kwargs)
        self.between = between

    Sender.__init__ = doomed
    for ledger in (OneWriterLedger, ThreadLedger):
        ledger.do = _noting(ledger.do, between)  # type: ignore[method-assign]
    publisher.run(threading.Event())


def _noting(do: Callable[..., Any], between: Callable[[str], None]) -> Callable[..., Any]:
    """The ledger's `do`, which says by name what was committed."""

    def noted(self: object, work: Callable[..., Any], *args: object, **named: object) -> object:
        result = do(self, work, *args, **named)
        between(getattr(work, "__name__", ""))
        return result

    return noted


if __name__ == "__main__":
    main()
