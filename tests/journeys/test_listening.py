"""What is new is judged: a trend becomes an idea or stops at a boundary; a network is tried, and decided upon."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
TREND = "One drawer, one minute"
WORTH_IT = ("Audience", "Fit", "Format", "Resources", "Viability and safety")


def test_a_trend_is_held_against_the_boundaries_weighed_and_becomes_an_idea(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    manager, strategist = person(phone=True), person()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])

    # Noted on the phone, in a line.
    manager.open(f"/{team['slug']}/listening/")
    manager.follow("Note a trend")
    manager.write("What do people do?", TREND)
    manager.write("First seen", date.today().isoformat())
    manager.press("Note it")
    manager.sees(TREND)
    manager.look()

    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])
    strategist.follow("Listening")
    strategist.sees("1 trend to judge")
    strategist.follow(TREND)
    strategist.sees("Hold it against the boundaries first.")
    strategist.look()
    strategist.tick("I held it against every one of them")
    strategist.press("Keep what I found")
    for answer in (
        "It could be ours: subject and tone", "Hardly anybody in our field",
        "We know where it comes from, and people like it", "Up to two hours",
    ):  # fmt: skip
        check(strategist, answer)
    strategist.press("Weigh it")
    strategist.sees("It fits, it is early, and it takes little.")
    strategist.look()
    check(strategist, "Post now")
    strategist.press("Decide")
    strategist.press("Make it an idea")
    strategist.look()
    strategist.follow("Planning")
    strategist.open(f"/{team['slug']}/ideas")
    strategist.sees(TREND)


def test_a_trend_that_breaks_a_boundary_stops_there(program: Program, person: MakePerson, brand_name: str):
    team = program.make("team", brand_name, "--planned")
    strategist = person()
    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])

    strategist.open(f"/{team['slug']}/listening/trends/")
    strategist.write("What do people do?", "Guess what the other shop takes for it")
    strategist.write("First seen", date.today().isoformat())
    strategist.press("Note it")
    strategist.sees("Boundaries first")
    strategist.tick("Other printers' prices")
    strategist.tick("I held it against every one of them")
    strategist.press("Keep what I found")
    strategist.sees("which we never talk about. There is nothing to weigh.")
    expect(strategist.page.get_by_role("button", name="Weigh it")).to_have_count(0)
    strategist.look()
    strategist.press("Skip it")
    strategist.sees("What was decided")
    strategist.look()


def test_a_network_is_weighed_tried_and_stopped_by_what_was_agreed(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    strategist = person()
    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])

    strategist.open(f"/{team['slug']}/listening/networks/")
    strategist.write("Network", "Pinterest")
    strategist.press("Weigh it")
    strategist.sees("Find out first")
    strategist.look()
    for aspect in WORTH_IT:
        strategist.gestures += 1
        about = strategist.page.locator(".aspect").filter(
            has=strategist.page.get_by_role("heading", name=aspect)
        )
        about.get_by_label(re.compile(r"^\s*Yes")).check()
    strategist.choose("Who would keep it", "Manager Vale")
    strategist.write("Hours a week", "2")
    strategist.press("Save the answers")
    strategist.sees("Worth a pilot")
    strategist.look()
    strategist.write("What it must show by its end", "30 visits of the shop from there")
    strategist.write("What ends it early", "More than 4 hours a week")
    strategist.press("Begin the pilot")
    strategist.sees("Agreed before it began.")
    strategist.look()

    # It takes too many hours: what ends it came true, and the decision follows from what was agreed.
    ends_it = strategist.page.locator(".criterion").filter(has_text="More than 4 hours a week")
    ends_it.locator("select").select_option(label="Came true")
    ends_it.locator("input").fill("Five, four weeks in a row.")
    strategist.press("Write down what was seen")
    strategist.sees("What the criteria say")
    strategist.look()
    check(strategist, "Stop it")
    strategist.write("Why", "Five hours, and nobody came.")
    strategist.press("Decide")
    strategist.sees("Five hours, and nobody came.")
    strategist.look()
    strategist.follow("All networks that were weighed")
    strategist.sees("Stopped")


def check(who: Person, answer: str) -> None:
    who.gestures += 1
    who.page.get_by_label(answer).first.check()
