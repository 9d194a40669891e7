from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.toolkit.refusal import NotAllowed

LOCKED = ("secret", "seed")
"""What allauth keeps encrypted: an app's secret, and the seed of recovery codes."""


@transaction.atomic
def rotate(factor: Authenticator, *, by: Actor) -> Authenticator:
    """Encrypt a second factor's secret with the newest key, after one was added to the keys of the installation."""
    if not by.is_system:
        raise NotAllowed("Keys are rotated in the terminal of the machine that Waypost runs on.")
    data = Authenticator.objects.select_for_update().get(pk=factor.pk).data
    locked = [name for name in LOCKED if name in data]
    if locked:
        factor.data = {**data, **{name: settings.WAYPOST.vault.rotate(data[name]) for name in locked}}
        factor.save(update_fields=["data"])
        record("second_factor.rotated", factor, by=by)
    return factor
