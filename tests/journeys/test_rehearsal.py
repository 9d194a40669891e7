"""A manager rehearses next week with things gone wrong, reads what would happen, and nothing of it happened."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey


def test_a_week_is_rehearsed_before_it_is_true(program: Program, person: MakePerson, brand_name: str) -> None:
    team = program.make("team", brand_name, "--planned")
    monday = _next_monday()
    texts = [f"Low tide on day {day}, says {brand_name}." for day in range(3)]
    for day, text in enumerate(texts):
        program.make("post", team["slug"], text, "--minutes", str(_minutes_until(monday, day)))
    waiting = f"Nobody has read this yet, says {brand_name}."
    program.make("post", team["slug"], waiting, "--minutes", str(_minutes_until(monday, 3)), "--in-review")
    manager = person()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])

    # From the week on the calendar to its rehearsal, with three things gone wrong.
    manager.open(f"/{team['slug']}/calendar?view=week&day={monday:%Y-%m-%d}")
    manager.follow("Rehearse this week")
    manager.sees("your queue stays as it is")
    manager.tick("Answers get lost")
    manager.tick("A channel loses its token")
    manager.tick("A crisis hold in the middle")
    manager.press("Rehearse this week")

    # It is played in fast time, and says that it is simulated.
    manager.sees("Simulated: none of this happened.")
    expect(manager.page.get_by_role("heading", name="The week")).to_be_visible(timeout=90_000)
    manager.look()
    manager.sees("4 posts:")
    manager.sees("1 would not be approved in time")
    manager.sees("A channel loses its token")
    manager.sees("What people would have been told")
    manager.sees("none of them twice")
    row = manager.page.locator("summary").filter(has_text=waiting)
    expect(row).to_contain_text("Not approved")
    row.click()
    manager.look()

    # Nothing of it happened: the real posts wait as they did, and the network has none of them.
    manager.page.get_by_role("link", name=re.compile("^Open the real post")).locator("visible=true").click()
    manager.sees_state("Scheduled")
    assert not [post for post in program.stored() if brand_name in post["text"]]
    manager.follow("Publishing")
    manager.follow("Rehearsals")
    manager.sees("Played")
    manager.sees("Answers get lost")

    # The same page at a phone's width.
    phone = person(phone=True)
    phone.sign_in(f"strategist@{brand_name}.example", team["password"])
    phone.open(manager.page.locator(".row-title").first.get_attribute("href") or "")
    phone.sees("Simulated: none of this happened.")


def _next_monday() -> datetime:
    today = datetime.now().replace(hour=10, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday())


def _minutes_until(monday: datetime, day: int) -> float:
    return (monday + timedelta(days=day) - datetime.now()).total_seconds() / 60
