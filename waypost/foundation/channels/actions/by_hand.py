"""Connecting an account on which a person posts, because no program may."""

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from waypost.foundation.channels.domain.networks import by_hand
from waypost.foundation.channels.models import Channel, ChannelAccess
from waypost.foundation.channels.queries import POSTS_BY_HAND, free_key, usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.permissions import roles_that_may, who_may
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.networks.contract import Card
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LONGEST = 100_000


@transaction.atomic
def connect(
    workspace: Workspace,
    *,
    network: str,
    handle: str,
    known_as: str = "",
    address: str = "",
    text_limit: int | None = None,
    kept_by: Member,
    again: Channel | None = None,
    by: Actor,
) -> Channel:
    """Keep an account as a channel on which `kept_by` posts by hand; `again` is the channel to be changed or revived.

    `known_as` is what its network is called, where Waypost has no card of that; `address` is what the person opens to post; `text_limit` is in graphemes, or the network's own when None.
    """
    access = require(by, "channel.connect", workspace.pk)
    if again is not None:
        usable_channel(access, again.pk)
        if not again.is_by_hand:
            raise Refusal("That channel is an account that Waypost posts on by itself. Choose another.")
    card = _card(network)
    known_as = known_as.strip()[:40] if card.named_by_account else ""
    _check(workspace, card, known_as, handle, address, kept_by)
    if text_limit is not None and not 0 < text_limit <= LONGEST:
        raise Refusal(f"A text has between 1 and {LONGEST:,} characters.", field="text_limit")
    channel = again or Channel(workspace=workspace)
    channel.network, channel.known_as, channel.handle = network, known_as, handle.strip()[:200]
    channel.remote_id = f"{slugify(known_as) or network}:{channel.handle.casefold()}"[:300]
    channel.name = channel.name or f"{channel.handle} on {known_as or card.label}"[:80]
    channel.key = channel.key or free_key(workspace.pk, slugify(channel.name)[:50] or network)
    channel.server = address.strip()
    channel.terms = {"text_limit": text_limit} if text_limit else {}
    channel.kept_by = kept_by
    channel.health, channel.health_reason = Channel.Health.CONNECTED, ""
    channel.health_changed_at = clock.now()
    try:
        with transaction.atomic():
            channel.save()
    except IntegrityError as error:
        raise Refusal(
            "That account is a channel already. Choose it from the list.", field="handle"
        ) from error
    limited = [kept_by.pk] if kept_by.limited else []
    if again is None and access.limited and access.member_id is not None:
        limited.append(access.member_id)
    for member_id in limited:
        ChannelAccess.objects.get_or_create(member_id=member_id, channel=channel)
    record("channel.connected", channel, by=by, network=network)
    return channel


def _card(network: str) -> Card:
    found = next((card for card in by_hand() if card.name == network), None)
    if found is None:
        raise Refusal("Waypost posts on that network by itself. Connect the account instead.")
    return found


def _check(
    workspace: Workspace, card: Card, known_as: str, handle: str, address: str, kept_by: Member
) -> None:
    if card.named_by_account and not known_as:
        raise Refusal("Say what the network is called.", field="known_as")
    if not handle.strip():
        raise Refusal("Say what the account is called there.", field="handle")
    if address.strip() and not address.strip().startswith(("https://", "http://")):
        raise Refusal("Paste the whole address, with https:// in front.", field="address")
    if kept_by.workspace_id != workspace.pk:
        raise Refusal("That person is not a member of this brand. Choose one who is.", field="kept_by")
    if not kept_by.roles & roles_that_may(POSTS_BY_HAND):
        raise Refusal(
            f"Posting by hand takes {who_may(POSTS_BY_HAND)}. Choose one of these.", field="kept_by"
        )
