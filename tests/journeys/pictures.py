"""Makes the README's pictures: `python -m tests.journeys.pictures`. The demo in a real browser, light and dark.

Starts the program in a home of its own, waits until the demo has lived its three quarters, and looks at the pages.
"""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.program import REPOSITORY, Program, running

PAGES = {
    "home": "/",
    "strategy": "/strategy/",
    "calendar": "/calendar",
    "inbox": "/inbox/",
    "results": "/results/",
    "insights": "/insights/",
}
THEMES = ("light", "dark")
SIZE = {"width": 1440, "height": 900}
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
        for theme in THEMES:
            _look(browser, program, theme, into)
        browser.close()
    return 0


def _look(browser: Browser, program: Program, theme: str, into: Path) -> None:
    context = browser.new_context(viewport=SIZE, color_scheme=theme, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    _enter(page, program)
    brand = page.url.removeprefix(program.address).strip("/")
    for name, path in PAGES.items():
        page.goto(f"{program.address}/{brand}{path}")
        page.screenshot(path=into / f"{name}-{theme}.png")
    page.goto(f"{program.address}/{brand}/strategy/proposals/")
    page.locator("main a[href*='/proposals/']").first.click()
    page.wait_for_load_state()
    page.screenshot(path=into / f"proposal-{theme}.png")
    context.close()


def _enter(page: Page, program: Program) -> None:
    """Make the first account, or sign in with it; then go into the demo as soon as it is there."""
    if not program.teams:
        page.goto(program.owner_link)
        page.get_by_label("E-mail address").fill("owner@pictures.example")
        page.get_by_label("Your name").fill("Odile Tern")
        page.get_by_label("Password", exact=False).first.fill("a long walk on the jetty")
        page.locator("main form button[type=submit]").first.click()
        program.teams.append("pictures")
    else:
        page.goto(f"{program.address}/accounts/login/")
        page.get_by_label("E-mail address").fill("owner@pictures.example")
        page.get_by_label("Password").fill("a long walk on the jetty")
        page.get_by_role("button", name="Sign in").click()
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


if __name__ == "__main__":
    sys.exit(main())
