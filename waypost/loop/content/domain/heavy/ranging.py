"""Brings what HDR cameras film into what ordinary screens show, as a table of colours that a filter looks up.

White paper (203 candelas, ITU-R BT.2408) stays nearly white, what shines beyond it is pressed together below the whitest.
"""

from collections.abc import Callable
from itertools import product
from pathlib import Path

PQ, HLG = "PQ", "HLG"
"""How brightness is written: as HDR10 does, and as phones do."""
_STEPS = 33
_PEAK, _PAPER, _SCREEN = 1000.0, 203.0, 100.0
"""Candelas: the brightest that is told apart, white paper as HDR has it, and white on an ordinary screen."""
_M1, _M2, _C1, _C2, _C3 = 2610 / 16384, 2523 / 32, 107 / 128, 2413 / 128, 2392 / 128
_SCREEN_GAMMA, _ROOM_GAMMA = 2.4, 1.2
_A, _B, _C = 0.17883277, 0.28466892, 0.55991073
# BT.2020's light in BT.709's (ITU-R BT.2087, section 2).
_NARROWER = (
    (1.6605, -0.5876, -0.0728),
    (-0.1246, 1.1329, -0.0083),
    (-0.0182, -0.1006, 1.1187),
)
Light = tuple[float, float, float]


def write_table(written: str, to: Path) -> None:
    """Write the colours of ordinary screens for those of HDR, written by `written` (PQ or HLG), as a .cube file."""
    scale = [step / (_STEPS - 1) for step in range(_STEPS)]
    shine: Callable[[Light], Light] = _of_pq if written == PQ else _of_hlg
    rows = [f"LUT_3D_SIZE {_STEPS}"]
    for blue, green, red in product(scale, repeat=3):
        rows.append("{:.5f} {:.5f} {:.5f}".format(*_on_screen(shine((red, green, blue)))))
    to.write_text("\n".join(rows) + "\n", encoding="ascii")


def _on_screen(light: Light) -> Light:
    """The signal of an ordinary screen (ITU-R BT.1886) for light in candelas."""
    pressed = [_pressed(each * _SCREEN / _PAPER) / _SCREEN for each in light]
    shown = [sum(share * each for share, each in zip(row, pressed, strict=True)) for row in _NARROWER]
    red, green, blue = (min(1.0, max(0.0, each)) ** (1 / _SCREEN_GAMMA) for each in shown)
    return red, green, blue


def _of_pq(signal: Light) -> Light:
    """The light of a PQ signal in candelas (ITU-R BT.2100, table 4)."""
    red, green, blue = (_from_pq(each) for each in signal)
    return red, green, blue


def _of_hlg(signal: Light) -> Light:
    """The light of an HLG signal on a screen of a thousand candelas (ITU-R BT.2100, table 5)."""
    red, green, blue = (
        each**2 / 3 if each <= 0.5 else (2.718281828459045 ** ((each - _C) / _A) + _B) / 12 for each in signal
    )
    whole = 0.2627 * red + 0.6780 * green + 0.0593 * blue
    bright = _PEAK * whole ** (_ROOM_GAMMA - 1) if whole else 0.0
    return red * bright, green * bright, blue * bright


def _pressed(light: float) -> float:
    """Light that an ordinary screen has: untouched below a knee, pressed together above it (ITU-R BT.2390, section 5.4.1)."""
    peak = _to_pq(_PEAK * _SCREEN / _PAPER)
    most, here = _to_pq(_SCREEN) / peak, min(1.0, _to_pq(light) / peak)
    knee = 1.5 * most - 0.5
    if here > knee:
        t = (here - knee) / (1 - knee)
        here = (
            (2 * t**3 - 3 * t**2 + 1) * knee
            + (t**3 - 2 * t**2 + t) * (1 - knee)
            + (-2 * t**3 + 3 * t**2) * most
        )
    return _from_pq(here * peak)


def _from_pq(signal: float) -> float:
    root = signal ** (1 / _M2)
    return float(10_000.0 * (max(root - _C1, 0.0) / (_C2 - _C3 * root)) ** (1 / _M1))


def _to_pq(light: float) -> float:
    root = (light / 10_000.0) ** _M1
    return float(((_C1 + _C2 * root) / (1 + _C3 * root)) ** _M2)
