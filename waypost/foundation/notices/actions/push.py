"""Showing a notice on the devices of the one whom it tells something."""

import json
import logging
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.conf import settings

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import devices
from waypost.foundation.notices.domain import webpush
from waypost.foundation.notices.models import Device, Notice
from waypost.foundation.notices.queries import push_key
from waypost.foundation.workspaces.queries import require
from waypost.toolkit import clock, http

log = logging.getLogger(__name__)

RETRY = timedelta(minutes=1)
LASTS = timedelta(hours=4)
"""How long a push service keeps it for a device that is switched off."""
GONE = {400, 401, 403, 404, 410}
"""The browser forgot us, or knows us by a key that is no more: it is allowed anew, or never."""
SECONDS = 10.0


def send(notice: Notice, *, by: Actor) -> Notice:
    """Push one notice to every device of its person. Claimed before it is sent; what failed is tried again.

    A device that got it already shows it once: the notice's own tag replaces it.
    """
    require(by, "workspace.edit", notice.workspace_id)
    if not Notice.objects.filter(pk=notice.pk, pushed_at=None).update(pushed_at=clock.now()):
        return notice
    message = {
        "title": notice.workspace.name,
        "body": notice.sentence,
        "url": notice.href or f"/{notice.workspace.slug}/notices/",
        "tag": f"notice-{notice.pk}",
    }
    key, theirs = push_key(), Device.objects.filter(person_id=notice.person_id)
    reached = [_push(device, message, key, by) for device in theirs]
    if all(reached):
        record("notice.pushed", notice, by=by, devices=len(reached))
    else:
        Notice.objects.filter(pk=notice.pk).update(pushed_at=None, push_due_at=clock.now() + RETRY)
        record("notice.push_failed", notice, by=by, devices=reached.count(False))
    return notice


def _push(device: Device, message: dict[str, str], key: EllipticCurvePrivateKey, by: Actor) -> bool:
    """Whether nothing is left to do for this device."""
    body = json.dumps(message, ensure_ascii=False).encode()
    headers = {
        "Authorization": webpush.authorization(device.endpoint, key=key, contact=_contact(), now=clock.now()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(LASTS.total_seconds())),
        "Urgency": "high",
    }
    content = webpush.encrypt(body, p256dh=device.p256dh, auth=device.auth)
    try:
        answer = http.fetch(
            "POST", device.endpoint, headers=headers, content=content, deadline_seconds=SECONDS
        )
    except http.AddressRefused:
        devices.remove(device, by=by)
        return True
    except http.HttpError as error:
        log.info("push.failed", extra={"device": device.pk, "error": type(error).__name__})
        return False
    if answer.status_code in GONE:
        devices.remove(device, by=by)
    return answer.is_success or answer.status_code in GONE


def _contact() -> str:
    """Where a push service would write if we troubled it."""
    address = settings.WAYPOST.address
    if address.startswith("https://"):
        return str(address)
    return f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}"
