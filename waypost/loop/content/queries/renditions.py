"""The pictures of a post as they leave on one network: as they are, or as they were made to fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from waypost.loop.content.domain.fitting import Recipe, recipes
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot
from waypost.loop.content.models import Rendition
from waypost.networks.contract import MediaRules


@dataclass(frozen=True)
class Wanted:
    """A picture, and what is to be done with it."""

    part: MediaPart
    recipe: Recipe

    @property
    def key(self) -> tuple[str, str]:
        return self.part.sha256, self.recipe.key


def wanted_of(snapshot: Snapshot, rules: MediaRules) -> list[Wanted | None]:
    """What is done with each picture of a variant; None for one that leaves as it is."""
    return [
        None if recipe is None else Wanted(part, recipe)
        for part, recipe in zip(snapshot.media, recipes(snapshot.media, rules, snapshot.format), strict=True)
    ]


def made_of(workspace_id: int, wanted: Iterable[Wanted | None]) -> dict[tuple[str, str], Rendition]:
    """Those of the wanted that were made already, by their keys; nothing is asked where nothing is wanted."""
    keys = {each.key for each in wanted if each is not None}
    if not keys:
        return {}
    found = Rendition.objects.filter(
        workspace_id=workspace_id,
        media__sha256__in={sha256 for sha256, _recipe in keys},
        recipe__in={recipe for _sha256, recipe in keys},
    ).select_related("media")
    by_key = {(each.media.sha256, each.recipe): each for each in found}
    return {key: each for key, each in by_key.items() if key in keys}


def as_they_leave(
    snapshot: Snapshot, wanted: Sequence[Wanted | None], made: Mapping[tuple[str, str], Rendition]
) -> tuple[MediaPart, ...]:
    """The pictures of a variant, those that were made to fit in the place of their own; the others as they are."""
    return tuple(
        part if each is None or each.key not in made else _instead(part, made[each.key])
        for part, each in zip(snapshot.media, wanted, strict=True)
    )


def unmade(wanted: Sequence[Wanted | None], made: Mapping[tuple[str, str], Rendition]) -> tuple[Wanted, ...]:
    """What is still to be made, each once."""
    return tuple({each.key: each for each in wanted if each is not None and each.key not in made}.values())


def _instead(part: MediaPart, made: Rendition) -> MediaPart:
    return replace(
        part,
        sha256=made.sha256,
        path=str(made.file),
        content_type=made.content_type,
        size=made.size,
        width=made.width,
        height=made.height,
        frames=1,
    )
