"""What the tests of creators start from."""

from tests.world import World
from waypost.loop.promotion.actions import creators
from waypost.loop.promotion.actions.creators import Facts, Look
from waypost.loop.promotion.domain.judging import Marked
from waypost.loop.promotion.models import Creator
from waypost.loop.strategy.models import Persona, Pillar
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.factories import accepted_strategy

ALL_WELL = {"fit": 5, "honest": 4, "craft": 4, "cost": 3}
"""A mark on each criterion of Tern & Tide."""


def noted(world: World, name: str = "Rosa Lind", **facts: object) -> Creator:
    """A creator whom somebody wrote down; accepts a strategy where none is current."""
    if current_version(world.workspace.pk) is None:
        accepted_strategy(world)
    said = {"network": "Instagram", "followers": 12_400, "interactions": 430, "asks_minor": 24_000, **facts}
    return creators.note(
        world.workspace,
        facts=Facts(name=name, **said),  # type: ignore[arg-type]
        by=world.actor("marketer"),
    )


def look_of(world: World, marks: dict[str, int] | None = None, **seen: object) -> Look:
    """What somebody sees who looks at everything and finds nothing wrong."""
    rows = {"workspace": world.workspace, "archived_at": None}
    return Look(
        personas=tuple(Persona.objects.filter(**rows)[:1]),
        pillars=tuple(Pillar.objects.filter(**rows)[:1]),
        marks={key: Marked(mark) for key, mark in (ALL_WELL if marks is None else marks).items()},
        **{"looked": True, **seen},  # type: ignore[arg-type]
    )


def looked_at(world: World, name: str = "Rosa Lind", **seen: object) -> Creator:
    """A creator at whom somebody looked."""
    return creators.look_at(noted(world, name), look=look_of(world, **seen), by=world.actor("marketer"))  # type: ignore[arg-type]


def shortlisted(world: World, name: str = "Rosa Lind", **seen: object) -> Creator:
    """A creator on the shortlist."""
    return creators.shortlist(looked_at(world, name, **seen), by=world.actor("marketer"))
