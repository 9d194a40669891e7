"""Notices on somebody's devices."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices import tasks as timetable
from waypost.foundation.notices.actions import devices, notices, tell
from waypost.foundation.notices.models import Device, Notice
from waypost.foundation.notices.tests.browser import ANDROID, Browser
from waypost.toolkit import clock, http
from waypost.toolkit.refusal import NotAllowed, Refusal

HERE = "/tern/notices/"
SWEEP = Actor.system("the sweep")


@pytest.fixture
def browser(world: World) -> Iterator[Browser]:
    """The manager's phone."""
    phone = Browser()
    allow(world, "manager", phone)
    with http.wired(phone):
        yield phone


def allow(world: World, role: str, phone: Browser) -> Device:
    return devices.add(world.person(role), name="Chrome on Android", by=world.actor(role), **phone.said)


def told(world: World, **words: object) -> list[Notice]:
    given = {
        "kind": "hold",
        "sentence": "The queue is held.",
        "who_may": "hold.lift",
        "urgent": True,
        "by": SWEEP,
    }
    return tell(world.workspace, **{**given, **words})


def test_what_is_urgent_comes_up_on_a_device_at_once_and_once(world: World, browser: Browser) -> None:
    told(world, href="/tern/members/")
    timetable.push_due()

    [shown] = browser.shown
    notice = Notice.objects.get(person=world.person("manager"))
    assert shown == {
        "title": "Tern & Tide",
        "body": "The queue is held.",
        "url": "/tern/members/",
        "tag": f"notice-{notice.pk}",
    }
    assert browser.heard[0].headers["urgency"] == "high"
    assert browser.heard[0].headers["authorization"].startswith("vapid t=")


def test_what_is_not_urgent_waits_in_the_app(world: World, browser: Browser) -> None:
    told(world, urgent=False)

    assert browser.shown == []


def test_what_was_read_meanwhile_is_not_pushed(world: World, browser: Browser) -> None:
    browser.is_down = True
    told(world)
    notices.read_all(world.workspace, by=world.actor("manager"))
    browser.is_down = False

    with clock.frozen_at(clock.now() + timedelta(minutes=2)):
        timetable.push_due()

    assert browser.shown == []


def test_a_push_service_that_is_away_is_asked_again_until_it_is_no_news_any_more(
    world: World, browser: Browser
) -> None:
    browser.is_down = True
    told(world)
    browser.is_down = False

    timetable.push_due()
    at_once = len(browser.heard)
    with clock.frozen_at(clock.now() + timedelta(hours=2)):
        timetable.push_due()
    too_late = len(browser.heard)
    with clock.frozen_at(clock.now() + timedelta(minutes=2)):
        timetable.push_due()

    assert (at_once, too_late, len(browser.heard)) == (0, 0, 1)


def test_a_browser_that_forgot_us_is_forgotten(world: World, browser: Browser) -> None:
    browser.status = 410

    told(world)

    assert not Device.objects.exists()


def test_a_browser_is_allowed_on_the_page_and_taken_back_there(world: World) -> None:
    client, phone = world.client("manager"), Browser()

    client.post(f"{HERE}devices/", phone.said, headers={"User-Agent": ANDROID})
    page = client.get(HERE).content.decode()
    device = Device.objects.get()
    client.post(f"{HERE}devices/{device.pk}/removal/")

    assert (device.name, device.person) == ("Chrome on Android", world.person("manager"))
    assert "Chrome on Android" in page
    assert "Turn on notices on this device" in page
    assert not Device.objects.exists()


def test_one_browser_is_one_device_and_whoever_used_it_last_is_told(world: World) -> None:
    phone = Browser()

    for role in ("owner", "owner", "manager"):
        allow(world, role, phone)

    assert Device.objects.get().person == world.person("manager")


def test_the_newest_ten_devices_are_kept(world: World) -> None:
    for number in range(12):
        allow(world, "manager", Browser(endpoint=f"https://push.example/for/{number}"))

    kept = set(Device.objects.values_list("endpoint", flat=True))
    assert kept == {f"https://push.example/for/{number}" for number in range(2, 12)}


@pytest.mark.parametrize("wrong", [{"endpoint": "http://push.example/1"}, {"p256dh": "AAAA"}, {"auth": ""}])
def test_what_no_browser_would_say_is_refused(world: World, wrong: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        devices.add(
            world.person("manager"), name="", by=world.actor("manager"), **{**Browser().said, **wrong}
        )


def test_nobody_touches_somebody_else_s_device(world: World) -> None:
    device = allow(world, "manager", Browser())

    assert world.client("owner").post(f"{HERE}devices/{device.pk}/removal/").status_code == 404
    with pytest.raises(NotAllowed):
        devices.remove(device, by=world.actor("owner"))
    with pytest.raises(NotAllowed):
        devices.add(world.person("manager"), name="", by=world.actor("owner"), **Browser().said)


def test_a_device_inside_our_own_network_is_not_called(world: World) -> None:
    allow(world, "manager", Browser(endpoint="https://127.0.0.1/admin"))

    told(world)

    assert not Device.objects.exists()
