"""A strategist drafts a quarter, writes what it is about, has it looked at, opens it, and changes it under way."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey


def test_a_quarter_is_drafted_reviewed_opened_and_changed_with_a_reason(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    strategist, manager = person(), person(phone=True)
    at = f"/{team['slug']}"

    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])
    say_what_a_week_holds(strategist, at)
    keep_a_holiday_free(strategist, at)
    strategist.open(f"{at}/quarters")
    strategist.follow("Open a quarter")
    strategist.sees("ask for more than there is")
    strategist.press("Draft it first")
    write_the_plan(strategist)
    strategist.sees("A draft: opening it lays")
    strategist.sees("Storm season")
    strategist.look()
    strategist.press("Ask somebody")
    strategist.page.locator("dialog[open]").get_by_label("Who").select_option(label="Manager Vale")
    strategist.page.locator("dialog[open]").get_by_role("button", name="Ask").click()
    strategist.sees("It waits for its review")

    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    quarter = strategist.page.url
    manager.open(quarter)
    manager.sees("Your turn")
    manager.press("Approve it as it is")
    manager.sees("Approved")
    manager.look()

    strategist.open(quarter)
    strategist.press("Open it")
    strategist.sees("is open. Its slots are in the calendar.")
    strategist.look()
    strategist.follow("Goals, week by week")
    strategist.open(quarter)
    strategist.follow("Change the plan")
    strategist.write("What we carry on", "Fewer films, more fog.")
    strategist.write("Why does it change?", "The films took too long.")
    strategist.press("Save the plan")
    strategist.sees("What changed under way")
    strategist.sees("“The films took too long.”")
    strategist.look()
    with strategist.page.expect_download() as printed:
        strategist.page.get_by_role("link", name="Print it (PDF)").click()
    assert printed.value.suggested_filename.endswith("-plan.pdf")


def say_what_a_week_holds(strategist: Person, at: str) -> None:
    strategist.open(f"{at}/quarters")
    strategist.follow("Say what a week can hold")
    strategist.write("Manager Vale", "2")
    strategist.write("Image", "60")
    strategist.press("Count with this")
    strategist.sees("Every plan is held against this")
    strategist.look()


def keep_a_holiday_free(strategist: Person, at: str) -> None:
    strategist.open(f"{at}/days-off")
    strategist.choose("Country", "Portugal")
    strategist.press("Show these holidays")
    strategist.sees("Christmas Day")
    strategist.look()
    strategist.press("Keep it free: Christmas Day")
    strategist.sees("Nothing goes out on Christmas Day.")
    expect(strategist.page.locator(".status").filter(has_text=re.compile("Day off"))).to_have_count(1)


def write_the_plan(strategist: Person) -> None:
    first_on = strategist.page.get_by_label("First day").input_value()

    strategist.write("Theme", "Storm season")
    row = strategist.page.locator(".quarter-row-day").first
    row.get_by_label("What").fill("Print fair")
    row.get_by_label("Kind").select_option(label="Launch")
    row.get_by_label(re.compile(r"^On\b")).fill(first_on)
    strategist.look()
    strategist.press("Save the plan")
