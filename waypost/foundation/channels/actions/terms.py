from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.networks import registry
from waypost.networks.contract import Account, Disconnected, TryLater


def refresh(channel: Channel, *, by: Actor) -> Channel:
    """Ask the channel's own server what it allows now, and keep that; what it does not say stays as it was."""
    require(by, "channel.connect", channel.workspace_id)
    found = said_by(channel.network, channel.account)
    if found and found != channel.terms:
        _keep(channel, found, by=by)
    return channel


def said_by(network: str, account: Account) -> dict[str, int]:
    """What the account's server allows; nothing where all servers allow the same, or it does not say so now."""
    giver = registry.terms_giver(network)
    if giver is None:
        return {}
    try:
        return giver.terms(account).said()
    except (TryLater, Disconnected):
        return {}


@transaction.atomic
def _keep(channel: Channel, terms: dict[str, int], *, by: Actor) -> None:
    channel.terms = terms
    channel.save(update_fields=["terms"])
    record("channel.terms_changed", channel, by=by)
