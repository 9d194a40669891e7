"""One busy brand to measure on: people, channels on the sandbox and a strategy with a role for each of them."""

from dataclasses import dataclass

from django.conf import settings

from benchmarks import PASSWORD, SLUG
from benchmarks.brand_keys import keys, token
from benchmarks.home import REPOSITORY
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import HeldRole, Member, Organisation, Workspace
from waypost.loop.publishing.models import Lane
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.yaml import read_yaml
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar, StrategyVersion

NAMED = 60
"""How many channels a strategy gives a role at most; the others are used without one."""
ROLES = (Role.OWNER, Role.STRATEGIST, Role.MANAGER, Role.CONTRIBUTOR, Role.APPROVER, Role.VIEWER)


@dataclass(frozen=True)
class Brand:
    """What posts are hung on."""

    workspace: Workspace
    member: Member
    channels: list[Channel]
    pillars: list[Pillar]
    personas: list[Persona]
    goals: list[Goal]
    stages: list[FunnelStage]
    strategy: StrategyVersion


def build(channel_count: int) -> Brand:
    """Make the brand with this many channels; whose tokens are `token-<key>`."""
    organisation = Organisation.objects.create(name="Tern & Tide")
    workspace = Workspace.objects.create(
        organisation=organisation, name="Tern & Tide", slug=SLUG, timezone="Europe/Lisbon", size="team"
    )
    members = {role: _member(workspace, role) for role in ROLES}
    channels = [connected(workspace, key) for key in keys(channel_count)]
    Lane.objects.bulk_create(Lane(workspace=workspace, channel=channel) for channel in channels)
    owner = Actor.of_person(members[Role.OWNER].person)
    version = versions.adopt(workspace, strategy=_strategy(channels[:NAMED]), by=owner)
    return Brand(
        workspace,
        members[Role.MANAGER],
        channels,
        list(Pillar.objects.filter(workspace=workspace)),
        list(Persona.objects.filter(workspace=workspace)),
        list(Goal.objects.filter(workspace=workspace)),
        list(FunnelStage.objects.filter(workspace=workspace)),
        version,
    )


def _member(workspace: Workspace, role: Role) -> Member:
    person = Person.objects.create_user(
        f"{role.value}@tern.example", PASSWORD, name=f"{role.value.title()} Vale"
    )
    member = Member.objects.create(workspace=workspace, person=person)
    HeldRole.objects.create(member=member, role=role)
    return member


def connected(workspace: Workspace, key: str, handle: str = "") -> Channel:
    """A channel on the sandbox that is called by its key; two brands cannot have one handle."""
    return Channel.objects.create(
        workspace=workspace,
        key=key,
        network="sandbox",
        name=f"The {key.replace('-', ' ')} of Tern & Tide",
        handle=handle or key,
        remote_id=handle or key,
        server=settings.WAYPOST.sandbox_address,
        locked_token=settings.WAYPOST.vault.lock(token(handle or key)),
        simulated=True,
    )


def _strategy(channels: list[Channel]) -> object:
    example = read_yaml((REPOSITORY / "docs/examples/tern-and-tide.yaml").read_bytes())
    document = example.model_dump(mode="json")
    roles = document["channel_roles"]
    document["channel_roles"] = [
        {**roles[number % len(roles)], "key": channel.key, "label": channel.name}
        for number, channel in enumerate(channels)
    ]
    return strategy_from(document)
