"""Waypost as an app: a browser finds nothing against installing it, and without a connection it says so."""

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import MakePerson
from tests.journeys.program import Program

pytestmark = pytest.mark.journey
SHOWN = """navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
  .then((shown) => shown.map((each) => [each.title, each.body, each.tag, each.data.url]))"""
REGISTER = "navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(() => true)"


def test_a_browser_finds_nothing_against_installing_it(program: Program, chromium: Browser):
    page = chromium.new_page()
    page.goto(f"{program.address}/accounts/login/")
    tools = page.context.new_cdp_session(page)

    manifest = tools.send("Page.getAppManifest")
    against = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    page.close()

    assert manifest["errors"] == []
    # A private window installs nothing at all; nothing else may stand against it.
    assert [each["errorId"] for each in against if each["errorId"] != "in-incognito"] == []


def test_without_a_connection_it_says_so_and_comes_back_by_itself(program: Program, chromium: Browser):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{program.address}/accounts/login/")
    assert page.evaluate(REGISTER)

    context.set_offline(True)
    page.goto(f"{program.address}/accounts/login/")
    expect(page.get_by_role("heading")).to_have_text("Waypost cannot be reached from here")
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    context.close()


def test_a_message_that_comes_is_shown_and_leads_to_its_page(program: Program, chromium: Browser):
    context = chromium.new_context(permissions=["notifications"])
    page = context.new_page()
    page.goto(f"{program.address}/accounts/login/")
    tools = context.new_cdp_session(page)
    known: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(each["registrationId"] for each in told["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    assert page.evaluate(REGISTER)
    said = {"title": "Tern & Tide", "body": "Post this now.", "url": "/kits/x/", "tag": "notice-7"}

    pushed = {"origin": program.address, "registrationId": known[-1], "data": json.dumps(said)}
    for turn in range(200):
        # A message for a worker that is still starting is lost; the same again only takes its own place.
        if turn % 50 == 0:
            tools.send("ServiceWorker.deliverPushMessage", pushed)
        shown = page.evaluate(SHOWN)
        if shown:
            break
        page.wait_for_timeout(100)
    context.close()

    assert shown == [["Tern & Tide", "Post this now.", "notice-7", "/kits/x/"]]


def test_somebody_is_asked_whether_this_device_may_tell_them(
    program: Program, person: MakePerson, brand_name: str
):
    team = program.make("team", brand_name)
    manager = person(phone=True)
    manager.sign_in(f"manager@{brand_name}.example", team["password"])
    manager.open(f"/{team['slug']}/notices/")

    manager.press("Turn on notices on this device")

    # A private window has no push service and says so; then the page says what to do.
    manager.sees("Your browser does not allow it")
    manager.look()
    manager.faults = [each for each in manager.faults if "Push API in incognito" not in each]
