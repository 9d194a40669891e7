"""Which machine and which process this is, told apart across restarts, containers and reused process numbers."""

import os
import platform
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Identity:
    """A process of a machine: `boot` names the start of the kernel and the process namespace."""

    host: str
    boot: str
    pid: int
    pid_started: str


def identity() -> Identity:
    """This process."""
    return Identity(host_name(), boot(), os.getpid(), started(os.getpid()))


@cache
def host_name() -> str:
    """The machine: its name, and the start of its machine id where it has one."""
    number = _text(Path("/etc/machine-id"))[:8]
    return f"{platform.node()[:100]}/{number}"


@cache
def boot() -> str:
    """The start of this kernel and the namespace in which process numbers mean something; empty if unknown."""
    if sys.platform == "linux":
        return f"{_text(PROC / 'sys/kernel/random/boot_id')}/{(PROC / 'self/ns/pid').stat().st_ino}"[:60]
    elif sys.platform == "darwin":
        return _said("sysctl", "-n", "kern.bootsessionuuid")
    else:
        return ""


def started(pid: int) -> str:
    """When the process `pid` started, in the machine's own words; empty when none runs (or it has ended)."""
    if sys.platform == "linux":
        # proc_pid_stat(5): the command is in parentheses and may hold anything; state is field 3, start 22.
        fields = _text(PROC / str(pid) / "stat").rpartition(")")[2].split()
        return fields[19] if len(fields) > 19 and fields[0] not in {"Z", "X"} else ""
    else:
        return _said("ps", "-o", "lstart=", "-p", str(pid))


def end(pid: int, pid_started: str) -> bool:
    """End the process if it is still the one that started then, and see that it is gone. On this machine only."""
    if started(pid) == pid_started:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
    deadline = time.monotonic() + 5
    while started(pid) == pid_started and time.monotonic() < deadline:
        time.sleep(0.01)
    return started(pid) != pid_started


def slept() -> timedelta:
    """How long this machine was suspended since it was started."""
    if sys.platform == "linux":
        away = time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    elif sys.platform == "darwin":
        away = time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    else:
        away = 0.0
    return timedelta(seconds=max(0.0, away))


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (fixed words)
    return done.stdout.strip()[:60]
