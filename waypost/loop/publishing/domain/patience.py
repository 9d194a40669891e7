"""How long to wait before trying again."""

import random
from datetime import timedelta

FIRST = 2.0
LONGEST = 300.0


def before_try(number: int, *, asked_seconds: float = 0.0, chance: random.Random | None = None) -> timedelta:
    """The wait before try `number` (2 is the first retry): doubling from 2 s to 5 min, with a tenth of jitter.

    A network that asks for longer gets what it asks for.
    """
    doubled = min(LONGEST, FIRST * 2 ** max(0, min(number - 2, 10)))
    jitter = (chance or random).uniform(0.0, 0.1) * doubled
    return timedelta(seconds=max(asked_seconds, doubled + jitter))
