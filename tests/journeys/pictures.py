"""Makes the README's pictures: `python -m tests.journeys.pictures`. The demo in a real browser, light and dark.

Starts the program in a home of its own, waits until the demo has lived its three quarters, and looks at the pages.
"""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, StorageState, ViewportSize, sync_playwright

from tests.journeys.program import REPOSITORY, Program, running

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZE = ViewportSize(width=1440, height=900)
PATIENCE = 600.0
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--force-device-scale-factor=1", "--hide-scrollbars"]


def main() -> int:
    """Make every picture; 0 when all are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=REPOSITORY / "docs" / "pictures", help="where they go")
    into: Path = parser.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    with running(demo=True) as program, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        home, signed_in = _enter(browser, program)
        for theme in THEMES:
            _look(browser, home, signed_in, theme, into)
        browser.close()
    return 0


def _enter(browser: Browser, program: Program) -> tuple[str, StorageState]:
    """Make the first account and go into the demo as soon as it is there: the demo's address, and who is signed in."""
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    page.goto(program.owner_link)
    page.get_by_label("E-mail address").fill("owner@pictures.example")
    page.get_by_label("Your name").fill("Odile Tern")
    page.get_by_label("Password", exact=False).first.fill("a long walk on the jetty")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    deadline = time.monotonic() + PATIENCE
    way_in = page.get_by_role("button", name="Look at the demo")
    while True:
        page.goto(f"{program.address}/begin/")
        if way_in.count():
            break
        assert time.monotonic() < deadline, "the demo is not there"
        page.wait_for_timeout(2000)
    way_in.click()
    page.wait_for_load_state()
    home, signed_in = page.url.rstrip("/"), context.storage_state()
    context.close()
    return home, signed_in


def _look(
    browser: Browser, home: str, signed_in: StorageState, theme: Literal["light", "dark"], into: Path
) -> None:
    context = browser.new_context(
        viewport=SIZE, color_scheme=theme, reduced_motion="reduce", locale="en-GB", storage_state=signed_in
    )
    page = context.new_page()
    page.goto(f"{home}/")
    page.screenshot(path=into / f"home-{theme}.png")
    page.goto(f"{home}/strategy/proposals/")
    page.locator("main a[href*='/proposals/']").first.click()
    page.wait_for_load_state()
    page.screenshot(path=into / f"proposal-{theme}.png")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
