"""A newcomer looks at the demo: every page of it, a proposal down to its posts, a goal; then it is deleted.

What they do they do by keyboard alone: answer somebody, accept the proposal, open the goal, delete the demo.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.person import Person
from tests.journeys.program import running

pytestmark = pytest.mark.journey
MADE_WITHIN = 600_000
BRAND = "/tern-tide/"
PAGES = (
    "", "demo/", "strategy/", "strategy/versions/", "strategy/proposals/", "quarters", "ideas", "days-off",
    "calendar", "calendar?view=week", "posts", "reviews", "media", "publishing/", "publishing/tomorrow/",
    "publishing/holds/", "inbox/", "inbox/saved-replies/", "results/", "results/posts/", "results/plan/",
    "results/natives/", "results/metrics/", "results/metrics/clicks/", "insights/", "channels/", "members/",
    "notices/", "settings/", "journal/",
)  # fmt: skip
OPENED = {
    "strategy/proposals/": r"/strategy/proposals/\d+/",
    "quarters": r"/quarters/\d+",
    "calendar": r"/slots/\d+",
    "posts": r"/posts/\d+",
    "reviews": r"/posts/\d+/approval",
    "publishing/": r"/publishing/\d+/",
    "inbox/": r"/inbox/\d+/",
    "results/": r"/results/goals/[a-z-]+/",
    "results/posts/": r"/results/posts/\d+/",
    "channels/": r"/channels/\d+/",
}
"""From these pages the first link of this form is opened, too."""
HREFS = "links => links.map(link => link.getAttribute('href'))"


@pytest.fixture
def newcomer(chromium: Browser) -> Iterator[Person]:
    with running(demo=True) as program:
        someone = Person(chromium, program, keyboard_only=True)
        yield someone
        someone.done()


def test_a_newcomer_watches_the_loop_turn_and_deletes_the_demo(newcomer: Person):
    _arrive(newcomer)
    newcomer.page.get_by_role("button", name="Look at the demo").wait_for(timeout=MADE_WITHIN)
    newcomer.press("Look at the demo")
    newcomer.sees("what we learned changes the strategy")
    newcomer.sees("Simulated: nobody and nothing here is real.")

    for address in PAGES:
        _look_at(newcomer, address)
    _answer_somebody(newcomer)
    _accept_the_proposal(newcomer)
    newcomer.open(f"{BRAND}results/")
    newcomer.follow("Visits to the shop")
    newcomer.sees("Target")

    newcomer.open(BRAND)
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


def _look_at(newcomer: Person, address: str) -> None:
    """One page, and the first of what it lists."""
    newcomer.glance(BRAND + address)
    if address in OPENED:
        wanted = re.compile(f"/tern-tide{OPENED[address]}$")
        hrefs: list[str] = newcomer.page.locator("main a[href]").evaluate_all(HREFS)
        newcomer.glance(next(href for href in hrefs if wanted.match(href)))


def _answer_somebody(newcomer: Person) -> None:
    newcomer.open(f"{BRAND}inbox/")
    newcomer.sees("3 people wait for an answer")
    newcomer.hands.press(newcomer.page.locator(".inbox-list .talks a").last)
    newcomer.write("Answer", "By three pins and a cold hand.")
    newcomer.press("Send the answer")
    newcomer.sees("Your answer is on its way.")
    newcomer.open(f"{BRAND}inbox/")
    newcomer.sees("2 people wait for an answer")


def _accept_the_proposal(newcomer: Person) -> None:
    """From what needs them on Home to the open one, down to its posts and back."""
    newcomer.open(BRAND)
    newcomer.hands.press(newcomer.page.locator("main .home-need a[href*='/strategy/proposals/']").first)
    newcomer.page.wait_for_url(re.compile(r"/strategy/proposals/"))
    proposal, title = newcomer.page.url, newcomer.page.locator("h1").inner_text()
    newcomer.sees("What counts here: clicks per post, for the goal “Visits to the shop”.")
    newcomer.sees("What would change our mind")
    newcomer.hands.press(newcomer.page.locator("main table.dots a").first)
    newcomer.page.wait_for_url(re.compile(r"/results/posts/"))
    newcomer.sees("Clicks")

    newcomer.open(proposal)
    newcomer.press("Accept it for good")
    newcomer.sees_state("Accepted")
    newcomer.open(f"{BRAND}strategy/")
    newcomer.sees(title)
    expect(newcomer.page.locator(".inspector")).to_contain_text("4")
