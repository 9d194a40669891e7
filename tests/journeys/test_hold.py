"""Everything is stopped, the stop is lifted, and what was held leaves only after somebody looked. By keyboard alone."""

import time

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey


def test_what_was_held_leaves_only_after_a_second_look_by_keyboard_alone(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    words = f"Low tide at nine, says {brand_name}."
    due = program.make("post", team["slug"], words, "--minutes", "1")["due"]
    manager = person(keyboard_only=True)

    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    manager.follow("Publishing")
    manager.press("Hold the queue")
    manager.write("Why?", "A fishing boat is missing.")
    manager.look()
    manager.press("Stop it now")
    manager.sees("Everything is on hold")
    manager.sees(words)
    manager.look()
    manager.press("Lift the hold")
    manager.sees("Nothing goes out yet")
    manager.look()
    manager.page.wait_for_timeout(max(0.0, due + 3 - time.time()) * 1000)
    assert words not in [post["text"] for post in program.stored()], (
        "its time came, and nobody had looked again"
    )
    manager.tick(f"Choose: {words}")
    manager.press("Release 1")
    manager.sees_state("Sent", seconds=120)
    manager.look()

    assert [post["text"] for post in program.stored()].count(words) == 1
