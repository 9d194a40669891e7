"""The network's answer is lost: nobody knows whether a post arrived, and a person who looked decides."""

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey


@pytest.fixture
def manager(program: Program, person: MakePerson, brand_name: str) -> Person:
    team = program.make("team", brand_name, "--planned")
    someone = person()
    someone.sign_in(f"manager@{brand_name}.example", team["password"])
    # Looking fails too, so that Waypost cannot find out by itself.
    program.ask_sandbox("POST", "/admin/faults", kind="error_before", call="look", account=team["gallery"])
    someone.team = team
    return someone


def test_a_person_who_saw_the_post_says_that_it_is_there(program: Program, manager: Person, brand_name: str):
    words = f"Fog on the jetty, {brand_name}."
    program.ask_sandbox("POST", "/admin/faults", kind="lost_answer", account=manager.team["gallery"], count=1)

    _needs_checking(manager, words)
    manager.press("It is there")
    manager.sees("Sent")
    manager.look()

    assert [post["text"] for post in program.stored()].count(words) == 1


def test_a_person_who_did_not_find_the_post_has_it_sent_again(
    program: Program, manager: Person, brand_name: str
):
    words = f"No fog on the jetty, {brand_name}."
    program.ask_sandbox(
        "POST", "/admin/faults", kind="error_before", account=manager.team["gallery"], count=1
    )

    _needs_checking(manager, words)
    assert words not in [post["text"] for post in program.stored()]
    manager.press("It is not there: send it again")
    manager.sees_state("Sent", seconds=60)
    manager.look()

    assert [post["text"] for post in program.stored()].count(words) == 1


def _needs_checking(manager: Person, words: str) -> None:
    """A post is sent, no usable answer comes, and the manager opens its page."""
    manager.program.make("post", manager.team["slug"], words, "--minutes", "0.05")
    manager.open(f"/{manager.team['slug']}/publishing/")
    manager.follow(words)
    manager.sees_state("Needs checking")
    manager.look()
    manager.sees("Whether it arrived is not known yet")
    manager.sees("No usable answer came")
