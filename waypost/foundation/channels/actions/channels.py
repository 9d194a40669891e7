import secrets
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from waypost.foundation.channels.actions import revocations, terms, tokens
from waypost.foundation.channels.actions.asking import asking
from waypost.foundation.channels.domain.networks import another_account, brought, opener, secret_of
from waypost.foundation.channels.domain.tokens import Grant
from waypost.foundation.channels.models import Channel, ChannelAccess
from waypost.foundation.channels.queries import channel_by_key, free_key, usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.networks import registry
from waypost.networks.contract import Account, Profile, Rejected
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret


def connect(
    workspace: Workspace,
    *,
    network: str,
    server: str = "",
    handle: str = "",
    token: Secret | Grant,
    name: str = "",
    key: str = "",
    again: Channel | None = None,
    by: Actor,
) -> Channel:
    """Ask the network whose account the token opens, and keep it as a channel.

    `handle` says whose it is, where the network asks for that beside the token, which a person brought or a network
    granted. `again` is the channel that is to be connected anew: the token must open the same account; or one on which
    a person posted by hand until now.
    """
    access = require(by, "channel.connect", workspace.pk)
    if again is not None:
        usable_channel(access, again.pk)
    by_consent = isinstance(token, Grant)
    access_token = token.reveal() if isinstance(token, Secret) else token.token.access
    with asking(secret_of(network, by_consent=by_consent)):
        server = _server(network, server)
        asked = Account(remote_id="", handle=handle.strip(), server=server, token=access_token)
        profile = registry.connector(network).verify(asked)
        grant = token if isinstance(token, Grant) else brought(network, asked)
    by_hand = again if again is not None and again.is_by_hand else None
    if again is not None and by_hand is None and again.remote_id != profile.remote_id:
        sentence = another_account(network, by_consent=by_consent, found=profile.handle, wanted=again.handle)
        raise Refusal(sentence, field="token")
    account = replace(
        asked, remote_id=profile.remote_id, handle=profile.handle, server=profile.server or asked.server
    )
    said = terms.said_by(network, account)
    with transaction.atomic():
        if by_hand is not None:
            _hand_on(by_hand, network, profile)
        return _keep(workspace, network, account, profile, grant, said=said, name=name, key=key, by=by)


def open_account(workspace: Workspace, *, network: str, name: str, key: str = "", by: Actor) -> Channel:
    """Open an account on a network where a program may do that, and connect it: the sandbox, in one click."""
    require(by, "channel.connect", workspace.pk)
    with asking():
        found = opener(network)
        if found is None:
            raise Refusal("Open an account on that network yourself, then connect it here.")
        server = _server(network, "")
        wanted = slugify(key or name)[:30] or "brand"
        try:
            account = found.sign_up(server, wanted, name)
        except Rejected:
            account = found.sign_up(server, f"{wanted}-{secrets.token_hex(2)}", name)
        grant = brought(network, account)
    profile = Profile(remote_id=account.remote_id, handle=account.handle, name=name)
    return _keep(workspace, network, account, profile, grant, said={}, name=name, key=key, by=by)


@transaction.atomic
def rename(channel: Channel, *, name: str, key: str, by: Actor) -> Channel:
    """Change what a channel is called here, and the key by which a strategy names it."""
    usable_channel(require(by, "channel.connect", channel.workspace_id), channel.pk)
    name, key = name.strip()[:80], slugify(key)[:60]
    if not name:
        raise Refusal("Give the channel a name.", field="name")
    holder = channel_by_key(channel.workspace_id, key)
    if not key or (holder is not None and holder.pk != channel.pk):
        raise Refusal("Another channel has that key. Choose a different one.", field="key")
    channel.name, channel.key = name, key
    channel.save(update_fields=["name", "key"])
    record("channel.renamed", channel, by=by)
    return channel


def disconnect(channel: Channel, *, by: Actor) -> Channel:
    """Forget the token; what is scheduled there is held until somebody connects it again.

    Where the network takes tokens back it is told so afterwards, outside any transaction.
    """
    usable_channel(require(by, "channel.connect", channel.workspace_id), channel.pk)
    given = revocations.given(channel)
    found = _disconnect(channel, by=by)
    if given is not None:
        revocations.take_back(given)
    return found


@transaction.atomic
def _disconnect(channel: Channel, *, by: Actor) -> Channel:
    channel = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    tokens.end_life(channel)
    channel.health = Channel.Health.DISCONNECTED
    channel.health_reason = f"{by.label} disconnected it."[:300]
    channel.health_changed_at = clock.now()
    channel.save(
        update_fields=["locked_token", "token_epoch", "health", "health_reason", "health_changed_at"]
    )
    record("channel.disconnected", channel, by=by)
    return channel


def _server(network: str, server: str) -> str:
    """Where the network's server is: a simulated one is always this installation's own."""
    if registry.card(network).simulated:
        return str(settings.WAYPOST.sandbox_address)
    else:
        return server.strip().rstrip("/")


def _hand_on(channel: Channel, network: str, profile: Profile) -> None:
    """Let Waypost post where a person did: what is scheduled there stays, and goes out by itself."""
    taken = Channel.objects.filter(
        workspace_id=channel.workspace_id, network=network, remote_id=profile.remote_id
    )
    if taken.exists():
        raise Refusal("That account is a channel already. Choose it from the list.", field="token")
    changed: dict[str, Any] = {"known_as": "", "kept_by": None, "terms": {}}
    Channel.objects.filter(pk=channel.pk).update(network=network, remote_id=profile.remote_id, **changed)


@transaction.atomic
def _keep(
    workspace: Workspace,
    network: str,
    account: Account,
    profile: Profile,
    grant: Grant,
    *,
    said: dict[str, int],
    name: str,
    key: str,
    by: Actor,
) -> Channel:
    access = require(by, "channel.connect", workspace.pk)
    same = Channel.objects.filter(workspace=workspace, network=network, remote_id=profile.remote_id)
    known = same.select_for_update().first()
    if known is not None:
        usable_channel(access, known.pk)
    channel = known or Channel(workspace=workspace, network=network, remote_id=profile.remote_id)
    channel.name = (name or channel.name or profile.name or profile.handle)[:80]
    channel.key = channel.key or free_key(workspace.pk, slugify(key or channel.name)[:50] or network)
    channel.handle = profile.handle
    channel.server = account.server
    tokens.put(channel, grant)
    channel.health = Channel.Health.CONNECTED
    channel.health_reason = ""
    channel.health_changed_at = clock.now()
    channel.simulated = registry.card(network).simulated
    channel.terms = said or channel.terms
    try:
        with transaction.atomic():
            channel.save()
    except IntegrityError as error:
        raise Refusal("That account is connected already. Reload the page to see it.") from error
    tokens.begin_life(channel, grant)
    if known is None and access.limited and access.member_id is not None:
        ChannelAccess.objects.create(member_id=access.member_id, channel=channel)
    record("channel.connected", channel, by=by, network=network)
    return channel
