"""Leaves out of memory what a package would load though this installation does not use it."""

import sys
from importlib import import_module


def load(package: str, *, without: set[str]) -> None:
    """Import `package` as if the packages `without` were not installed; they can be imported as ever afterwards."""
    absent = without - sys.modules.keys()
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        import_module(package)
    finally:
        for name in absent:
            del sys.modules[name]
