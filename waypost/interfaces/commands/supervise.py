"""The supervisor of the process tree: starts the children, restarts them with back-off, stops them together.

It imports next to nothing, so that it costs next to nothing; `up` becomes it once everything is ready.
"""

import contextlib
import json
import math
import os
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field

STOP_WITHIN = 9.5
BACK_OFF = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
STEADY_AFTER = 60.0
READY_LOOK = 0.05
OTHERS_AFTER = 8.0
REFUSED = 2
BEHIND_PEOPLE = 5
"""How much more willing than the web server the others are to let somebody else compute (nice)."""

ARENAS = "2"
"""Into how many heaps the C library parts its memory: by itself one for each of the many threads, most of it unused."""


@dataclass
class Child:
    """One process of the tree."""

    name: str
    once: bool = False
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    again_at: float = 0.0

    def start(self) -> None:
        # A group of its own: Ctrl-C in the terminal reaches the supervisor alone. The pipe is the tether.
        self.process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-P", "-m", "waypost.interfaces.commands", self.name, "--tethered"],
            stdin=subprocess.PIPE,
            process_group=0,
            env={"MALLOC_ARENA_MAX": ARENAS, **os.environ},
        )
        if self.name != "web":
            _step_back(self.process.pid)
        self.started_at = time.monotonic()

    def look(self) -> int | None:
        """The exit code if the process ended since the last look; it is due again after a back-off."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process = None
        now = time.monotonic()
        self.failures = 0 if now - self.started_at > STEADY_AFTER else self.failures
        self.again_at = now + BACK_OFF[min(self.failures, len(BACK_OFF) - 1)]
        self.failures += 1
        return code


@dataclass
class Tree:
    """The supervisor and its children. The first is the web server: the others wait until it answers, or a while."""

    children: list[Child]
    host: str
    port: int
    words: str
    stopping: bool = False
    ready: bool = False
    code: int = 0
    others_at: float = field(default_factory=lambda: time.monotonic() + OTHERS_AFTER)
    signals: int = field(default_factory=lambda: _signals())

    def run(self) -> int:
        """Keep the tree alive until a signal, or until a child refuses to run; returns the exit code."""
        self.children[0].start()
        while not self.stopping:
            self.stopping = self._told_to_stop(self._next_look())
            self._look_after_children()
            self._say_when_ready()
        self._stop()
        return self.code

    def _next_look(self) -> float:
        if not self.ready:
            return READY_LOOK
        waiting = [child.again_at for child in self.children if child.process is None]
        return min(max(0.0, moment - time.monotonic()) for moment in [*waiting, time.monotonic() + 3600])

    def _told_to_stop(self, within: float) -> bool:
        """Wait until something happens, for so many seconds at most; true when it is a signal to stop."""
        if not select.select([self.signals], [], [], within)[0]:
            return False
        return bool(set(os.read(self.signals, 64)) & {signal.SIGTERM, signal.SIGINT, signal.SIGHUP})

    def _look_after_children(self) -> None:
        for child in self.children:
            code = child.look()
            if code is not None and child.once:
                # Its work is done, or it has said why not; it is begun anew at the next start.
                child.again_at = math.inf
            elif code == REFUSED:
                # It has said why in a sentence; trying again would say it again.
                self.stopping, self.code = True, REFUSED
            elif code is not None and not self.stopping:
                wait = child.again_at - time.monotonic()
                _say(f"{child.name} ended ({_how(code)}); it is started again in {wait:.1f} s.")
            may_start = child is self.children[0] or self.ready or time.monotonic() >= self.others_at
            if (
                child.process is None
                and not self.stopping
                and may_start
                and time.monotonic() >= child.again_at
            ):
                child.start()

    def _say_when_ready(self) -> None:
        if not self.ready and not self.stopping and _answers(self.host, self.port):
            self.ready = True
            _say(self.words)

    def _stop(self) -> None:
        for child in self.children:
            _send(child, signal.SIGTERM)
        deadline = time.monotonic() + STOP_WITHIN
        while any(child.process and child.process.poll() is None for child in self.children):
            is_hurried = self._told_to_stop(within=0.2)
            if is_hurried or time.monotonic() >= deadline:
                # A second Ctrl-C, or a child that does not listen.
                for child in self.children:
                    _send(child, signal.SIGKILL)
                break


def main() -> int:
    """Run the plan that `up` made."""
    plan = json.loads(sys.argv[1])
    with os.fdopen(plan["words"]) as pipe:
        words = pipe.read()
    os.set_inheritable(plan["lock"], False)
    return Tree(_children(plan["children"], plan["once"]), plan["host"], plan["port"], words).run()


def _children(names: list[str], once: list[str]) -> list[Child]:
    return [Child(name, once=name in once) for name in names]


def _signals() -> int:
    """A handle from which each signal that arrives can be read as a byte."""
    end, start = os.pipe()
    os.set_blocking(start, False)
    signal.set_wakeup_fd(start, warn_on_full_buffer=False)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, lambda number, frame: None)
    return end


def _send(child: Child, number: int) -> None:
    if child.process is not None and child.process.poll() is None:
        child.process.send_signal(number)


def _answers(host: str, port: int) -> bool:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (only compared)
    try:
        with socket.create_connection((here, port), timeout=1):
            return True
    except OSError:
        return False


def _step_back(pid: int) -> None:
    with contextlib.suppress(OSError):  # it has ended already, and whoever looks after it finds out
        os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid) + BEHIND_PEOPLE)


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _say(words: str) -> None:
    print(words.rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
