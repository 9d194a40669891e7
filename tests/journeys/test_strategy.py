"""A strategist brings a strategy along as a file, accepts it, and opens a quarter that follows it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import MakePerson
from tests.journeys.program import REPOSITORY, Program

pytestmark = pytest.mark.journey


def test_a_strategist_imports_a_strategy_and_opens_a_quarter(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name)
    strategist = person()

    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])
    strategist.open(f"/{team['slug']}/strategy/")
    strategist.follow("Import a YAML file")
    strategist.page.get_by_label("A file").set_input_files(REPOSITORY / "docs/examples/tern-and-tide.yaml")
    strategist.press("See what it changes")
    strategist.look()
    strategist.press("Make it a draft")
    strategist.sees("What will be the first version")
    strategist.look()
    strategist.press("Make this the first version")
    strategist.sees("In force since")
    strategist.look()
    strategist.open(f"/{team['slug']}/quarters")
    strategist.follow("Open a quarter")
    opening = strategist.page.get_by_role("button", name=re.compile(r"^Open with \d+ slots$"))
    promised = int(re.sub(r"\D", "", opening.inner_text()))
    opening.click()
    expect(opening).to_have_count(0)
    strategist.look()

    assert promised > 0
    strategist.sees(f"{promised} slots")
    strategist.follow(
        "See its weeks" if strategist.page.get_by_role("link", name="See its weeks").count() else "Calendar"
    )
    expect(strategist.page.locator(".slip").first).to_be_visible()
    for page in (
        "strategy/versions/",
        "strategy/yaml/",
        "strategy/sections/pillars/",
        "strategy/sections/goals/",
        "quarters",
        "days-off",
        "ideas",
    ):
        strategist.open(f"/{team['slug']}/{page}")
