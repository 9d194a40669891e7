from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from waypost.foundation.channels.models import Application, Channel, Quota, TokenLife
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.domain.permissions import roles_that_may
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import HeldRole, Member
from waypost.foundation.workspaces.prepared import Prepared, Question
from waypost.foundation.workspaces.queries import members
from waypost.networks import registry
from waypost.networks.contract import SignIn
from waypost.toolkit.refusal import NotAllowed, Refusal

POSTS_BY_HAND = "publication.post"


def channels(access: Access) -> QuerySet[Channel]:
    """The channels of the workspace that this member may use; everything else about channels starts here."""
    found = Channel.objects.filter(workspace_id=access.workspace_id)
    if access.limited:
        assert access.member_id is not None, "only members are limited"
        return found.filter(accesses__member_id=access.member_id)
    else:
        return found


def every_channel(access: Access) -> list[Channel]:
    """The channels that this member may use, by name: for pages that show them all."""
    return _CHANNELS.rows(access)


_CHANNELS = Prepared(channels)


class NamedChannel(NamedTuple):
    """A channel as a page names it and finds it in a strategy."""

    id: int
    key: str
    name: str
    network: str


def named_channels(access: Access) -> list[NamedChannel]:
    """The channels that this member may use, by name, as names: for pages that only say where something goes."""
    return [NamedChannel(*row) for row in _NAMED.rows(access)]


_NAMED = Prepared(lambda access: channels(access).values_list("pk", "key", "name", "network"))


def channel_names(access: Access) -> list[tuple[int, str]]:
    """Id and name of the channels that this member may use, by name: for choosing one."""
    return _NAMES.rows(access)


_NAMES = Prepared(lambda access: channels(access).values_list("pk", "name"))


def usable_channel(access: Access, channel_id: int) -> Channel:
    """The channel of this id, if the member may use it; a NotAllowed otherwise."""
    channel = channels(access).filter(pk=channel_id).first()
    if channel is None:
        raise NotAllowed(
            "You do not work on that channel. Choose one of yours, or ask an owner to add you to it."
        )
    return channel


def channel_by_key(workspace_id: int, key: str) -> Channel | None:
    """The channel that a strategy calls `key`, if one is connected under that key."""
    return Channel.objects.filter(workspace_id=workspace_id, key=key).first()


def free_key(workspace_id: int, wanted: str) -> str:
    """`wanted`, or with a number behind it, so that no channel of the workspace has it yet."""
    taken = set(
        Channel.objects.filter(workspace_id=workspace_id, key__startswith=wanted).values_list(
            "key", flat=True
        )
    )
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    if len(key) > 60:
        raise Refusal("That name is too long for a channel. Shorten it to 50 characters.", field="name")
    return key


def connected_channels() -> QuerySet[Channel]:
    """Every channel of the installation that has a token: for the one who rotates keys."""
    return Channel.objects.exclude(locked_token="").order_by("pk")


def keepers(access: Access) -> list[Member]:
    """Who may be the one that posts by hand: members who hold the permission, by name."""
    return [each for each in members(access) if each.roles & roles_that_may(POSTS_BY_HAND)]


def keeper_of(channel: Channel) -> Member | None:
    """Who posts on a channel by hand: the member it was given to, or an owner where that one left or may not any more."""
    return keepers_of(channel.workspace_id, {channel.pk: channel.kept_by_id}).get(channel.pk)


def keepers_of(workspace_id: int, kept_by: Mapping[int, int | None], **also: Combinable) -> dict[int, Member]:
    """The same for several channels of a brand, by the members they were given to: one query.

    `also` is what else is to be known of each keeper, as a part of it.
    """
    held = HeldRole.objects.filter(member=OuterRef("pk"))
    able = [role.value for role in roles_that_may(POSTS_BY_HAND)]
    found = Member.objects.filter(Exists(held.filter(role__in=able)), workspace_id=workspace_id)
    owns = Exists(held.filter(role=Role.OWNER.value))
    wanted = [member_id for member_id in kept_by.values() if member_id is not None]
    rows = (
        found.filter(owns | Q(pk__in=wanted), person__is_active=True)
        .annotate(owns=owns, **also)
        .select_related("person")
        .order_by("joined_at", "pk")
    )
    members = {row.pk: row for row in rows}
    owner = next((row for row in rows if row.owns), None)
    keepers = {channel_id: members.get(member_id or 0, owner) for channel_id, member_id in kept_by.items()}
    return {channel_id: keeper for channel_id, keeper in keepers.items() if keeper is not None}


def channels_of_member(member: Member) -> QuerySet[Channel]:
    """The channels that a limited member may use."""
    return Channel.objects.filter(accesses__member=member)


def channels_among(workspace_id: int, channel_ids: list[int]) -> QuerySet[Channel]:
    """The channels of these ids that the workspace still has; ids of anything else are left out."""
    return Channel.objects.filter(workspace_id=workspace_id, pk__in=channel_ids)


def application_at(network: str, server: str, redirect_uri: str) -> Application | None:
    """What a server calls this installation, if it was told."""
    return Application.objects.filter(network=network, server=server, redirect_uri=redirect_uri).first()


def described_as(network: str, address: str) -> dict[str, Any] | None:
    """What this installation says of itself to a network's servers at an address; None where it says nothing there."""
    if network not in registry.names() or SignIn.OAUTH not in registry.card(network).sign_ins:
        return None
    described = registry.described(network)
    found = Application.objects.filter(network=network, server="", client_id=address).first()
    if described is None or found is None:
        return None
    return dict(described.description(found.known_as, found.redirect_uri))


def applications() -> QuerySet[Application]:
    """Every name by which servers know this installation: for the one who rotates keys."""
    return Application.objects.order_by("pk")


def with_terms() -> QuerySet[Channel]:
    """The connected channels of the installation whose servers have terms of their own."""
    names = [name for name in registry.names() if registry.terms_giver(name) is not None]
    return connected_channels().filter(network__in=names, health=Channel.Health.CONNECTED)


def quotas_over(channel: Channel) -> QuerySet[Quota]:
    """What counts the limits that bind a channel: its own, and those of the installation at its server."""
    return _quotas(channel.pk, channel.network, channel.server)


def quotas_of(channels: Sequence[Channel]) -> QuerySet[Quota]:
    """What counts the limits of several channels, their own and those that they share with others."""
    servers = Q(channel=None, network__in={channel.network for channel in channels})
    return Quota.objects.filter(Q(channel__in=channels) | servers)


def has_quotas(channel: Channel) -> bool:
    """Whether anything was counted or heard of the limits that bind a channel."""
    return bool(_ANY_QUOTA.raw(channel=channel.pk, network=channel.network, server=channel.server))


def _quotas(channel: int, network: str, server: str) -> QuerySet[Quota]:
    return Quota.objects.filter(Q(channel_id=channel) | Q(channel=None, network=network, server=server))


_ANY_QUOTA = Question(
    lambda channel, network, server: _quotas(channel, network, server).values_list("pk")[:1],
    channel=int,
    network=str,
    server=str,
)


def kept_out_of(channel: Channel) -> set[int]:
    """The ids of people in the workspace who are limited to other channels."""
    limited = Member.objects.filter(workspace_id=channel.workspace_id, limited=True)
    return set(limited.exclude(channel_accesses__channel=channel).values_list("person_id", flat=True))


def tokens_due(now: datetime) -> QuerySet[TokenLife, int]:
    """Ids of channels about whose tokens the network is to be asked, the longest due first."""
    due = TokenLife.objects.filter(due_at__lte=now)
    return due.order_by("due_at").values_list("channel_id", flat=True)


def token_life(channel: Channel) -> TokenLife | None:
    """How long a channel's token is good; None where it does not end."""
    return TokenLife.objects.filter(channel=channel).first()


def ending(access: Access) -> set[int]:
    """The ids of connected channels that stop before long unless a person connects them again."""
    told = TokenLife.objects.filter(
        Q(renews=False) | Q(refused_at__isnull=False),
        warned_at__isnull=False,
        ends_at__isnull=False,
        channel__in=channels(access),
        channel__health=Channel.Health.CONNECTED,
    )
    return set(told.values_list("channel_id", flat=True))
