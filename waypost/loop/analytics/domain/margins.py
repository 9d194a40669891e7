"""How far chance alone may have moved a rate: Wilson's interval for a share of many trials.

Wilson, E. B.: Probable inference, the law of succession, and statistical inference. JASA 22 (1927), 209-212.
"""

import math

SURE = 1.645
"""Nine of ten such intervals hold the true rate."""


def wilson(part: float, whole: float) -> tuple[float, float]:
    """The 90 % interval of a share of `whole` trials (more than 0), `part` (0 to `whole`) of which came true."""
    share = part / whole
    spread = SURE**2 / whole
    middle = (share + spread / 2) / (1 + spread)
    half = SURE / (1 + spread) * math.sqrt(share * (1 - share) / whole + spread / whole / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def margin(part: float, whole: float) -> float | None:
    """Half the width of the interval; None where a rate is no share of trials (it may pass one, or there are none)."""
    if whole <= 0 or not 0 <= part <= whole:
        return None
    low, high = wilson(part, whole)
    return (high - low) / 2
