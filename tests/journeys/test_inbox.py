"""Somebody speaks under a post, is answered from the inbox, and answers back."""

import time

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
PATIENCE = 60.0


def test_somebody_replies_and_is_answered(program: Program, person: MakePerson, brand_name: str):
    team = program.make("team", brand_name, "--planned")
    words = f"Low tide at nine, says {brand_name}."
    program.make("post", team["slug"], words, "--minutes", "0.1")
    post_id = sent(program, words)
    question = f"May I bring the dog to {brand_name}?"
    say(program, question, under=post_id)
    manager = person()

    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    manager.follow("Inbox")
    manager.press("Check now")
    manager.sees("1 person waits for an answer")
    manager.look()
    manager.follow("ana")
    manager.sees(question)
    manager.sees(words)
    manager.write("Answer", "Yes, on a lead. There is water for it.")
    manager.press("Send the answer")
    manager.sees("Your answer is on its way.")
    manager.sees_state("Sent", seconds=PATIENCE)
    manager.look()

    answer_id = sent(program, "Yes, on a lead. There is water for it.")
    say(program, "Then we come on Sunday.", under=answer_id)
    manager.press("Check now")
    manager.sees("Then we come on Sunday.")
    manager.press("Close")
    manager.sees("Nobody waits")
    manager.look()

    assert [post["text"] for post in program.stored()].count("Yes, on a lead. There is water for it.") == 1


def say(program: Program, words: str, *, under: str) -> None:
    program.ask_sandbox("POST", "/admin/messages", text=words, author="ana", under=under)


def sent(program: Program, words: str) -> str:
    """The id of a post, as soon as it is on the network."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for post in program.stored():
            if post["text"] == words:
                return str(post["post_id"])
        time.sleep(0.3)
    raise AssertionError(f"“{words}” did not arrive within {PATIENCE:g} s")
