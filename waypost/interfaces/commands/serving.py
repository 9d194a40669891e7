"""The web server: `python -m waypost.interfaces.commands.serving <application> <host> <port> <threads>`.

This process only minds the one that answers, and stays small.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def main() -> None:
    """Serve until a signal."""
    application, host, port, threads = sys.argv[1:]
    server = Granian(
        application,
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=int(threads),
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        workers_kill_timeout=8,
    )
    server.serve(target_loader=load)


def load(application: str) -> Callable[..., Any]:
    """Called in the process that answers: what it needs is loaded there and nowhere else."""
    loaded: Callable[..., Any] = import_module("waypost.interfaces.commands.answering").load(application)
    return loaded


if __name__ == "__main__":
    main()
