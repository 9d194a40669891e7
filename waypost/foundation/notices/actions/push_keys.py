"""The key by which push services know this installation, kept so that it outlives the secrets that it was derived from."""

from django.conf import settings
from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.domain import webpush
from waypost.foundation.notices.models import PushKey
from waypost.foundation.notices.queries import push_key
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed


@transaction.atomic
def rotate(*, by: Actor) -> PushKey:
    """Keep the key of now, encrypted with the newest secret, before the oldest one may be dropped."""
    if not by.is_system:
        raise NotAllowed("Keys are rotated in the terminal of the machine that Waypost runs on.")
    locked = settings.WAYPOST.vault.lock(webpush.written(push_key()))
    kept, _made = PushKey.objects.update_or_create(
        pk=1, defaults={"locked_key": locked}, create_defaults={"locked_key": locked, "kept_at": clock.now()}
    )
    record("push_key.rotated", kept, by=by)
    return kept
