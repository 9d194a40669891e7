"""An owner comes by the printed link, starts a brand alone, and a post goes out."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
WORDS = "Ink on the sleeves: the first pull of the tern print is drying at the window."


def test_an_owner_starts_a_brand_alone_and_has_a_post_sent(program: Program, person: MakePerson):
    owner = person()

    owner.open("/")
    owner.open(program.owner_link)
    owner.write("Your name", "Odile Tern")
    owner.write("E-mail address", "odile@tern.example")
    owner.write("Password", "a long walk on the jetty")
    owner.press("Create my account")
    owner.sees("Start your own brand")
    owner.look()
    owner.write("What is the brand called?", "Tern & Tide")
    owner.choose("Which of these is nearest?", "Craft, art, making")
    owner.write("What do you do?", "We print and frame pictures of the coast")
    owner.write("For whom?", "People who spend their summers here")
    owner.write("What do you want from it?", "More visitors in the gallery between October and May")
    owner.tick("Instagram")
    owner.tick("Mastodon")
    owner.choose("Which time zone are you in?", "Europe/Lisbon")
    owner.press("Make the strategy and four weeks of slots")
    owner.sees("the next four weeks have their slots")
    owner.look()
    owner.follow("Write the post")
    owner.write("Text", WORDS)
    owner.press("Start this post")
    owner.sees("No findings.")
    owner.look()
    owner.press("Next minute")
    owner.press(re.compile(f"^Schedule it for .*({'|'.join(_soon())})$"))
    owner.sees("Approved by Odile Tern")
    owner.sees_state("Sent", seconds=120)
    owner.look()

    owner.open(f"{program.sandbox}/")
    owner.sees(WORDS)
    assert [post["text"] for post in program.stored()].count(WORDS) == 1
    for page in (
        "/",
        "/tern-tide/",
        "/tern-tide/calendar",
        "/tern-tide/strategy/",
        "/tern-tide/publishing/",
        "/tern-tide/channels/",
    ):
        owner.open(page)


def _soon() -> list[str]:
    """What the wall shows in the minutes to come."""
    now = datetime.now(ZoneInfo("Europe/Lisbon"))
    return [f"{now + timedelta(minutes=ahead):%H:%M}" for ahead in range(4)]
