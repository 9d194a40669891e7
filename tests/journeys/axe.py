"""Holds a page against axe, in both themes and at a phone's and a desk's width."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

VENDOR = Path(__file__).with_name("vendor")
THEMES = ("light", "dark")
SIZES = ((1440, 900), (390, 844))
GRAVE = {"serious", "critical"}
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


def violations(page: Page) -> list[Violation]:
    """Every grave violation of the page as it stands, in each theme and size; the page is left as it was."""
    size = page.viewport_size
    found: list[Violation] = []
    page.evaluate(_source())
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            found += [
                Violation(f"{page.url} ({theme}, {width} px)", each["rule"], each["help"], each["places"])
                for each in _run(page)
                if each["impact"] in GRAVE
            ]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    if size is not None:
        page.set_viewport_size(size)
    return found


@cache
def vendored() -> dict[str, str]:
    """What is said of the copy of axe that lies here."""
    said: dict[str, str] = tomllib.loads((VENDOR / "vendor.toml").read_text())["file"][0]
    return said


@cache
def _source() -> str:
    return (VENDOR / vendored()["file"]).read_text()


def _run(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return found
