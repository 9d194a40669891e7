"""A manager writes for a slot and asks for approval; an approver returns it, then approves. By keyboard alone."""

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
FIRST, SECOND = "The first pull is drying.", "The first pull of “Low tide” is drying: 30 × 40 cm."


def test_a_post_from_a_slot_is_returned_changed_and_approved_by_keyboard_alone(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    manager, approver = person(keyboard_only=True), person(keyboard_only=True)

    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    manager.follow("Calendar")
    manager.follow_slot("Behind the scenes")
    manager.follow("Write the post")
    manager.write("Text", FIRST)
    manager.press("Start this post")
    manager.sees("Draft")
    manager.look()
    manager.press("Send for review")
    manager.sees("In review")
    manager.look()

    approver.sign_in(f"approver@{brand_name}.example", team["password"])
    approver.follow(f"“{FIRST}”")
    approver.write("Note", "Say which print it is, and its size.")
    approver.press("Return it with the note")
    approver.sees("Returned")
    approver.look()

    manager.page.reload()
    manager.sees("Say which print it is, and its size.")
    manager.look()
    manager.write("Text", SECOND)
    manager.press("Save")
    manager.press("Send for review")
    manager.sees("In review")

    approver.open(f"/{team['slug']}/")
    approver.follow(f"“{SECOND}”")
    approver.sees("30 × 40 cm")
    approver.press("Approve exactly this")
    approver.sees("Approved")
    approver.look()
    manager.page.reload()
    manager.sees("Approved by Approver Vale")
    manager.look()
