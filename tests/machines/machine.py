"""One of Waypost's processes as if it ran on another machine: `python -m tests.machines.machine pier publisher`.

Nothing here can see, by its number or its lock, whether a process of another place lives. With `--freeze arming:3` it
stops itself (SIGSTOP) at the third such step; with `--no-identity` the network's keys are nobody's identity.
"""

import argparse
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import django


def main() -> None:
    given = _arguments()
    os.environ["WAYPOST_PROCESS"] = given.command
    django.setup()
    _stand_elsewhere(given.place)
    if given.no_identity:
        _take_keys_for_nothing()
    if given.freeze:
        step, _, count = given.freeze.partition(":")
        _freeze_at(step, int(count))
    from waypost.interfaces.commands.main import main as waypost  # noqa: PLC0415 (Django must be set up first)

    raise SystemExit(waypost([given.command]))


def _stand_elsewhere(place: str) -> None:
    from waypost.foundation.processes import host  # noqa: PLC0415

    host.host_name = lambda: place
    host.boot = lambda: f"{place}/1"


def _take_keys_for_nothing() -> None:
    from waypost.networks import registry  # noqa: PLC0415
    from waypost.networks.contract import Identity  # noqa: PLC0415

    card = registry.card
    registry.card = lambda name: replace(card(name), offers=Identity.NONE)  # type: ignore[assignment]


def _freeze_at(step: str, count: int) -> None:
    """Freeze before the gate is asked for (prepared), in its transaction (arming), or after its commit (armed)."""
    from waypost.loop.publishing import statements  # noqa: PLC0415
    from waypost.loop.publishing.engine.sender import Sender  # noqa: PLC0415

    left, lock = [count], threading.Lock()

    def reached(at: str) -> None:
        with lock:
            left[0] -= at == step
            stop = at == step and left[0] == 0
        if stop:
            # Sent to this thread, which then goes no step further while the kernel stops the others.
            signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)
            time.sleep(1)

    statements.begin_attempt = _then(statements.begin_attempt, lambda: reached("arming"))
    begin = Sender.__init__

    def freezing(self: Sender, *args: object, **named: object) -> None:
        begin(self, *args, **named)
        self.between = reached

    Sender.__init__ = freezing


def _then(work: Callable[..., Any], after: Callable[[], None]) -> Callable[..., Any]:
    def both(*args: object, **named: object) -> object:
        result = work(*args, **named)
        after()
        return result

    return both


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", help="which machine this is")
    parser.add_argument("command", choices=["publisher", "worker"])
    parser.add_argument("--freeze", default="", help="step:count, of prepared, arming and armed")
    parser.add_argument(
        "--no-identity", action="store_true", help="as networks that ignore keys say on their card"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
