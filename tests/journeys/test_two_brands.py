"""Somebody who works for two brands moves things in the weeks of both, by hand and by keyboard, and takes it back."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey


def test_what_stands_in_one_of_two_brands_is_moved_and_put_back(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    owner = person()
    owner.sign_in(f"owner@{brand_name}.example", team["password"])
    owner.open("/begin/brand/")
    owner.write("What is the new brand called?", f"Second of {brand_name}")
    owner.press("Make the brand")
    owner.sees(f"Second of {brand_name}")
    today = date.today()
    monday = today + timedelta(days=7 - today.weekday())

    owner.open(f"/{team['slug']}/calendar/brands?day={monday}")
    rows = owner.page.locator("[data-row]")
    expect(rows).to_have_count(2)
    row = rows.and_(owner.page.locator(f'[data-row^="/{team["slug"]}/"]'))
    other = rows.filter(has_not=owner.page.locator(f'a[href^="/{team["slug"]}/"]'))
    slip = row.locator("[data-move]").first
    move, was = slip.get_attribute("data-move"), slip.get_attribute("data-local") or ""
    slip = row.locator(f'[data-move="{move}"]')

    slip.locator("a").focus()
    owner.page.keyboard.press("Shift+ArrowRight")
    stands(slip, was, days=1)
    owner.sees(f"of {team['name']} was moved")
    expect(slip.locator("a")).to_be_focused()
    owner.page.keyboard.press("Control+z")
    stands(slip, was, days=0)

    day = row.locator(f'[data-on="{date.fromisoformat(was[:10]) + timedelta(days=2)}"]')
    slip.drag_to(day)
    stands(slip, was, days=2)
    expect(owner.page.locator("form.undo")).to_have_count(1)
    owner.look()
    owner.page.get_by_role("button", name="Put it back").click()
    stands(slip, was, days=0)

    slip.locator("a").focus()
    owner.page.keyboard.press("m")
    owner.page.locator("dialog[open]").get_by_label("Time").fill("05:05")
    owner.press("Move it")
    expect(slip).to_have_attribute("data-local", f"{was[:10]}T05:05")
    nothing_crosses(owner, slip, other)


def stands(slip: Locator, was: str, *, days: int) -> None:
    """The slip stands so many days after where it was, at the same time."""
    on = date.fromisoformat(was[:10]) + timedelta(days=days)
    expect(slip).to_have_attribute("data-local", f"{on}{was[10:]}")


def nothing_crosses(someone: Person, slip: Locator, other: Locator) -> None:
    """A slip dropped on another brand's day stays where it is."""
    before = slip.get_attribute("data-local") or ""
    slip.drag_to(other.locator("[data-on]").last)
    someone.page.wait_for_timeout(300)
    expect(slip).to_have_attribute("data-local", re.compile(re.escape(before)))
    expect(someone.page.locator(".is-target")).to_have_count(0)
