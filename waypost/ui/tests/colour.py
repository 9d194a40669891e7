"""Colours as the tokens write them, turned into what eyes get: sRGB, contrast, and three dichromacies.

OKLCH: https://bottosson.github.io/posts/oklab/ · contrast: WCAG 2.2, 1.4.3 · dichromacy: Machado, Oliveira and
Fernandes 2009, severity 1, in linear light.
"""

import math
import re
from pathlib import Path

CSS = Path(__file__).parent.parent / "static" / "ui" / "css"
Colour = tuple[float, float, float]

SIGHTS: dict[str, tuple[Colour, Colour, Colour]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def tokens() -> dict[str, str]:
    """Every custom property of the two colour files, as written."""
    text = (CSS / "colour.css").read_text() + (CSS / "pillars.css").read_text()
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return {name: " ".join(value.split()) for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", text)}


def colour(name: str, theme: str) -> Colour:
    """The linear sRGB of a meaning in "light" or "dark"."""
    return _resolve(tokens()[name], theme)


def pillar(index: int, theme: str) -> Colour:
    """The linear sRGB of a pillar."""
    written = tokens()
    lightness, chroma = map(float, written[f"pillar-{theme}"].split())
    return from_oklch(lightness, chroma, float(written[f"hue-{index}"]))


def _resolve(value: str, theme: str) -> Colour:
    if both := re.fullmatch(r"light-dark\((.+\)), (.+\))\)", value):
        return _resolve(both[1 if theme == "light" else 2], theme)
    elif named := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return _resolve(tokens()[named[1]], theme)
    else:
        parts = re.fullmatch(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", value)
        assert parts, f"cannot read the colour {value}"
        return from_oklch(*map(float, parts.groups()))


def from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """Linear sRGB, not clipped."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen(linear: Colour, sight: str) -> Colour:
    """The linear sRGB that somebody with `sight` gets instead."""
    red, green, blue = (sum(row[i] * linear[i] for i in range(3)) for row in SIGHTS[sight])
    return _clip(red), _clip(green), _clip(blue)


def distance(one: Colour, other: Colour) -> float:
    """How different two colours look: Euclidean in OKLab, where 0.02 is just noticeable."""
    return math.dist(_oklab(one), _oklab(other))


def _oklab(linear: Colour) -> Colour:
    red, green, blue = linear
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _luminance(linear: Colour) -> float:
    red, green, blue = (_clip(channel) for channel in linear)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _clip(channel: float) -> float:
    return min(max(channel, 0.0), 1.0)
