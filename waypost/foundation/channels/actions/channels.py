from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from waypost.foundation.channels.models import Channel, ChannelAccess
from waypost.foundation.channels.queries import free_key
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.networks import registry
from waypost.networks.contract import Account, Disconnected, Profile, Rejected, TryLater
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret


def connect(
    workspace: Workspace,
    *,
    network: str,
    server: str = "",
    token: Secret,
    name: str = "",
    key: str = "",
    by: Actor,
) -> Channel:
    """Ask the network whose account the token opens, and keep it as a channel; again for one that was disconnected."""
    require(by, "channel.connect", workspace.pk)
    if network not in registry.names():
        raise Refusal("Waypost does not know that network. Choose one from the list.", field="network")
    profile = _profile(network, server, token)
    return _keep(
        workspace, network=network, server=server, token=token, name=name, key=key, profile=profile, by=by
    )


@transaction.atomic
def disconnect(channel: Channel, *, by: Actor) -> Channel:
    """Forget the token; what is scheduled there is held until somebody connects it again."""
    require(by, "channel.connect", channel.workspace_id)
    channel.locked_token = ""
    channel.health = Channel.Health.DISCONNECTED
    channel.health_reason = "Disconnected by hand."
    channel.save(update_fields=["locked_token", "health", "health_reason"])
    record("channel.disconnected", channel, by=by)
    return channel


@transaction.atomic
def limit(member: Member, *, to: list[Channel], by: Actor) -> Member:
    """Limit a member to some channels; an empty list lifts the limit."""
    require(by, "member.manage", member.workspace_id)
    if any(channel.workspace_id != member.workspace_id for channel in to):
        raise Refusal("Those channels belong to another brand.", field="channels")
    ChannelAccess.objects.filter(member=member).delete()
    ChannelAccess.objects.bulk_create([ChannelAccess(member=member, channel=channel) for channel in to])
    member.limited = bool(to)
    member.save(update_fields=["limited"])
    record("member.limited", member, by=by, channels=[channel.pk for channel in to])
    return member


def _profile(network: str, server: str, token: Secret) -> Profile:
    account = Account(remote_id="", handle="", server=server, token=token.reveal())
    try:
        return registry.connector(network).verify(account)
    except Disconnected as error:
        raise Refusal(
            "The network does not accept that token. Copy it again and paste it whole.", field="token"
        ) from error
    except (Rejected, TryLater) as error:
        raise Refusal(f"The network did not answer as expected ({error}). Try again in a minute.") from error
    except OSError as error:
        raise Refusal(
            "The network cannot be reached. Check the address and try again.", field="server"
        ) from error


@transaction.atomic
def _keep(
    workspace: Workspace,
    *,
    network: str,
    server: str,
    token: Secret,
    name: str,
    key: str,
    profile: Profile,
    by: Actor,
) -> Channel:
    known = Channel.objects.filter(workspace=workspace, network=network, remote_id=profile.remote_id).first()
    called = (name or (known.name if known else "") or profile.name or profile.handle)[:80]
    channel = known or Channel(workspace=workspace, network=network, remote_id=profile.remote_id)
    if known is None:
        channel.key = free_key(workspace.pk, slugify(key or called)[:50] or network)
    channel.name = called
    channel.handle = profile.handle
    channel.server = server
    channel.locked_token = settings.WAYPOST.vault.lock(token.reveal())
    channel.health = Channel.Health.CONNECTED
    channel.health_reason = ""
    channel.simulated = registry.card(network).simulated
    try:
        channel.save()
    except IntegrityError as error:
        raise Refusal("That account is connected already. Reload the page to see it.") from error
    record("channel.connected", channel, by=by, network=network)
    return channel
