"""The scratch home in which a simulation lives: its settings, its database, thrown away at the end unless kept."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

SETTINGS = "waypost.config.settings"


@contextmanager
def scratch(keep: Path | None) -> Iterator[Path]:
    """A home of its own, set up for Django; `keep` is a folder that stays. Only before anything of Django is loaded."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        _set_up(keep)
        yield keep
        return
    with TemporaryDirectory(prefix="waypost-simulation-") as folder:
        for name in [name for name in os.environ if name.startswith("WAYPOST_")]:
            del os.environ[name]
        _set_up(Path(folder))
        yield Path(folder)


def _set_up(home: Path) -> None:
    os.environ["WAYPOST_HOME"] = str(home)
    os.environ.pop("WAYPOST_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import_module("django").setup()
    logging.getLogger("waypost").setLevel(logging.ERROR)
    # Rows come and go by the million and hold no circles; looking for these took a tenth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
