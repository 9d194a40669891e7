"""A real publisher that kills itself with SIGKILL: `python -m tests.chaos.doomed armed 7` dies at the 7th "armed"."""

import os
import signal
import sys
import threading

import django


def main() -> None:
    step, count = sys.argv[1], int(sys.argv[2])
    django.setup()
    from waypost.loop.publishing import publisher  # noqa: PLC0415 (Django must be set up first)
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
    publisher.run(threading.Event())


if __name__ == "__main__":
    main()
