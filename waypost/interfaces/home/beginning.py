"""Starting a brand: three answers about size, five about the brand, a trade; out of it a strategy, channels and four weeks."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from waypost.foundation.channels.actions import channels
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import workspaces
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.planning.actions import briefs, ideas, quarters
from waypost.loop.planning.queries import open_slots
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.templates import BrandAnswers, Place, prompts
from waypost.loop.strategy.domain.templates import begin as strategy_of
from waypost.loop.strategy.queries import pillars
from waypost.networks.contract import Account, NetworkError
from waypost.networks.sandbox import connect as sandbox
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret


@dataclass(frozen=True)
class Answers:
    """What somebody says when they begin. `places` are names of networks where the brand is or wants to be."""

    name: str
    size: str
    timezone: str
    trade: str
    what: str
    for_whom: str
    want: str
    places: tuple[str, ...]
    posts_per_week: int


def size_of(*, hands: str, approval: bool, brands: str) -> str:
    """The size that three answers point to: alone without approval is solo, several brands are an agency."""
    if brands == "several":
        return str(Workspace.Size.AGENCY)
    if hands == "alone" and not approval:
        return str(Workspace.Size.SOLO)
    return str(Workspace.Size.TEAM)


def begin(person: Person, answers: Answers) -> Workspace:
    """Make the brand: workspace, rehearsal channels on the sandbox, strategy and four weeks of slots. All of it or nothing."""
    by = Actor.of_person(person)
    accounts = [(place, _account(answers.name, place)) for place in answers.places]
    with transaction.atomic():
        workspace = workspaces.found(
            person, name=answers.name, size=answers.size, timezone=answers.timezone, by=by
        )
        connected = [_connected(workspace, place, account, by) for place, account in accounts]
        told = BrandAnswers(
            brand=workspace.name,
            what=answers.what,
            for_whom=answers.for_whom,
            want=answers.want,
            where=tuple(Place(channel.key, channel.name, channel.network) for channel in connected),
            posts_per_week=answers.posts_per_week,
        )
        strategy = strategy_of(answers.trade, told)
        versions.adopt(workspace, strategy=strategy, note="The first strategy, from five answers.", by=by)
        quarters.roll(workspace, by=by)
        _first_ideas(workspace, answers.trade, by)
    return workspace


def _first_ideas(workspace: Workspace, trade: str, by: Actor) -> None:
    """The trade's first ideas: one as the brief of each pillar's next slot, the others for later."""
    access = access_of(by, workspace.pk)
    slots = list(open_slots(access, clock.now()))
    for pillar in pillars(access):
        first, *others = prompts(trade).get(pillar.key, ()) or ("",)
        slot = next((slot for slot in slots if slot.pillar_id == pillar.pk), None)
        if slot is not None and first:
            briefs.write(slot, message=first, by=by)
        for idea in others:
            ideas.capture(workspace, title=idea, pillar=pillar, by=by)


def _account(brand: str, place: str) -> Account:
    """An account of its own on the sandbox network for each place, under the first handle that is free."""
    wanted = slugify(f"{brand} {place}")[:30].strip("-") or "brand"
    server = settings.WAYPOST.sandbox_address
    for number in range(1, 50):
        handle = wanted if number == 1 else f"{wanted}-{number}"
        try:
            return sandbox.sign_up(server, handle, f"{brand} on {place}")
        except NetworkError as error:
            if getattr(error, "code", "") != "handle_taken":
                raise Refusal(
                    "The rehearsal network on this machine does not answer. Start Waypost with `waypost up` and try again."
                ) from error
    raise Refusal("That name is taken on the rehearsal network. Choose another one.", field="name")


def _connected(workspace: Workspace, place: str, account: Account, by: Actor) -> Channel:
    return channels.connect(
        workspace,
        network="sandbox",
        server=account.server,
        token=Secret(account.token),
        name=place,
        key=slugify(place),
        by=by,
    )
