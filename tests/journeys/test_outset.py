"""A strategist finds out where to begin, audits the accounts as the first thing to do, and hands the work over."""

import re
from pathlib import Path

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
ANSWERS = (
    ("Small: one place, a handful of people", "Several people"),
    ("Something, without a number", "Sales or enquiries"),
    ("Everybody, more or less", "Few of them"),
    ("In bursts", "Within a day or two", "Mostly"),
    ("No", "We see visits, but not sales"),
)
EXPORT = "Published at;Caption;Likes\n14.03.2024;The old shop;40\n02.01.2024;Closed on Monday;3\n"


def test_somebody_finds_out_where_to_begin_and_audits_the_accounts(
    program: Program, person: MakePerson, brand_name: str, tmp_path: Path
):
    team = program.make("team", brand_name)
    strategist = person()
    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])

    strategist.open(f"/{team['slug']}/strategy/outsets/")
    strategist.look()
    strategist.press("Begin the check")
    answer_everything(strategist)
    strategist.sees("Begin with strategy")
    strategist.look()
    strategist.press("Set it up")
    strategist.sees("Audit the accounts as they are")

    strategist.follow("Audit the accounts as they are")
    strategist.press("Begin an audit")
    strategist.press("Add an account")
    strategist.write("What it is called", "Old shop")
    strategist.write("Network", "Facebook")
    strategist.press("Add it")
    export = tmp_path / "posts.csv"
    export.write_text(EXPORT)
    strategist.page.get_by_label("Export of its posts (CSV)").set_input_files(export)
    strategist.press("Read the file")
    strategist.sees("2 rows were read, their dates as day, month, year.")
    strategist.look()
    strategist.tick("A link that works")
    strategist.press("Save")
    strategist.sees("The profile lacks: a link that works.")
    strategist.look()
    strategist.press("End it and hand the tasks over")
    strategist.sees("Handed over")
    strategist.look()

    strategist.open(f"/{team['slug']}/notices/")
    strategist.sees("Cut Old shop (Facebook): say goodbye there and close it")


def answer_everything(strategist: Person) -> None:
    """Go through the five steps; the first asks for two numbers as well."""
    for number, answers in enumerate(ANSWERS, 1):
        strategist.sees(f"Step {number} of 5.")
        for answer in answers:
            strategist.page.get_by_label(answer, exact=True).check()
        if number == 1:
            strategist.write("Hours a week for it, all together", "6")
            strategist.write("Money a month for it, beside the hours", "0")
            strategist.look()
        strategist.press(re.compile("^Save and go on$"))
