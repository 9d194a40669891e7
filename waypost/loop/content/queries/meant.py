"""What a row of a table stands for in a brand."""

from dataclasses import dataclass

from waypost.foundation.channels.models import Channel
from waypost.loop.planning.models import Campaign, Slot
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar


@dataclass(frozen=True)
class Meant:
    """What a row means here. `problems` are sentences that keep it from being imported."""

    channels: tuple[Channel, ...] = ()
    pillar: Pillar | None = None
    persona: Persona | None = None
    goal: Goal | None = None
    funnel_stage: FunnelStage | None = None
    campaign: Campaign | None = None
    slot: Slot | None = None
    labels: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
