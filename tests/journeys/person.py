"""Somebody at a browser, and all that a page must never do while they look at it."""

import os
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Frame, Page, Request, expect

from tests.journeys.axe import CROSSED, violations
from tests.journeys.hands import Hands, Keyboard, Mouse
from tests.journeys.program import Program

PATIENCE = 15_000
SHOTS = os.environ.get("JOURNEY_SHOTS", "")


class Person:
    """One person with a browser of their own. `done` at the end says whether every page behaved."""

    def __init__(
        self, browser: Browser, program: Program, *, keyboard_only: bool = False, phone: bool = False
    ) -> None:
        self._context = browser.new_context(
            viewport={"width": 390, "height": 844} if phone else {"width": 1440, "height": 900},
            has_touch=phone,
            permissions=["clipboard-read", "clipboard-write"] if phone else [],
            locale="en-GB",
            reduced_motion="reduce",
            color_scheme="light",
        )
        self._context.set_default_timeout(PATIENCE)
        self._context.on("request", self._note_request)
        self.program = program
        self.page: Page = self._context.new_page()
        self.page.on("console", self._note_words)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.hands: Hands = Keyboard(self.page) if keyboard_only else Mouse(self.page)
        self.faults: list[str] = []
        self.gestures = 0
        """How often they pressed, wrote, chose or went somewhere by hand."""
        self.left: Counter[str] = Counter()
        """How often they left each page for another one."""
        self._at = ""
        self.page.on("framenavigated", self._note_leaving)
        self.team: dict[str, str] = {}
        self._number = 0

    # Getting about

    def open(self, address: str) -> None:
        """Go to an address; one that begins with / is the program's."""
        self.gestures += 1
        self.page.goto(address if "://" in address else self.program.address + address)
        self.look()

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by the form."""
        self.open("/accounts/login/")
        self.write("E-mail address", email)
        self.write("Password", password)
        self.press("Sign in")
        expect(self.page.get_by_role("button", name="Sign in")).to_have_count(0)
        self.look()

    def look(self) -> None:
        """Look at the page as it stands: axe in both themes and sizes."""
        self.page.wait_for_load_state()
        self.faults += [str(each) for each in violations(self.page)]
        if SHOTS:
            self._number += 1
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{SHOTS}/{id(self)}-{self._number:02}.png", full_page=True)

    def glance(self, address: str) -> None:
        """Go to one of many addresses, and look at each theme and each size once."""
        self.page.goto(self.program.address + address)
        self.faults += [str(each) for each in violations(self.page, CROSSED)]

    # Gestures

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button that is called so."""
        exactly = name if isinstance(name, re.Pattern) else re.compile(f"^{re.escape(name)}$")
        self.gestures += 1
        self.hands.press(self.page.get_by_role("button", name=exactly).first)

    def follow(self, name: str) -> None:
        """Follow the link that begins so, and look at the page."""
        self.gestures += 1
        before = self.page.url
        self.hands.press(self.page.get_by_role("link", name=re.compile(f"^{re.escape(name)}")).first)
        self.page.wait_for_url(lambda now: now != before)
        self.look()

    def follow_slot(self, pillar: str) -> None:
        """Follow the first empty slot of a pillar on the calendar."""
        before = self.page.url
        self.hands.press(
            self.page.get_by_role("link").filter(has_text="Needs a post").filter(has_text=pillar).first
        )
        self.page.wait_for_url(lambda now: now != before)
        self.look()

    def write(self, label: str, words: str) -> None:
        """Write into a field."""
        self.gestures += 1
        self.hands.write(
            self.page.get_by_label(label, exact=False).and_(self.page.locator("input, textarea")).first, words
        )

    def choose(self, label: str, entry: str) -> None:
        """Choose from a list."""
        self.gestures += 1
        self.hands.choose(self.page.get_by_label(label).and_(self.page.locator("select")).first, entry)

    def tick(self, label: str) -> None:
        """Tick a box."""
        self.gestures += 1
        box = self.page.get_by_label(label).and_(self.page.locator("input")).first
        self.hands.press(box)
        expect(box).to_be_checked()

    # What they see

    def sees(self, words: str) -> None:
        """The page says this."""
        expect(self.page.locator("body")).to_contain_text(words)

    def sees_state(self, word: str, *, seconds: float = 60) -> None:
        """The state of something on the page is this, when the page is opened again often enough."""
        state = self.page.locator("main .status").filter(has_text=re.compile(f"^\\s*{word}\\s*$"))
        for _ in range(int(seconds * 2)):
            if state.count():
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
        said = self.page.locator("main").inner_text()
        raise AssertionError(f"{self.page.url} showed no state “{word}” within {seconds:g} s:\n{said}")

    def done(self) -> None:
        """Close the browser; whatever a page did that it must not do fails the walk."""
        self._context.close()
        assert not self.faults, "\n".join(dict.fromkeys(self.faults))

    def _note_leaving(self, frame: Frame) -> None:
        if frame is self.page.main_frame:
            before, self._at = self._at, urlsplit(frame.url).path
            if before not in ("", "blank", self._at):
                self.left[before] += 1

    # What a page must not do

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        own = {urlsplit(self.program.address).netloc, urlsplit(self.program.sandbox).netloc}
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc not in own:
            self.faults.append(f"{self.page.url} asked {request.url}")

    def _note_words(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{self.page.url} said in the console: {message.text}")
