"""One carousel, written once: to every network that a program may post on, and by hand to two that none may."""

import re
import time
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import MakePerson
from tests.journeys.person import Person
from tests.journeys.program import Program
from tests.journeys.served import Served
from waypost.loop.content.tests.pictures import png
from waypost.networks import registry

pytestmark = pytest.mark.journey
BY_HAND = ("instagram", "threads")
SIMULATED = "The gallery"
AT_LEAST = 9
"""So many networks must be served here: a folder that lost its fake would not be missed otherwise."""
PICTURES = ((1200, "Terns over the jetty"), (1100, "The jetty at low tide"))
OUT_WITHIN = 180.0
_links = count(1)


@pytest.fixture
def carried(networks: dict[str, Served]) -> dict[str, Served]:
    """The networks that carry several pictures on one post."""
    return {name: each for name, each in networks.items() if "carousel" in registry.card(name).formats}


def test_a_carousel_goes_to_every_network_from_one_page(
    program: Program, person: MakePerson, brand_name: str, carried: dict[str, Served]
) -> None:
    words = f"Low tide at nine, and the jetty is ours until noon, says {brand_name}."
    team = program.make("team", brand_name, "--planned")
    own = {name: connected(program, team["slug"], each) for name, each in carried.items()}
    own |= {name: str(program.make("by-hand", team["slug"], name)["name"]) for name in BY_HAND}
    everywhere = [SIMULATED, *own.values()]
    manager, approver = person(), person()
    manager.sign_in(f"manager@{brand_name}.example", team["password"])

    post = written(manager, team["slug"], words, everywhere, own)
    approver.sign_in(f"approver@{brand_name}.example", team["password"])
    approver.open(f"{post}/approval")
    approver.press("Approve exactly this")
    approver.sees("Approved")
    for link in mailed_links(program, f"manager@{brand_name}.example", len(BY_HAND)):
        post_it(manager, link)

    manager.open(f"/{team['slug']}/publishing/")
    for channel in everywhere:
        is_out(manager, f"/{team['slug']}/publishing/?state=published", channel)
    assert len(carried) >= AT_LEAST
    assert [one["text"] for one in program.stored()].count(words) == 1
    for each in carried.values():
        assert each.faults == []
        arrived(each, words)


def written(manager: Person, slug: str, words: str, everywhere: list[str], own: dict[str, str]) -> str:
    """Write it and send it for review, all on the page of one post; returns that page's address."""
    manager.open(f"/{slug}/drafts")
    manager.write("Text", words)
    for channel in everywhere:
        manager.tick(channel)
    manager.press("Start this post")
    for shade, (side, alt) in enumerate(PICTURES, 90):
        put_on(manager, png(side, 1000, shade), alt)
    for name, channel in own.items():
        fill_in(manager, name, channel)
    manager.page.locator("nav.tabs").get_by_role("link", name="The post", exact=True).click()
    expect(manager.page.locator(".finding-stop")).to_have_count(0)
    manager.look()
    post = manager.page.url
    manager.press("Next minute")
    manager.sees("Planned for")
    manager.press("Send for review")
    manager.sees("In review")
    return post


def connected(program: Program, slug: str, served: Served) -> str:
    """The name of the channel that the network's account has become."""
    account = served.account
    words = ("account", slug, served.name, account.server, account.handle, account.token)
    return str(program.make(*words)["name"])


def put_on(manager: Person, content: bytes, alt: str) -> None:
    """Add a picture to the post by its form."""
    form = manager.page.locator("form:has(input[type=file])").first
    if not form.is_visible():
        manager.page.locator("details:has(input[type=file]) > summary").first.click()
    form.locator("input[type=file]").set_input_files(
        {"name": f"{alt}.png", "mimeType": "image/png", "buffer": content}
    )
    form.locator("textarea[name=alt]").fill(alt)
    form.get_by_role("button").last.click()
    expect(manager.page.locator(f"img[alt='{alt}']").first).to_be_visible()


def fill_in(manager: Person, network: str, channel: str) -> None:
    """Say on the channel's own side what its network wants with every post."""
    wanted = [option for option in registry.card(network).options if option.required]
    if not wanted:
        return
    manager.page.locator("nav.tabs").get_by_role("link", name=re.compile(re.escape(channel))).click()
    for option in wanted:
        if option.values:
            manager.choose(option.label, option.values[0][1])
        else:
            manager.write(option.label, "Low tide at nine")
    manager.press("Save for this channel")


def mailed_links(program: Program, to: str, wanted: int) -> list[str]:
    """The links to the kits, in the mails that the program printed."""
    deadline = time.monotonic() + OUT_WITHIN
    while time.monotonic() < deadline:
        found = re.findall(rf"To: {re.escape(to)}.*?(http://\S+/kits/\S+)", program.said, re.DOTALL)
        if len(set(found)) >= wanted:
            return list(dict.fromkeys(found))
        time.sleep(0.5)
    raise AssertionError(f"fewer than {wanted} kits were mailed to {to}:\n{program.said}")


def post_it(manager: Person, link: str) -> None:
    """Open a kit, see its pictures, and say where the post is."""
    manager.open(link)
    for number in range(1, len(PICTURES) + 1):
        manager.sees(f"Save picture {number}")
    manager.write("Its link", f"https://elsewhere.example/p/{next(_links)}")
    manager.press("It is posted")
    manager.sees("It is out")


def is_out(manager: Person, address: str, channel: str) -> None:
    """Look at what is published until the channel stands there."""
    deadline = time.monotonic() + OUT_WITHIN
    while channel not in manager.page.locator("main").inner_text():
        assert time.monotonic() < deadline, f"nothing is out on {channel}"
        manager.page.wait_for_timeout(500)
        manager.page.goto(manager.program.address + address)


def arrived(served: Served, words: str) -> None:
    """The post is there once, with every picture and what each shows."""
    assert sum(words in text for text in served.fake.stored()) == 1, served.name
    assert served.pictures >= len(PICTURES), served.name
    if registry.card(served.name).media.alt_limit:
        assert all(served.said(alt) for _, alt in PICTURES), served.name
