"""What a tree of processes costs, read from /proc: its CPU time and its memory."""

import os
from dataclasses import dataclass
from pathlib import Path

NAMES = ("supervise", "web", "publisher", "worker", "sandbox")
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Process:
    """One process of a tree. CPU in seconds, memory in bytes; `pss` counts shared pages in parts."""

    pid: int
    cpu: float
    rss: int
    pss: int
    name: str


def tree(*roots: int) -> list[Process]:
    """Every living process that descends from these, they themselves included."""
    parents = {pid: parent for pid in _pids() if (parent := _parent(pid)) is not None}
    inside = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in inside} - inside:
        inside |= more
    return [process for pid in sorted(inside) if (process := _read(pid, parents)) is not None]


def _read(pid: int, parents: dict[int, int]) -> Process | None:
    """One process; None when it is gone."""
    folder = Path(f"/proc/{pid}")
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        pss = _pss(folder)
    except OSError:
        return None
    return Process(
        pid, (int(fields[11]) + int(fields[12])) / TICK, int(fields[21]) * PAGE, pss, _name(pid, parents)
    )


def _name(pid: int, parents: dict[int, int]) -> str:
    """What a process does, as its command line says; a helper is named after the one that started it."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        words = []
    if any(word.endswith(b".serving") for word in words):
        return "web"
    for name in NAMES:
        if any(word.endswith(name.encode()) or f".{name}.".encode() in word for word in words):
            return name
    return _name(parents[pid], parents) if parents.get(pid, 1) > 1 else "other"


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
