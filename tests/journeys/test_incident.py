"""A drill shows who answers how soon, and nothing leaves; the real one stops the queue, speaks, ends and teaches the plan."""

import re
import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
ACCIDENT = "Somebody was hurt in a workshop"
DAMAGE = "A print arrived damaged"
A_WHILE = 180_000
"""Milliseconds: the worker looks every minute what came of a wave."""
LESSON = "Say who brings the visitors out of the workshop."


def test_a_drill_calls_people_and_keeps_the_time_and_nothing_leaves(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    coming = f"Low tide at nine, says {brand_name}."
    program.make("post", team["slug"], coming, "--minutes", "0.5")
    manager, owner = person(), person(phone=True)
    manager.sign_in(f"manager@{brand_name}.example", team["password"])

    go_to_incidents(manager)
    manager.sees("Rehearse it once")
    manager.follow("Begin a drill")
    manager.write("What is it?", "A press fell on a foot")
    how_bad(manager, "Crisis")
    manager.press("Begin the drill and call them")
    manager.sees("Nothing goes out: no post is made and no queue is stopped.")
    expect(call_of(manager, "Owner")).to_contain_text("Called")
    manager.look()

    # The owner is told on the phone that it is a drill, and is there.
    owner.sign_in(f"owner@{brand_name}.example", team["password"])
    owner.open(f"/{team['slug']}/notices/")
    comes_up(owner, "Drill")
    owner.press(re.compile("^Drill: A press fell on a foot"))
    call_of(owner, "Owner").get_by_role("button").click()
    expect(call_of(owner, "Owner")).to_contain_text("There after")
    owner.look()

    # The queue goes on, the words are ready, and the log has it all.
    manager.page.reload()
    manager.press("See what that would hold")
    manager.sees("Would have held everything")
    fill_in(manager, ACCIDENT, {"Time": "four o'clock"})
    manager.press("These are the words")
    manager.sees("Ready after")
    manager.write("What happened, or was decided?", "Nobody speaks but the owner.")
    manager.tick("This is a decision")
    manager.press("Write it down")
    manager.sees("Nobody speaks but the owner.")
    manager.look()
    close(manager, "End the drill", LESSON, next_drill=True)
    manager.sees("Next drill on")
    report = manager.page.get_by_role("link", name="Report (PDF)")
    with manager.page.expect_download() as printed:
        report.click()
    assert printed.value.suggested_filename.startswith(f"{team['slug']}-drill-")
    manager.follow("Publishing")
    manager.follow(coming)
    manager.sees_state("Sent")

    texts = [post["text"] for post in program.stored()]
    assert texts.count(coming) == 1
    assert not [text for text in texts if "Somebody was hurt" in text]


def test_a_drill_is_played_against_the_sandbox_and_the_words_are_said_there(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    manager = person()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])

    go_to_incidents(manager)
    manager.follow("Begin a drill")
    manager.write("What is it?", "Something leaked")
    how_bad(manager, "Issue")
    manager.tick("Simulated people, on The gallery")
    manager.choose("How fast does it rise?", "For 5 minutes")
    manager.choose("How many messages?", "200 in all")
    manager.look()
    manager.press("Begin the drill and call them")
    manager.sees("It is played against The gallery")
    wave, log = manager.page.locator("#wave"), manager.page.locator("#moments")
    expect(wave).to_contain_text(re.compile(r"[1-9]\d* messages? of"), timeout=A_WHILE)
    manager.look()

    fill_in(manager, DAMAGE, {"Print": f"print of {brand_name}", "Day": "Friday"})
    manager.press("Say it in the sandbox")
    manager.sees("On their way to the sandbox.")
    expect(log).to_contain_text("The first words are out on The gallery", timeout=A_WHILE)
    expect(log).to_contain_text("in time")
    manager.follow("What they write")
    manager.sees("Drill")
    manager.look()

    go_to_incidents(manager)
    manager.follow("Something leaked")
    close(manager, "End the drill", LESSON)
    seen_after_a_look(manager, "The wave was stopped")
    said = [post for post in program.stored() if f"your print of {brand_name}" in post["text"]]
    assert [post["handle"].partition("-")[0] for post in said] == ["gallery"]


def test_an_incident_grows_is_answered_closed_and_changes_the_plan(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    coming = f"Low tide at nine, says {brand_name}."
    program.make("post", team["slug"], coming, "--minutes", "90")
    manager, strategist = person(), person()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])

    go_to_incidents(manager)
    manager.follow("Open an incident")
    manager.write("What is it?", "A visitor is hurt")
    how_bad(manager, "Issue")
    manager.write("What is known so far?", "A hand. The ambulance is here.")
    manager.press("Open it and call them")
    manager.sees("The first words are due in")
    expect(call_of(manager, "Gallery lead")).to_contain_text("Called")
    expect(call_of(manager, "Owner")).to_have_count(0)

    # It is worse than that: the level rises, who decides is called, the queue stops, words are drafted.
    manager.page.locator("summary").filter(has_text="It is worse, or not so bad").click()
    manager.page.locator("details[open]").get_by_label(re.compile(r"^\s*Crisis:")).check()
    manager.write("Because", "A neighbour has filmed it.")
    manager.press("Set the level")
    expect(call_of(manager, "Owner")).to_contain_text("Called")
    manager.look()
    manager.press("Hold it now")
    manager.sees("What waits, and what was just being sent")
    fill_in(manager, ACCIDENT, {"Time": "four o'clock"})
    manager.press("See how it reads")
    manager.sees("We will say more at four o'clock.")
    manager.tick("Harbour notes")
    manager.look()
    manager.press("Make the draft")
    manager.sees("Drafted. Have it approved, then it goes out like any post.")
    manager.look()
    go_to_incidents(manager)
    manager.follow("A visitor is hurt")
    manager.press("They are out, in other words")
    manager.sees("In time")
    manager.look()
    close(manager, "Close the incident", LESSON)
    manager.sees("What you learned is suggested to the strategy.")

    # Closing lifts nothing, and what was learned waits for whoever decides on the plan.
    manager.follow("Publishing")
    manager.sees("Everything is on hold")
    assert coming not in [post["text"] for post in program.stored()]
    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])
    go_to_incidents(strategist)
    strategist.follow("A visitor is hurt")
    strategist.follow("What became of it in the strategy")
    strategist.sees(LESSON)
    strategist.look()


def go_to_incidents(who: Person) -> None:
    """By the inbox, where a person sees that something is wrong."""
    who.follow("Inbox")
    who.follow("Incidents")


def how_bad(who: Person, level: str) -> None:
    who.gestures += 1
    who.page.get_by_label(re.compile(rf"^\s*{level}:")).check()
    who.look()


def call_of(who: Person, contact: str) -> Locator:
    return who.page.locator("#people .row").filter(has=who.page.locator(".row-title", has_text=contact))


def fill_in(who: Person, statement: str, blanks: dict[str, str]) -> None:
    who.follow(statement)
    for blank, words in blanks.items():
        who.write(blank, words)


def comes_up(who: Person, name: str) -> None:
    """Look again until a notice is there: what somebody is told comes a moment later, by the worker."""
    notice = who.page.get_by_role("button", name=re.compile(f"^{re.escape(name)}"))
    for _ in range(60):
        if notice.count():
            return
        who.page.wait_for_timeout(500)
        who.page.reload()


def seen_after_a_look(who: Person, words: str) -> None:
    """Look again until the log says so: the worker looks every minute, and a page of what is over does not change by itself."""
    line = who.page.locator("#moments").filter(has_text=words)
    until = time.monotonic() + A_WHILE / 1000
    while not line.count() and time.monotonic() < until:
        who.page.wait_for_timeout(1000)
        who.page.reload()
    expect(line).to_have_count(1)


def close(who: Person, button: str, lesson: str, *, next_drill: bool = False) -> None:
    who.follow("Close and look back")
    who.write("What went well?", "Everybody was there.")
    who.write("What should the plan say from now on?", lesson)
    if next_drill:
        who.write("Next drill on", (date.today() + timedelta(days=180)).isoformat())
    who.look()
    who.press(button)
    who.sees("Looking back")
    who.look()
