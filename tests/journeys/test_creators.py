"""A marketer notes creators down, looks at them by the strategy's criteria, compares them, and decides with a reason."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
GOOD, BOUGHT = "Filipa Serrano", "Coast Diaries"


def test_creators_go_from_a_note_over_the_shortlist_to_a_yes_and_a_no(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    manager, strategist = person(), person()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])

    manager.follow("Strategy")
    manager.follow("Creators")
    manager.sees("No creators yet")
    note_down(manager, GOOD, "8400", "410", "0")
    look_at(
        manager, {"Fits our people": "5", "Honest following": "5", "Cares for craft": "4", "Worth what": "5"}
    )
    manager.sees("Fits")
    manager.press("Put on the shortlist")
    manager.sees("On the shortlist")
    manager.look()

    # The second has bought its followers, and the criteria say so whatever the marks are.
    manager.follow("All creators")
    note_down(manager, BOUGHT, "61000", "300", "300")
    manager.tick("Bought followers")
    look_at(
        manager, {"Fits our people": "4", "Honest following": "1", "Cares for craft": "3", "Worth what": "3"}
    )
    manager.sees("Does not fit")
    manager.press("Put on the shortlist")
    manager.look()
    manager.follow("All creators")
    manager.press("Put the ticked ones side by side")
    manager.sees("The best is on the left.")
    expect(manager.page.locator(".creator-table thead th").first).to_contain_text(GOOD)
    expect(manager.page.locator(".creator-table").get_by_text("Too low")).to_have_count(1)
    manager.look()

    # A manager compares; who decides is the strategist, and each decision keeps its reason.
    expect(manager.page.get_by_role("button", name="Decide")).to_have_count(0)
    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])
    strategist.follow("Creators")
    strategist.sees("2 are on the shortlist and wait for a yes or a no.")
    decide(strategist, GOOD, "Our people follow her anyway.", "Say yes", writes="Manager Vale")
    strategist.sees("is among the tasks of Manager Vale")
    strategist.follow("All creators")
    decide(strategist, BOUGHT, "The following is bought.", "Say no")
    strategist.follow("All creators")
    strategist.sees("Our people follow her anyway.")
    strategist.sees("The following is bought.")
    strategist.look()

    manager.follow("Notices")
    comes_up(manager, GOOD)
    manager.sees(GOOD)


def note_down(who: Person, name: str, followers: str, reactions: str, asks: str) -> None:
    who.follow("Add a creator")
    who.write("What they are called", name)
    who.write("Network", "Instagram")
    who.write("Followers", followers)
    who.write("Reactions to a usual post", reactions)
    who.write("What they ask", asks)
    who.look()
    who.press("Add the creator")
    who.sees("By the criteria of the strategy")


def look_at(who: Person, marks: dict[str, str]) -> None:
    """Tick whom they reach and what they talk about, and give every mark."""
    who.tick("Marta, who grew up here")
    who.tick("Behind the scenes")
    who.tick("I read their posts of the last twelve months")
    for criterion, mark in marks.items():
        who.gestures += 1
        mark_of(who, criterion).get_by_label(mark, exact=True).check()
    who.press("Save what I saw")


def mark_of(who: Person, criterion: str) -> Locator:
    return who.page.locator(".creator-mark").filter(has_text=re.compile(criterion))


def decide(who: Person, name: str, reason: str, answer: str, *, writes: str = "") -> None:
    who.follow(name)
    who.press("Decide")
    dialog = who.page.locator("dialog[open]")
    dialog.get_by_label("Why").fill(reason)
    if writes:
        dialog.get_by_label("Who writes to them").select_option(label=writes)
    dialog.get_by_role("button", name=answer).click()
    who.sees(reason)
    who.look()


def comes_up(who: Person, words: str) -> None:
    """Look again until it is there: what somebody is told comes a moment later, by the worker."""
    for _ in range(60):
        if who.page.locator("main").get_by_text(words).count():
            return
        who.page.wait_for_timeout(500)
        who.page.reload()
