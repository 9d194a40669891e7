"""Children that end with whoever started them, however that one ended.

`python -m waypost.interfaces.commands.tether <module> …` runs a module that knows nothing of it on the tether.
"""

import argparse
import os
import runpy
import signal
import sys
import threading
import time
from typing import NoReturn

PATIENCE = 12.0


def argument(parser: argparse.ArgumentParser) -> None:
    """Let a supervisor say that the command ends when its standard input closes."""
    parser.add_argument("--tethered", action="store_true", help="stop when standard input closes")


def hold() -> None:
    """Watch standard input: the kernel closes it when the supervisor is gone, even by kill -9."""
    threading.Thread(target=_end_with_input, name="tether", daemon=True).start()


def end_with_parent() -> None:
    """End this process when the one that forked it is gone."""
    threading.Thread(target=_end_with, args=(os.getppid(),), name="tether", daemon=True).start()


def become(module: str, *words: str, tethered: bool) -> NoReturn:
    """Put another module of ours in the place of this program: its memory, with all settings, is given back."""
    tether = ["waypost.interfaces.commands.tether"] if tethered else []
    os.execv(sys.executable, [sys.executable, "-P", "-m", *tether, module, *words])  # noqa: S606 (our own)


def _end_with_input() -> None:
    while os.read(0, 1024):
        pass
    _end()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    _end()


def _end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)


if __name__ == "__main__":
    hold()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
