"""Holds a page against axe, and against its window, in both themes and at a phone's and a desk's width."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Error, Page
from playwright.sync_api import TimeoutError as Timeout

VENDOR = Path(__file__).with_name("vendor")
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
SIZES = ((1440, 900), (390, 844))
EVERYWHERE = tuple(product(THEMES, SIZES))
CROSSED = tuple(zip(THEMES, SIZES, strict=True))
"""Each theme and each size once: for walks that see many pages."""
GRAVE = {"serious", "critical"}
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
BEYOND = """() => [...document.querySelectorAll('main *')].map(each => [each, each.getBoundingClientRect().right])
  .filter(([, right]) => right > document.documentElement.clientWidth + 1).slice(0, 5)
  .map(([each, right]) => [`${each.tagName.toLowerCase()}.${each.className}`, `ends at ${Math.round(right)} px`])"""
IS_THERE = "() => typeof axe !== 'undefined'"
SETTLES_MS = 2000.0
RUN = """() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(each => ({
  rule: each.id, impact: each.impact, help: each.help,
  places: each.nodes.slice(0, 5).map(node => [node.target.join(' '), node.failureSummary]),
})))"""


@dataclass(frozen=True)
class Violation:
    """One rule that a page breaks, and where."""

    where: str
    rule: str
    help: str
    places: list[list[str]]

    def __str__(self) -> str:
        return f"{self.where}: {self.rule}, {self.help}\n" + "\n".join(
            f"    {' | '.join(place)}" for place in self.places
        )


def violations(page: Page, looks: Iterable[tuple[Theme, tuple[int, int]]] = EVERYWHERE) -> list[Violation]:
    """Every grave violation of the page as it stands, in each theme and size; the page is left as it was."""
    size = page.viewport_size
    found: list[Violation] = []
    for theme, (width, height) in looks:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        here = f"{page.url} ({theme}, {width} px)"
        found += [
            Violation(here, each["rule"], each["help"], each["places"])
            for each in _run(page)
            if each["impact"] in GRAVE
        ]
        if _is_wider(page):
            found.append(Violation(here, "wider", "The page is wider than the window", page.evaluate(BEYOND)))
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    if size is not None:
        page.set_viewport_size(size)
    return found


def _is_wider(page: Page) -> bool:
    """Whether the page stays wider than its window; one that was just resized is given time to be laid out."""
    try:
        page.wait_for_function(FITS, timeout=SETTLES_MS)
    except Timeout:
        return True
    return False


@cache
def vendored() -> dict[str, str]:
    """What is said of the copy of axe that lies here."""
    said: dict[str, str] = tomllib.loads((VENDOR / "vendor.toml").read_text())["file"][0]
    return said


@cache
def _source() -> str:
    return (VENDOR / vendored()["file"]).read_text()


def _run(page: Page) -> list[dict[str, Any]]:
    """What axe finds. A page that goes on to another by itself meanwhile is looked at where it arrives."""
    for tries_left in (2, 1, 0):
        try:
            if not page.evaluate(IS_THERE):
                page.evaluate(_source())
            found: list[dict[str, Any]] = page.evaluate(RUN)
        except Error:
            if not tries_left:
                raise
            page.wait_for_load_state()
        else:
            break
    return found
