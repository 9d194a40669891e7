"""A channel loses its token: its posts are held, people are told, somebody connects it again, and the post goes out."""

from collections.abc import Iterator

import pytest

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program

pytestmark = pytest.mark.journey


@pytest.fixture
def manager(program: Program, person: MakePerson, brand_name: str) -> Iterator[Person]:
    team = program.make("team", brand_name, "--planned")
    someone = person()
    someone.sign_in(f"manager@{brand_name}.example", team["password"])
    someone.team = team
    yield someone
    program.ask_sandbox("POST", "/admin/switches", token_seconds=0)


def test_a_channel_loses_its_token_and_comes_back(program: Program, manager: Person, brand_name: str):
    words, handle = f"Fog on the pier, {brand_name}.", manager.team["gallery"]
    manager.open(f"{program.sandbox}/accounts")
    manager.press(f"Take its tokens back: {handle}")
    manager.sees(f"No token of {handle} is valid any more")
    manager.look()

    program.make("post", manager.team["slug"], words, "--minutes", "0.05")
    manager.open(f"/{manager.team['slug']}/publishing/")
    manager.follow(words)
    manager.sees_state("Held")
    manager.sees("then it goes on by itself")
    manager.look()
    assert words not in [post["text"] for post in program.stored()]

    until(manager, f"/{manager.team['slug']}/notices/", "must be connected again")
    manager.look()
    manager.open(f"/{manager.team['slug']}/")
    manager.follow("The gallery must be connected again; 1 post is held for that.")
    manager.sees("Nothing goes out from here")
    manager.sees("1 post waits only for this channel")
    channel = manager.page.url

    token = new_token(program, manager, handle, minutes="30")
    manager.page.goto(channel)
    manager.follow("Connect it again")
    manager.write("Token", token)
    manager.press("Connect")
    manager.sees("The gallery is connected.")
    manager.sees("Waypost renews it by itself before that")
    manager.look()

    until(manager, f"/{manager.team['slug']}/publishing/?state=published", words)
    assert [post["text"] for post in program.stored()].count(words) == 1


def new_token(program: Program, manager: Person, handle: str, *, minutes: str) -> str:
    """Let tokens last so long, as a person does on the network's own page, and take one for the account."""
    manager.open(f"{program.sandbox}/accounts")
    manager.write("Minutes", minutes)
    manager.press("Let new tokens last so long")
    manager.sees(f"A new token is valid for {minutes} minutes")
    manager.press(f"A new token for {handle}")
    manager.sees("shown this once")
    manager.look()
    return manager.page.locator("code").inner_text()


def until(manager: Person, address: str, words: str) -> None:
    """Open a page again and again until it says so."""
    for _ in range(60):
        manager.page.goto(manager.program.address + address)
        if words in manager.page.locator("main").inner_text():
            return
        manager.page.wait_for_timeout(500)
    manager.sees(words)
