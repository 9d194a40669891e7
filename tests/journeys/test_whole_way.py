"""From the first check to a quarter that is handed over, and an agency's second client: in how many gestures."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program
from tests.journeys.test_outset import ANSWERS

pytestmark = pytest.mark.journey
SAID = ("The first storm, and who saw it.", "How a frame is glued.", "What the harbour sells on Friday.")
TOGETHER, SECOND_CLIENT = 60, 40


def test_a_strategist_and_a_manager_go_from_the_first_check_to_briefs_handed_over(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    strategist, manager = person(), person()

    come_in(
        strategist, f"/{team['slug']}/strategy/outsets/", f"strategist@{brand_name}.example", team["password"]
    )
    strategist.press("Begin the check")
    answer_the_check(strategist)
    strategist.sees("Set the brand up like this")
    strategist.press("Set it up")
    strategist.follow("Lay out four weeks that the hours allow")
    strategist.follow("Open a quarter")
    strategist.press("Draft it first")
    strategist.write("Theme", "Storm season")
    strategist.press("Save the plan")
    strategist.press("Ask somebody")
    asking = strategist.page.locator("dialog[open]")
    strategist.gestures += 2
    asking.get_by_label("Who").select_option(label="Manager Vale")
    asking.get_by_role("button", name="Ask").click()
    strategist.sees("It waits for its review")

    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    comes_up(manager, "Look at")
    manager.follow("Look at")
    manager.sees("Your turn")
    manager.press("Approve it as it is")
    manager.sees("Approved")

    strategist.page.reload()
    strategist.gestures += 1
    strategist.press("Open it")
    strategist.sees("is open. Its slots are in the calendar.")
    strategist.follow("Let the planner fill it")
    strategist.press("Plan it")
    expect(strategist.page.get_by_role("button", name="Take this plan")).to_be_visible(timeout=120_000)
    strategist.look()
    strategist.press("Take this plan")
    strategist.sees("The slots are in the calendar.")
    strategist.follow("Brief its")
    brief(strategist)
    strategist.sees("handed over")
    strategist.look()

    manager.follow("Notices")
    comes_up(manager, f"Write “{SAID[0]}”")
    manager.sees("Strategist Vale asks you for 3 posts")
    manager.follow(f"Write “{SAID[0]}”")
    manager.sees("Who writes it")
    together = strategist.gestures + manager.gestures
    assert together <= TOGETHER, f"{together} gestures"
    assert not [*returned(strategist), *returned(manager)]


def test_an_agency_sets_up_a_second_client(program: Program, person: MakePerson, brand_name: str):
    team = program.make("team", brand_name, "--planned")
    owner = person()

    owner.sign_in(f"owner@{brand_name}.example", team["password"])
    owner.open("/begin/")
    owner.follow("From another brand")
    owner.write("What is the new brand called?", f"Second of {brand_name}")
    owner.press("Make the brand")
    owner.sees("is ready, with its strategy, its channels and four weeks of slots")
    owner.look()
    owner.follow("People")
    owner.write("E-mail address", f"client@{brand_name}.example")
    owner.tick("Client")
    owner.press("Invite")
    owner.sees("Hand this link over yourself")
    owner.look()
    owner.follow("Calendar")
    owner.sees("Needs a post")

    assert owner.gestures <= SECOND_CLIENT, f"{owner.gestures} gestures"
    assert not returned(owner), returned(owner)


def come_in(who: Person, address: str, email: str, password: str) -> None:
    """Open an address that somebody sent, and sign in on the way."""
    who.open(address)
    who.write("E-mail address", email)
    who.write("Password", password)
    who.press("Sign in")
    expect(who.page.get_by_role("button", name="Sign in")).to_have_count(0)
    who.look()


def comes_up(who: Person, name: str) -> None:
    """Look again until a link is there: what somebody is told comes a moment later, by the worker."""
    link = who.page.get_by_role("link", name=re.compile(f"^{re.escape(name)}"))
    for _ in range(60):
        if link.count():
            return
        who.page.wait_for_timeout(500)
        who.page.reload()


def answer_the_check(strategist: Person) -> None:
    """Go through the five steps; the first asks for two numbers as well."""
    for number, answers in enumerate(ANSWERS, 1):
        strategist.sees(f"Step {number} of 5.")
        for answer in answers:
            strategist.gestures += 1
            strategist.page.get_by_label(answer, exact=True).check()
        if number == 1:
            strategist.write("Hours a week for it, all together", "6")
            strategist.write("Money a month for it, beside the hours", "0")
        strategist.press(re.compile("^Save and go on$"))


def brief(strategist: Person) -> None:
    """Write what three slots should say, and hand them over to the manager."""
    lines = strategist.page.locator(".briefs-line")
    for number, words in enumerate(SAID):
        strategist.gestures += 2
        line = lines.nth(number)
        line.locator("textarea").fill(words)
        line.locator(".briefs-tick").check()
    strategist.choose("Who writes them", "Manager Vale")
    strategist.press("Hand over what is ticked")


def returned(person: Person) -> list[str]:
    """The pages that somebody left more than once."""
    return [page for page, times in person.left.items() if times > 1]
