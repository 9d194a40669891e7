"""What no program may post: at its time somebody gets it on their phone, posts it, and pastes its link back."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
LINK = "https://instagram.example/p/7"


def test_a_post_is_made_by_hand_on_a_phone_from_the_link_in_a_mail(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name, "--planned")
    manager = person()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    manager.open(f"/{team['slug']}/channels/")
    manager.follow("Post by hand on Another network")
    manager.write("Network", "Instagram")
    manager.write("Account", f"@{brand_name}")
    manager.write("Address of the account", f"https://instagram.example/{brand_name}")
    manager.choose("Who posts there", "Manager Vale")
    manager.press("Add this channel")
    manager.sees("At the time of a post Manager Vale is told")
    manager.look()

    words = f"The jetty at low tide, says {brand_name}."
    key = f"{brand_name}-on-instagram"
    made = (
        "post",
        team["slug"],
        words,
        "--minutes",
        "0.05",
        "--channel",
        key,
        "--picture",
        "Two terns on the jetty",
    )
    program.make(*made)
    phone = person(phone=True)
    phone.open(_mailed_link(program, f"manager@{brand_name}.example"))
    phone.sees("Post this on Instagram")
    phone.press("Copy the text")
    phone.sees("Copied")
    assert phone.page.evaluate("navigator.clipboard.readText()") == words
    with phone.page.expect_download() as saved:
        phone.page.get_by_role("link", name="Save picture 1").click()
    assert saved.value.suggested_filename.endswith(".png")
    app = phone.page.get_by_role("link", name="Open Instagram")
    expect(app).to_have_attribute("href", f"https://instagram.example/{brand_name}")
    phone.write("Its link", LINK)
    phone.press("It is posted")
    phone.sees("It is out")
    phone.look()

    manager.open(f"/{team['slug']}/publishing/")
    manager.follow(words)
    manager.sees_state("Sent")
    manager.sees("Manager Vale (by link) posted it by hand")
    manager.look()
    assert manager.page.get_by_role("link", name="See it on Instagram").get_attribute("href") == LINK


def _mailed_link(program: Program, to: str) -> str:
    """The link to the kit, in the mail that the program printed."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        mails = re.findall(rf"To: {re.escape(to)}.*?(http://\S+/kits/\S+)", program.said, re.DOTALL)
        if mails:
            return str(mails[-1])
        time.sleep(0.5)
    raise AssertionError(f"no mail with a kit came to {to}:\n{program.said}")
