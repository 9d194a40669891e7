from hashlib import sha256

from django.db.models import QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.planning.models import Subscription


def subscriptions(access: Access) -> QuerySet[Subscription]:
    """The calendars that this member lets other programs read, newest first."""
    mine = Subscription.objects.filter(workspace_id=access.workspace_id, member__pk=access.member_id or 0)
    return mine.select_related("member__person", "channel", "campaign")


def subscription_at(token: str) -> Subscription | None:
    """The subscription whose secret address ends with `token`, if it was not let go."""
    found = Subscription.objects.filter(fingerprint=fingerprint_of(token))
    return found.select_related("workspace", "member__person", "channel", "campaign").first()


def fingerprint_of(token: str) -> str:
    """What is kept of a secret address."""
    return sha256(token.encode()).hexdigest()
