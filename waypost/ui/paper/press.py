"""Sets a sheet as PDF, in a child process: the typesetter keeps what it loads, and a server that lives long may not."""

import json
import subprocess
import sys
from functools import lru_cache
from threading import BoundedSemaphore

from waypost.ui.paper.sheet import Sheet, as_record

MODULE = "waypost.ui.paper"
LONGEST_SECONDS = 60
_AT_ONCE = BoundedSemaphore(2)
"""Each child takes about as much memory as the server itself."""


@lru_cache(maxsize=8)
def pdf(sheet: Sheet) -> bytes:
    """Set a sheet; one that was set lately is not set again. Raises CalledProcessError or TimeoutExpired, both loud."""
    with _AT_ONCE:
        child = subprocess.run(  # noqa: S603 (this interpreter, a module of ours)
            [sys.executable, "-m", MODULE],
            input=json.dumps(as_record(sheet)).encode(),
            capture_output=True,
            check=True,
            timeout=LONGEST_SECONDS,
        )
    return child.stdout
