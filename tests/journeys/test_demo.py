"""A newcomer looks at the demo: every page of it, a proposal down to its posts, a goal; then it is deleted.

What they do they do by keyboard alone: answer somebody, note what a network changed, accept the proposal, open the
goal, delete the demo.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.person import Person
from tests.journeys.program import running

pytestmark = pytest.mark.journey
MADE_WITHIN = 600_000
BRAND = "/tern-tide/"
PLANNED = f"calendar?day={date.today() + timedelta(weeks=3)}"
"""The month of a week that is planned and not yet written, whatever day it is."""
CHANGE = "Answers count more than likes"
PAGES = (
    "", "demo/", "week/", "strategy/", "strategy/versions/", "strategy/decisions/", "strategy/outsets/", "strategy/audits/",
    "strategy/proposals/", "quarters", "briefs", "capacity", "campaigns", "ideas", "days-off", "calendar", PLANNED,
    "calendar?view=week", "calendar?view=list", "calendar?view=channels", "calendar/subscriptions", "imports", "posts", "reviews", "media", "publishing/", "publishing/tomorrow/",
    "publishing/holds/", "inbox/", "inbox/saved-replies/", "incidents/", "incidents/new/", "creators/", "creators/comparison/", "listening/",
    "listening/trends/", "listening/networks/", "listening/algorithms/", "results/", "results/posts/", "results/plan/",
    "results/natives/", "results/metrics/", "results/metrics/clicks/", "insights/", "insights/reviews/", "channels/", "members/",
    "notices/", "settings/", "journal/",
)  # fmt: skip
OPENED = {
    "strategy/proposals/": r"/strategy/proposals/\d+/",
    "quarters": r"/quarters/\d+",
    PLANNED: r"/slots/\d+",
    "posts": r"/posts/\d+",
    "reviews": r"/posts/\d+/approval",
    "publishing/": r"/publishing/\d+/",
    "inbox/": r"/inbox/\d+/",
    "incidents/": r"/incidents/\d+/",
    "creators/": r"/creators/\d+/",
    "listening/": r"/listening/trends/\d+/",
    "listening/networks/": r"/listening/networks/\d+/",
    "insights/reviews/": r"/insights/reviews/\d+/",
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
    _note_a_change(newcomer)
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
    newcomer.press("Create my account")
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
    waiting = _waiting(newcomer)
    assert waiting >= 1, "the demo leaves somebody to answer"
    newcomer.hands.press(newcomer.page.locator(".inbox-list .talks a").last)
    newcomer.write("Answer", "By three pins and a cold hand.")
    newcomer.press("Send the answer")
    newcomer.sees("Your answer is on its way.")
    newcomer.open(f"{BRAND}inbox/")
    assert _waiting(newcomer) == waiting - 1


def _waiting(newcomer: Person) -> int:
    """How many wait for an answer, as the inbox says; the days up to this one decide it."""
    said = newcomer.page.locator("main").inner_text()
    found = re.search(r"(\d+) (?:person waits|people wait) for an answer", said)
    return int(found[1]) if found else 0


def _note_a_change(newcomer: Person) -> None:
    """What a network changed today stands from then on under the charts of its channels."""
    newcomer.open(f"{BRAND}listening/algorithms/")
    newcomer.choose("Where", "All of Sandbox")
    newcomer.write("What changed", CHANGE)
    newcomer.write("Who says so", "Our own impression")
    newcomer.press("Note it")
    newcomer.sees("2 notes; each marks the charts of its network from its day on.")
    newcomer.open(f"{BRAND}results/")
    expect(newcomer.page.locator("#chart")).to_contain_text(CHANGE)


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
