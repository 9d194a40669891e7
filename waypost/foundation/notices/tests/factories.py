"""Devices on which members are told."""

from tests.world import World
from waypost.foundation.notices.actions import devices
from waypost.foundation.notices.models import Device
from waypost.foundation.notices.tests.browser import Browser


def device_of(world: World, role: str) -> Device:
    """The phone of the member with this role."""
    phone = Browser(endpoint=f"https://push.example/for/{world.person(role).pk}")
    return devices.add(world.person(role), name="Chrome on Android", by=world.actor(role), **phone.said)
