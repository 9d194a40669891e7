"""A manager moves the queue of another tool in, and takes it out again; nothing can go out twice meanwhile."""

from pathlib import Path

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
QUEUE = (
    "Scheduled Time,Caption,Profile,Label\r\n"
    '03/04/2031 09:00,"Low tide at nine, terns on the jetty.",Our Gallery,behind the scenes\r\n'
    "05/04/2031 18:30,How a frame is glued.,Our Gallery,craft\r\n"
    "31/02/2031 10:00,A day that is none.,Our Gallery,craft\r\n"
)


def test_a_manager_moves_a_queue_in(program: Program, person: MakePerson, brand_name: str, tmp_path: Path):
    team = program.make("team", brand_name, "--planned")
    manager, strategist = person(), person(phone=True)
    queue = tmp_path / "later.csv"
    queue.write_bytes(QUEUE.encode("utf-16"))

    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    manager.open(f"/{team['slug']}/posts")
    manager.follow("Bring posts in")
    manager.page.get_by_label("A table of posts").set_input_files(queue)
    manager.press("Look at it")
    manager.sees("Read as a table of Later: 3 rows")
    manager.sees("“Our Gallery” is not a channel here.")
    manager.look()
    manager.choose("Our Gallery", "The gallery")
    manager.choose("behind the scenes", "Behind the scenes")
    manager.choose("Still in the old tool", "Yes, in Later")
    manager.press("Look again")
    manager.sees("“31/02/2031 10:00” is not a day of the calendar.")
    manager.look()
    manager.press("Import 2 posts")
    for _ in range(60):
        if "2 of these posts would go out twice" in manager.page.locator("body").inner_text():
            break
        manager.page.wait_for_timeout(500)
    manager.sees("2 of these posts would go out twice if Later sends them too")
    manager.look()
    manager.follow("Low tide at nine")
    manager.sees("It would go out twice if Later sends it too")
    manager.page.go_back()
    manager.press("They are out of the old tool")
    manager.look()

    strategist.sign_in(f"strategist@{brand_name}.example", team["password"])
    strategist.open(f"/{team['slug']}/posts/export?format=waypost")
    strategist.sees("2 posts for Waypost")
    with strategist.page.expect_download() as taken:
        strategist.page.get_by_role("link", name="Download the table").click()
    table = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert "2031-04-03,09:00,gallery,behind-the-scenes" in table
    assert "How a frame is glued." in table

    strategist.open(f"/{team['slug']}/calendar/subscriptions")
    strategist.press("Make an address")
    strategist.sees("Copy this address now")
    strategist.look()
    address = strategist.page.get_by_label("The secret address").input_value()
    read = strategist.page.request.get(address)
    assert read.headers["content-type"].startswith("text/calendar")
