"""A campaign is planned, gets its posts, is held because of a wrong price, and goes on after a look at each."""

import time
from datetime import date, timedelta

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey


def test_a_campaign_is_planned_filled_held_and_looked_at_again(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    price, tide = f"Prints at half the price, says {brand_name}.", f"Low tide at nine, says {brand_name}."
    for words in (price, tide):
        due = program.make("post", team["slug"], words, "--minutes", "4")["due"]
    manager = person()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])

    let_a_campaign_run(manager)

    # A post comes into it from the list, and flies its flag.
    manager.follow("Content")
    manager.tick(f"Choose: {price}")
    manager.choose("What is ticked belongs to", "Spring tides")
    manager.look()
    manager.press("Put it there")
    manager.sees("1 post belongs to Spring tides.")
    manager.follow("Calendar")
    manager.sees("Spring tides")
    manager.look()
    manager.follow("Spring tides")
    manager.sees(price)
    manager.look()

    # Its price is wrong: it is held, and the other post leaves.
    manager.follow("Hold this campaign")
    manager.write("Why?", "The price is wrong.")
    manager.look()
    manager.press("Stop it now")
    manager.sees("Spring tides is on hold")
    manager.look()
    manager.follow("Publishing")
    manager.sees("Spring tides is on hold")
    manager.page.wait_for_timeout(max(0.0, due + 3 - time.time()) * 1000)
    manager.follow(tide)
    manager.sees_state("Sent", seconds=90)
    assert [post["text"] for post in program.stored()].count(price) == 0

    # Lifting sends nothing; the look does.
    manager.follow("Publishing")
    manager.follow("See what is held")
    manager.press("Lift the hold")
    manager.sees("Nothing goes out yet")
    manager.look()
    manager.tick(f"Choose: {price}")
    manager.press("Release 1")
    manager.follow("Publishing")
    manager.follow(price)
    manager.sees_state("Sent", seconds=90)

    assert [post["text"] for post in program.stored()].count(price) == 1


def let_a_campaign_run(manager: Person) -> None:
    """Plan a campaign of three weeks, and let it run."""
    manager.follow("Planning")
    manager.follow("Plan the first one")
    manager.look()
    manager.follow("Plan a campaign")
    manager.write("Name", "Spring tides")
    manager.write("First day", date.today().isoformat())
    manager.write("Last day", (date.today() + timedelta(days=20)).isoformat())
    manager.write("The one thing it says", "Everybody can own a piece of the coast.")
    manager.look()
    manager.press("Plan it as a draft")
    manager.sees("No post belongs to it yet.")
    manager.look()
    manager.press("Let it run")
    manager.sees("Running")
