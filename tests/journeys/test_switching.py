"""A strategist moves ten channels from another tool: queue, times, tags, hashtags, pictures, past; then out of there."""

import csv
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program
from waypost.loop.content.tests.pictures import png

pytestmark = pytest.mark.journey
CHANNELS = ("The gallery", "The journal", "Harbour notes", "The pier", "Winter shop", "Print club", "The tower",
            "Ferry talk", "Net loft", "The slipway")  # fmt: skip
TAGS = ("behind the scenes", "harbour", "sale")
MONDAY, WEEKS = date(2031, 3, 3), 4
GESTURES = 80
"""Ten channels in less than an hour: each gesture may take three quarters of a minute."""


def test_a_strategist_moves_ten_channels_from_another_tool(
    program: Program, person: MakePerson, brand_name: str, tmp_path: Path
):
    team = program.make("team", brand_name, "--planned")
    program.make("channels", team["slug"], *CHANNELS[3:])
    who = person()
    who.sign_in(f"strategist@{brand_name}.example", team["password"])
    who.open(f"/{team['slug']}/posts")
    who.follow("Switch from another tool")
    who.gestures += 1
    who.page.get_by_label("Buffer").check()
    who.press("Begin the switch")
    who.sees("0 of 7 steps are done.")
    who.look()

    bring_the_queue(who, tmp_path)
    bring_what_goes_with_it(who, tmp_path)
    bring_the_past(who, tmp_path)
    who.sees("6 of 7 steps are done. 120 posts still wait in Buffer.")
    leave_the_old_tool(who)
    who.sees("Every step is done.")
    who.press("End the switch")
    who.sees("You have switched from Buffer.")

    assert who.gestures <= GESTURES, f"{who.gestures} gestures"


def bring_the_queue(who: Person, folder: Path) -> None:
    """Ten tables at once; the one whose name says nothing is asked about."""
    who.follow("The queue")
    hand_over(who, "The tables of its queue", queue_files(folder))
    who.press("Look at them")
    who.sees("10 tables from Buffer.")
    who.look()
    who.choose("export (9).csv", "The slipway")
    who.press("Import what is clear now")
    expect(who.page.locator("main")).to_contain_text("Every table is imported.", timeout=180_000)
    who.page.wait_for_load_state("networkidle")
    who.look()


def bring_what_goes_with_it(who: Person, folder: Path) -> None:
    """Times as the queue shows them, tags, hashtags, pictures."""
    who.follow("Posting times")
    who.sees("As 12 posts of 4 weeks show it: 3 a week.")
    who.press("Put them into the draft")
    who.sees("The posting times are in the draft of the strategy.")
    who.look()
    who.follow("Tags")
    who.choose("behind the scenes", "Behind the scenes")
    who.choose("harbour", "Harbour life")
    who.press("Use these pillars")
    who.sees("Posts get their pillars within a minute.")
    who.follow("Hashtag sets")
    who.write("Paste them here", "Tides: #lowtide #springtide\nCraft\n#linocut #bookbinding")
    who.press("Put them into the draft")
    who.sees("2 sets are in the draft of the strategy.")
    who.follow("Pictures and videos")
    hand_over(who, "Pictures and videos, or a zip of them", [pictures(folder)])
    who.press("Add them to the library")
    who.sees("3 pictures are in the library.")


def bring_the_past(who: Person, folder: Path) -> None:
    """An export of what was sent, with its figures."""
    who.follow("Past results")
    hand_over(who, "A table of posts with their figures", [past(folder)])
    who.press("Look at it")
    who.sees("40 can count.")
    who.look()
    who.press("Count 40 posts")
    expect(who.page.locator("main")).to_contain_text("40 posts from Buffer count now", timeout=60_000)
    who.page.wait_for_load_state("networkidle")
    who.look()
    who.follow("All steps of the switch")


def leave_the_old_tool(who: Person) -> None:
    """Ten are ticked one by one, the others all together."""
    who.follow("Still in the old tool")
    for box in who.page.get_by_role("checkbox").all()[:10]:
        who.gestures += 1
        box.check()
    who.press("What is ticked is out of there")
    who.sees("110 posts would go out twice.")
    who.look()
    who.press("All 110 are out of there")
    who.sees("Nothing goes out from anywhere else.")
    who.follow("All steps")


def hand_over(who: Person, label: str, files: list[Path]) -> None:
    """Choose files in the browser's own dialog: one gesture to open it, one to choose."""
    who.gestures += 2
    who.page.get_by_label(label).set_input_files(files)


def queue_files(folder: Path) -> list[Path]:
    """A table for each channel, as Buffer takes them; the name of the last one names no channel."""
    made = []
    for number, channel in enumerate(CHANNELS):
        name = f"{channel} queue.csv" if number < len(CHANNELS) - 1 else f"export ({number}).csv"
        rows = [
            (f"{channel}, note {week}.{place}", "", TAGS[place], f"{day:%Y-%m-%d} {8 + number:02}:30")
            for week in range(WEEKS)
            for place in range(3)
            for day in [MONDAY + timedelta(weeks=week, days=2 * place)]
        ]
        made.append(table(folder / name, ("Text", "Image URL", "Tags", "Posting Time"), rows))
    return made


def past(folder: Path) -> Path:
    """Forty posts of the months before, with their figures."""
    head = ("Profile", "Sent at", "Text", "Tags", "Impressions", "Likes", "Comments", "Shares")
    rows = [
        (
            channel,
            f"2026-0{6 + place % 3}-1{place} 09:30",
            f"{channel}, sent {place}",
            TAGS[0],
            900 + place,
            30,
            4,
            2,
        )
        for channel in CHANNELS
        for place in range(4)
    ]
    return table(folder / "sent posts.csv", head, rows)


def pictures(folder: Path) -> Path:
    """A zip of three."""
    packed = folder / "media.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for shade in (30, 90, 150):
            archive.writestr(f"media/tern-{shade}.png", png(shade=shade))
    return packed


def table(at: Path, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> Path:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([head, *rows])
    at.write_text(written.getvalue(), encoding="utf-8")
    return at
