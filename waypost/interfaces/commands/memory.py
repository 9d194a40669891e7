"""How a process that lives for long keeps its memory: what stays is looked through once."""

import gc
import threading

YOUNG = 5_000
"""Objects made since the collector last looked at the newest. A look at so few takes 2 ms; at 20,000, every thirtieth page
waited 9 ms for it."""
WARM_AFTER = 60.0
"""Seconds after which templates, statements and caches are there that only pages bring, and stay from then on."""


def settle() -> None:
    """Spare the collector what lives as long as the process: looking through all of it stopped a page for 40 ms."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)


def settle_again() -> None:
    """The same once more when the process is warm."""
    later = threading.Timer(WARM_AFTER, settle)
    later.daemon = True
    later.start()
