"""Is tomorrow safe? A manager sees it within a minute of signing in, and what is not is mended where the page leads."""

import time

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey

A_MINUTE = 60.0


def test_a_manager_sees_within_a_minute_whether_tomorrow_is_safe(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    fine, unapproved, bare = (f"{words}, says {brand_name}." for words in ("Fine", "Unseen", "Bare"))
    program.make("post", team["slug"], fine, "--minutes", "300", "--channel", "journal")
    program.make("post", team["slug"], unapproved, "--minutes", "360", "--in-review")
    made = program.make(
        "post", team["slug"], bare, "--minutes", "420", "--picture", f"A tern of {brand_name}"
    )
    picture = program.folder / "home" / "media" / made["picture"]
    kept = picture.read_bytes()
    picture.unlink()
    manager, approver = person(), person()

    # What will not go out stands on the first page, and behind one link each with its fix.
    began = time.monotonic()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    manager.sees("2 of the 3 posts of the next 24 hours will not go out as things stand.")
    manager.follow("2 of the 3 posts")
    manager.sees("It is not approved.")
    manager.sees("Its picture “tern.png” cannot be read any more.")
    assert time.monotonic() - began < A_MINUTE
    manager.look()

    # Each is mended where the page leads.
    approver.sign_in(f"approver@{brand_name}.example", team["password"])
    approver.follow("Publishing")
    approver.follow("Tomorrow’s check")
    approver.follow("Have it approved")
    approver.press("Approve exactly this")
    approver.sees("Approved")
    picture.write_bytes(kept)

    manager.open(f"/{team['slug']}/")
    manager.sees("All 3 posts of the next 24 hours will go out as things stand.")
    manager.open(f"/{team['slug']}/publishing/tomorrow/")
    manager.sees("What will go out")
    manager.sees(unapproved)
    manager.look()
