"""A newcomer looks at the demo: from a proposal down to its posts, accepted; a goal's page; then it is deleted."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.person import Person
from tests.journeys.program import running

pytestmark = pytest.mark.journey
MADE_WITHIN = 600


@pytest.fixture
def newcomer(chromium: Browser) -> Iterator[Person]:
    with running(demo=True) as program:
        someone = Person(chromium, program)
        yield someone
        someone.done()


def test_a_newcomer_watches_the_loop_turn_and_deletes_the_demo(newcomer: Person):
    _arrive(newcomer)
    _wait_for_the_demo(newcomer)

    newcomer.press("Look at the demo")
    newcomer.sees("what we learned changes the strategy")
    newcomer.sees("Simulated: nobody and nothing here is real.")
    newcomer.look()

    _open_the_proposal(newcomer)
    title = newcomer.page.locator("h1").inner_text()
    newcomer.sees("What we saw")
    newcomer.sees("What would change our mind")
    proposal = newcomer.page.url
    newcomer.hands.press(newcomer.page.locator("main table.dots a").first)
    newcomer.page.wait_for_url(re.compile(r"/results/posts/"))
    newcomer.sees("Clicks")
    newcomer.look()

    newcomer.open(proposal)
    newcomer.press("Accept it for good")
    newcomer.sees_state("Accepted")
    newcomer.open("/tern-tide/strategy/")
    newcomer.sees(title)
    expect(newcomer.page.locator(".inspector")).to_contain_text("4")

    newcomer.open("/tern-tide/results/")
    newcomer.follow("Visits to the shop")
    newcomer.sees("Target")
    newcomer.look()

    newcomer.open("/tern-tide/")
    newcomer.follow("What this is, and how to delete it")
    newcomer.press("Delete the demo")
    newcomer.sees("Tern & Tide and everything in it is deleted.")
    newcomer.sees("Start your own brand")
    newcomer.look()


def _arrive(newcomer: Person) -> None:
    newcomer.open(newcomer.program.owner_link)
    newcomer.write("Your name", "Ana Newcomer")
    newcomer.write("E-mail address", "ana@newcomer.example")
    newcomer.write("Password", "a long walk on the jetty")
    newcomer.press("Come in")
    newcomer.sees("Or look first")
    newcomer.look()


def _wait_for_the_demo(newcomer: Person) -> None:
    way_in = newcomer.page.get_by_role("button", name="Look at the demo")
    for _ in range(MADE_WITHIN):
        if way_in.count():
            return
        newcomer.page.wait_for_timeout(1000)
        newcomer.page.reload()
    raise AssertionError(f"the demo was not made:\n{newcomer.program.said}")


def _open_the_proposal(newcomer: Person) -> None:
    """From what needs them on Home to the one that is open."""
    newcomer.hands.press(newcomer.page.locator("main a[href*='/strategy/proposals/']").first)
    newcomer.page.wait_for_url(re.compile(r"/strategy/proposals/"))
    newcomer.look()
