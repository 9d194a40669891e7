"""Let other programs read the calendar at a secret address, and no longer."""

import secrets
from datetime import timedelta

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.models import Campaign, Subscription
from waypost.loop.planning.queries.subscriptions import fingerprint_of
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

MOST = 20
SEEN_EVERY = timedelta(hours=1)


@transaction.atomic
def subscribe(
    workspace: Workspace,
    *,
    by: Actor,
    channel: Channel | None = None,
    campaign: Campaign | None = None,
    is_mine: bool = False,
) -> tuple[Subscription, str]:
    """Make a secret address for the calendar as this member sees it, or for a part; returned once, never kept."""
    access = require(by, "plan.see", workspace.pk)
    if access.member_id is None:
        raise NotAllowed("Only a member of the brand subscribes to its calendar.")
    if channel is not None:
        usable_channel(access, channel.pk)
    if campaign is not None and campaign.workspace_id != workspace.pk:
        raise Refusal("That campaign belongs to another brand. Choose one of this brand's.", field="part")
    if Subscription.objects.filter(member_id=access.member_id).count() >= MOST:
        raise Refusal(f"You have {MOST} of these addresses. Revoke one first.")
    token = secrets.token_urlsafe(32)
    made = Subscription.objects.create(
        workspace=workspace,
        member_id=access.member_id,
        channel=channel,
        campaign=campaign,
        is_mine=is_mine,
        fingerprint=fingerprint_of(token),
    )
    record("calendar.subscribed", made, by=by)
    return made, token


@transaction.atomic
def let_go(subscription: Subscription, *, by: Actor) -> None:
    """From now on nobody reads the calendar at that address; only its member may say so, or an owner."""
    access = require(by, "plan.see", subscription.workspace_id)
    if access.member_id != subscription.member_id and not access.may("member.manage"):
        raise NotAllowed("This address is somebody else's. Ask them, or an owner, to revoke it.")
    record("calendar.let_go", subscription, by=by)
    subscription.delete()


def note_read(subscription: Subscription) -> None:
    """Remember that a program read it, to the hour."""
    now = clock.now()
    if subscription.read_at is None or now - subscription.read_at > SEEN_EVERY:
        Subscription.objects.filter(pk=subscription.pk).update(read_at=now)
