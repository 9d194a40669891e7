"""Starting a brand: three answers about size, five about the brand, a trade; out of it a strategy, channels and four weeks."""

from dataclasses import dataclass

from django.db import transaction

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import workspaces
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of, runs, workspaces_of
from waypost.interfaces.home.rehearsing import rehearsing_on, signed_up
from waypost.loop.planning.actions import briefs, ideas, quarters
from waypost.loop.planning.queries import open_slots
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.templates import BrandAnswers, Place, prompts
from waypost.loop.strategy.domain.templates import begin as strategy_of
from waypost.loop.strategy.examples import offered
from waypost.loop.strategy.examples import strategy_of as strategy_of_example
from waypost.loop.strategy.queries import pillars
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


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
    accounts = [(place, signed_up(answers.name, place)) for place in answers.places]
    with transaction.atomic():
        workspace = workspaces.found(
            person,
            name=answers.name,
            size=answers.size,
            timezone=answers.timezone,
            beside=_beside(by, answers.size),
            by=by,
        )
        connected = [rehearsing_on(workspace, place, account, by) for place, account in accounts]
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


def begin_from(person: Person, example: str, *, name: str, size: str, timezone: str) -> Workspace:
    """Make a brand that stands on a whole example: its strategy, a channel to rehearse on for each of its channel roles,
    and four weeks of slots. All of it or nothing."""
    by = Actor.of_person(person)
    strategy = strategy_of_example(example, name)
    if strategy is None:
        raise Refusal("This example is not here any more. Choose another one.", field="example")
    accounts = [(role, signed_up(name, role.label)) for role in strategy.channel_roles]
    with transaction.atomic():
        beside = _beside(by, size)
        workspace = workspaces.found(person, name=name, size=size, timezone=timezone, beside=beside, by=by)
        for role, account in accounts:
            rehearsing_on(workspace, role.label, account, by, key=role.key)
        label = next(each.label for each in offered() if each.name == example)
        note = f"From the example “{label}”, to be made our own."
        versions.adopt(workspace, strategy=strategy, note=note, by=by)
        quarters.roll(workspace, by=by)
    return workspace


def _beside(by: Actor, size: str) -> Workspace | None:
    """The brand beside which an agency's next one stands: one of its own, where this person runs all of them."""
    if size != Workspace.Size.AGENCY:
        return None
    agencies = workspaces_of(by).filter(size=Workspace.Size.AGENCY).select_related("organisation")
    return next((brand for brand in agencies if runs(by, brand.organisation)), None)


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
