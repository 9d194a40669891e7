"""A wrong post is out and others are about to follow: everything is stopped, the wrong one goes, the rest is looked at."""

import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey


def test_in_a_crisis_everything_stops_what_is_wrong_goes_and_the_rest_is_looked_at(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    wrong, coming = f"Free boats for all, says {brand_name}.", f"Low tide at nine, says {brand_name}."
    program.make("post", team["slug"], wrong, "--minutes", "0.1")
    due = program.make("post", team["slug"], coming, "--minutes", "2.5")["due"]
    manager, strategist = person(), person()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    manager.follow("Publishing")
    manager.follow(wrong)
    manager.sees_state("Sent")
    place = manager.page.get_by_role("link", name="See it on the simulated network").get_attribute("href")
    assert place
    assert is_there(place)

    # Everything stops, with a reason and an end.
    manager.follow("Publishing")
    manager.press("Hold the queue")
    manager.write("Why?", "We said something wrong.")
    manager.write("Until", time.strftime("%Y-%m-%dT09:00", time.localtime(time.time() + 2 * 86_400)))
    manager.press("Stop it now")
    manager.sees("Everything is on hold")
    manager.sees("Ends by itself")
    manager.sees(coming)
    manager.look()

    # The wrong one goes, hold or no hold.
    manager.follow("Publishing")
    manager.follow(wrong)
    manager.press("Take it down")
    manager.look()
    manager.press("Take it down from Sandbox")
    manager.sees_state("Taken down")
    manager.look()
    assert not is_there(place)

    # Somebody else finds the queue stopped, sees what would have gone out by now, and lets it go after a look.
    manager.page.wait_for_timeout(max(0.0, due + 3 - time.time()) * 1000)
    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])
    strategist.follow("Publishing")
    strategist.sees("We said something wrong.")
    strategist.follow("See what is held")
    strategist.sees("its time has come")
    strategist.press("Lift the hold")
    strategist.sees("Nothing goes out yet")
    strategist.look()
    assert [post["text"] for post in program.stored()].count(coming) == 0
    strategist.tick(f"Choose: {coming}")
    strategist.press("Release 1")
    strategist.follow("Publishing")
    strategist.follow(coming)
    strategist.sees_state("Sent", seconds=90)

    assert [post["text"] for post in program.stored()].count(coming) == 1


def is_there(address: str) -> bool:
    """Whether anybody who follows the address finds the post."""
    try:
        with urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except HTTPError as error:
        return error.code != 404
