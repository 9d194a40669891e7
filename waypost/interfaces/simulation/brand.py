"""A brand to simulate: its audience file, the strategy that the file names, and the brand's plain writer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.problem import DocumentRefused
from waypost.loop.strategy.domain.yaml import read_yaml
from waypost.networks.sandbox.audience import Audience, AudienceRefused, read_audience
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

BRANDS = Path(__file__).parent / "brands"


@dataclass(frozen=True)
class Brand:
    """An audience and the strategy with which its brand begins."""

    audience: Audience
    strategy: Strategy

    @property
    def zone(self) -> str:
        return self.audience.zone

    def beginning(self, on: date) -> Brand:
        """The same brand, everything moved so that it begins on the Monday of that day."""
        begins_on = clock.start_of_week(on)
        days = begins_on - self.audience.begins_on
        changes = tuple(
            change.model_copy(update={"on": change.on + days}) for change in self.audience.changes
        )
        moved = self.audience.model_copy(update={"begins_on": begins_on, "changes": changes})
        return replace(self, audience=moved)


def read_brand(path: Path) -> Brand:
    """Read an audience file and the strategy beside it; a Refusal says what is wrong with either."""
    try:
        audience = read_audience(path)
        strategy = read_yaml((path.parent / audience.strategy).read_bytes())
    except AudienceRefused as refused:
        raise Refusal(f"{path} is no audience. {refused}") from refused
    except DocumentRefused as refused:
        problems = " ".join(map(str, refused.problems[:3]))
        raise Refusal(f"{audience.strategy} is no strategy. {problems}") from refused
    _must_fit(audience, strategy)
    return Brand(audience, strategy).beginning(audience.begins_on)


def _must_fit(audience: Audience, strategy: Strategy) -> None:
    keys = {channel.key for channel in audience.channels}
    for role in strategy.channel_roles:
        if role.key not in keys:
            raise Refusal(f"The strategy has the channel {role.key}, which the audience does not know.")
    for pillar in strategy.pillars:
        if pillar.key not in audience.writer.pillars:
            raise Refusal(
                f"The writer knows nothing to say of the pillar {pillar.key}. Fill “writer” in the file."
            )
    planned = sum(role.posts_per_week for role in strategy.channel_roles)
    if planned > audience.capacity:
        raise Refusal(f"The strategy plans {planned:g} posts a week; the capacity is {audience.capacity:g}.")
