"""One program and one browser for all the walks; a person is made for each."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.person import Person
from tests.journeys.program import Program, running
from tests.journeys.served import Served, names, served

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
NO_CHROMIUM = "Journeys need Chromium: run `apt-get install chromium`, or set CHROMIUM to its path."
PEOPLE = pytest.StashKey[list[Person]]()
_teams = count(1)

MakePerson = Callable[..., Person]


@pytest.fixture(scope="session")
def networks() -> Iterator[dict[str, Served]]:
    """Every network that a program may post on, each behind a socket, by its name."""
    found = {name: served(name) for name in names()}
    yield found
    for each in found.values():
        each.stop()


@pytest.fixture(scope="session")
def program(networks: dict[str, Served]) -> Iterator[Program]:
    with running(allow=[place for each in networks.values() for place in each.places]) as program:
        yield program


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, NO_CHROMIUM
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """When a walk ends badly, say what each of its people was looking at."""
    report = yield
    if report.when == "call" and report.failed:
        for each in item.stash.get(PEOPLE, []):
            report.sections.append((f"What was on {each.page.url}", each.page.locator("body").inner_text()))
    return report


@pytest.fixture
def person(chromium: Browser, program: Program, request: pytest.FixtureRequest) -> Iterator[MakePerson]:
    """Makes people; at the end each must have met nothing but good pages."""
    made: list[Person] = request.node.stash.setdefault(PEOPLE, [])

    def make(*, keyboard_only: bool = False, phone: bool = False) -> Person:
        made.append(Person(chromium, program, keyboard_only=keyboard_only, phone=phone))
        return made[-1]

    yield make
    for each in made:
        each.done()


@pytest.fixture
def brand_name() -> str:
    """A name that no other walk of this session uses."""
    return f"quay{next(_teams)}"
