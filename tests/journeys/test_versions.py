"""A strategist drafts, an approver comments and returns, then approves; what the new version touches is decided with it."""

import re

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
GOES, STAYS = "Behind the scenes", {"Finished work": "60", "Harbour life": "40"}


def test_a_draft_is_reviewed_talked_over_and_accepted_with_what_it_touches(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    strategist, approver = person(), person()
    draft = f"/{team['slug']}/strategy/draft/"

    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])
    strategist.open(f"/{team['slug']}/strategy/sections/pillars/")
    take_out_a_pillar(strategist)
    strategist.sees(f"The pillar “{GOES}” is taken out.")
    strategist.look()
    ask(strategist, "Ask somebody", "Is this too few?")
    strategist.sees("It waits for its review")
    strategist.look()

    approver.sign_in(f"approver@{brand_name}.example", team["password"])
    approver.follow("Look at the draft of the strategy")
    approver.sees("Is this too few?")
    approver.page.locator("#section-pillars summary").filter(has_text="Comment").click()
    approver.write("About pillars", "Say why in the purpose.")
    approver.page.locator("#section-pillars").get_by_role("button", name="Comment").last.click()
    approver.sees("Say why in the purpose.")
    approver.look()
    approver.write("Your words", "Say why first.")
    approver.press("Return it")
    approver.sees("Returned")

    strategist.open(f"/{team['slug']}/strategy/sections/purpose/")
    strategist.write("Why are we here?", "Prints of this coast, and fewer words about ourselves.")
    strategist.press(re.compile("^Save in the draft$"))
    strategist.sees("Say why first.")
    strategist.press("Settle it")
    strategist.sees("Settled")
    ask(strategist, "Ask again", "")
    approver.open(draft)
    approver.press("Approve it")
    approver.sees("Approved")
    approver.look()

    strategist.open(draft)
    strategist.choose("What becomes of open slots of pillars that go", "Finished work")
    strategist.write("What is this version about?", "Fewer pillars")
    strategist.press("Make this the strategy")
    strategist.sees("What it touched")
    strategist.sees("Moved")
    strategist.look()
    strategist.follow("Who decided what")
    strategist.sees("Fewer pillars")
    strategist.follow("All versions")
    strategist.follow("Version 1")
    strategist.press("Go back to this version")
    strategist.press("Go back to it")
    strategist.sees(f"New pillar: “{GOES}”.")
    strategist.look()


def take_out_a_pillar(strategist: Person) -> None:
    page = strategist.page
    for name in (GOES, *STAYS):
        page.locator(".strategy-item > summary").filter(has_text=name).click()
    item = page.locator(".strategy-item").filter(has=page.locator("summary").filter(has_text=GOES))
    item.get_by_label("Take it out when I save").check()
    for name, share in STAYS.items():
        kept = page.locator(".strategy-item").filter(has=page.locator("summary").filter(has_text=name))
        kept.get_by_label("Share").first.fill(share)
    strategist.press(re.compile("^Save in the draft$"))


def ask(strategist: Person, button: str, request: str) -> None:
    strategist.press(button)
    strategist.page.locator("dialog[open]").get_by_label("Who").select_option(label="Approver Vale")
    if request:
        strategist.write("What should they look at?", request)
    strategist.press("Ask")
