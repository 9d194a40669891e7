"""What a tree of processes costs, read from /proc: its CPU time and its memory."""

import os
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Process:
    """One process of a tree. CPU in seconds, memory in bytes; `pss` counts shared pages in parts."""

    pid: int
    words: str
    cpu: float
    rss: int
    pss: int

    @property
    def name(self) -> str:
        """What it does, as the command line says."""
        known = ("web", "publisher", "worker", "sandbox", "supervise")
        return next(
            (name for name in known if name in self.words.replace("/", " ").split("waypost.")[-1]), "other"
        )


def tree(*roots: int) -> list[Process]:
    """Every living process that descends from these, they themselves included."""
    parents = {pid: parent for pid in _pids() if (parent := _parent(pid)) is not None}
    inside = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in inside} - inside:
        inside |= more
    return [process for pid in sorted(inside) if (process := read(pid)) is not None]


def read(pid: int) -> Process | None:
    """One process; None when it is gone."""
    folder = Path(f"/proc/{pid}")
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        pss = _pss(folder)
    except OSError:
        return None
    return Process(pid, words, (int(fields[11]) + int(fields[12])) / TICK, int(fields[21]) * PAGE, pss)


def _pss(folder: Path) -> int:
    lines = (folder / "smaps_rollup").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None
