"""The devices on which somebody is told at once."""

from urllib.parse import urlsplit

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.domain.webpush import are_keys
from waypost.foundation.notices.models import Device
from waypost.foundation.people.models import Person
from waypost.toolkit.refusal import NotAllowed, Refusal

AT_MOST = 10


@transaction.atomic
def add(person: Person, *, name: str, endpoint: str, p256dh: str, auth: str, by: Actor) -> Device:
    """Let a person be told on the browser that they allowed it on; the newest ten are kept."""
    if by.person_id != person.pk:
        raise NotAllowed("Everybody allows it on their own devices.")
    parts = urlsplit(endpoint)
    if parts.scheme != "https" or not parts.hostname or len(endpoint) > 1000 or not are_keys(p256dh, auth):
        raise Refusal("Your browser gave no address for notices. Reload the page and try again.")
    device, _ = Device.objects.update_or_create(
        endpoint=endpoint,
        defaults={"person": person, "name": name[:60], "p256dh": p256dh, "auth": auth},
    )
    record("device.added", device, by=by)
    kept = Device.objects.filter(person=person).values_list("pk", flat=True)[:AT_MOST]
    Device.objects.filter(person=person).exclude(pk__in=list(kept)).delete()
    return device


@transaction.atomic
def remove(device: Device, *, by: Actor) -> None:
    """Tell its person nothing on this device any more."""
    if by.person_id != device.person_id and not by.is_system:
        raise NotAllowed("That device is somebody else's.")
    record("device.removed", device, by=by)
    device.delete()
