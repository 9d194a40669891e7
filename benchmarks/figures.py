"""Figures, their targets, and how they are printed."""

import argparse
import json
import math
import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """One measured value; `most` is the target that it must not exceed, if it has one."""

    name: str
    value: float
    unit: str
    most: float | None = None

    @property
    def is_missed(self) -> bool:
        # What could not be measured has no value that a target allows.
        return self.most is not None and not self.value <= self.most

    @property
    def line(self) -> str:
        target = (
            "" if self.most is None else f"  {'MISSED' if self.is_missed else 'ok'} (at most {self.most:g})"
        )
        return f"{self.name:<52} {self.value:>10.2f} {self.unit:<8}{target}"


@dataclass
class Report:
    """What one benchmark found."""

    name: str
    sizes: dict[str, object]
    figures: list[Figure] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str, most: float | None = None) -> None:
        self.figures.append(Figure(name, value, unit, most))

    def fault(self, sentence: str) -> None:
        """Something that must never be, whatever the speed."""
        if sentence not in self.faults:
            self.faults.append(sentence)

    @property
    def is_good(self) -> bool:
        return not self.faults and not any(figure.is_missed for figure in self.figures)

    def print(self, *, as_json: bool) -> None:
        if as_json:
            json.dump(self._plain(), sys.stdout, indent=1)
            print()
        else:
            print(f"\n{self.name}: " + ", ".join(f"{name} {value}" for name, value in self.sizes.items()))
            print("\n".join(figure.line for figure in self.figures))
            print("\n".join(f"FAULT: {sentence}" for sentence in self.faults))

    def _plain(self) -> dict[str, object]:
        return {
            "benchmark": self.name,
            "sizes": self.sizes,
            "machine": machine(),
            "figures": [
                {
                    "name": figure.name,
                    "value": round(figure.value, 3) if math.isfinite(figure.value) else None,
                    "unit": figure.unit,
                    "most": figure.most,
                    "missed": figure.is_missed,
                }
                for figure in self.figures
            ],
            "faults": self.faults,
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of `values` do not exceed; not a number when there are none."""
    if not values:
        return math.nan
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def parser(description: str, examples: Iterable[str]) -> argparse.ArgumentParser:
    """A parser with what every benchmark understands."""
    made = argparse.ArgumentParser(
        description=description,
        epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--json", action="store_true", help="print the figures as JSON")
    made.add_argument("--check", action="store_true", help="end with 1 when a target is missed")
    return made


def end(report: Report, given: argparse.Namespace) -> int:
    """Print a report and say with which code to end."""
    report.print(as_json=given.json)
    return int(given.check and not report.is_good)


def progress(sentence: str) -> None:
    """Say on the terminal what happens now; the figures alone go to standard output."""
    print(sentence, file=sys.stderr, flush=True)
