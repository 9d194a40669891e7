"""How somebody works a page: with a mouse, or with the keyboard alone. Both know the same few gestures."""

from typing import Protocol

from playwright.sync_api import Locator, Page

FARTHEST = 150
"""Presses of Tab after which what is wanted cannot be reached."""
IS_HERE = "element => element === document.activeElement || element.contains(document.activeElement)"


class Hands(Protocol):
    """What a person does to a page."""

    def press(self, wanted: Locator) -> None:
        """Press a button, follow a link, tick a box, choose a radio."""

    def write(self, wanted: Locator, words: str) -> None:
        """Replace what stands in a field."""

    def choose(self, wanted: Locator, label: str) -> None:
        """Choose an entry of a list."""


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, wanted: Locator) -> None:
        wanted.click()

    def write(self, wanted: Locator, words: str) -> None:
        wanted.fill(words)

    def choose(self, wanted: Locator, label: str) -> None:
        wanted.select_option(label=label)


class Keyboard:
    """Tabs from place to place, and never touches anything else."""

    def __init__(self, page: Page) -> None:
        self._keys = page.keyboard

    def press(self, wanted: Locator) -> None:
        self._reach(wanted)
        kind = wanted.evaluate("element => element.matches('input[type=checkbox], input[type=radio]')")
        self._keys.press("Space" if kind else "Enter")

    def write(self, wanted: Locator, words: str) -> None:
        self._reach(wanted)
        self._keys.press("ControlOrMeta+a")
        self._keys.insert_text(words)

    def choose(self, wanted: Locator, label: str) -> None:
        self._reach(wanted)
        self._keys.type(label)

    def _reach(self, wanted: Locator) -> None:
        wanted.wait_for()
        for _ in range(FARTHEST):
            if wanted.evaluate(IS_HERE):
                assert wanted.evaluate("element => element.matches(':focus-visible')"), (
                    f"{wanted} shows no focus"
                )
                return
            self._keys.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached with Tab")
