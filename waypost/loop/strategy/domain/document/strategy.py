"""The whole document."""

from typing import Literal

from pydantic import Field

from waypost.loop.strategy.domain.document.boundaries import Boundaries
from waypost.loop.strategy.domain.document.channel_role import ChannelRole
from waypost.loop.strategy.domain.document.competitor import Competitor
from waypost.loop.strategy.domain.document.creators import CreatorCriteria
from waypost.loop.strategy.domain.document.crisis import CrisisPlan
from waypost.loop.strategy.domain.document.funnel import FunnelStage
from waypost.loop.strategy.domain.document.goals import Goal, Objective
from waypost.loop.strategy.domain.document.hashtag_set import HashtagSet
from waypost.loop.strategy.domain.document.mix_rule import MixRule
from waypost.loop.strategy.domain.document.part import Keyed, Line, Part, Text, found
from waypost.loop.strategy.domain.document.persona import Persona
from waypost.loop.strategy.domain.document.pillar import Pillar
from waypost.loop.strategy.domain.document.visual_identity import VisualIdentity
from waypost.loop.strategy.domain.document.voice import Voice

CURRENT_SCHEMA = 2


class Strategy(Part):
    """Why a brand is there and how it goes about it. `schema` is the version of this shape."""

    schema_version: Literal[2] = Field(alias="schema")
    brand: Line
    purpose: Text = ""
    objectives: Keyed[Objective] = ()
    goals: Keyed[Goal] = ()
    personas: Keyed[Persona] = ()
    voice: Voice = Voice()
    visual_identity: VisualIdentity = VisualIdentity()
    pillars: Keyed[Pillar] = ()
    mix_rules: Keyed[MixRule] = ()
    channel_roles: Keyed[ChannelRole] = ()
    funnel_stages: Keyed[FunnelStage] = ()
    hashtag_sets: Keyed[HashtagSet] = ()
    competitors: Keyed[Competitor] = ()
    creator_criteria: CreatorCriteria = CreatorCriteria()
    boundaries: Boundaries = Boundaries()
    crisis_plan: CrisisPlan = CrisisPlan()

    def objective(self, key: str) -> Objective | None:
        """Give the objective called `key`, or None."""
        return found(self.objectives, key)

    def goal(self, key: str) -> Goal | None:
        """Give the goal called `key`, or None."""
        return found(self.goals, key)

    def persona(self, key: str) -> Persona | None:
        """Give the persona called `key`, or None."""
        return found(self.personas, key)

    def pillar(self, key: str) -> Pillar | None:
        """Give the pillar called `key`, or None."""
        return found(self.pillars, key)

    def channel_role(self, key: str) -> ChannelRole | None:
        """Give the role of the channel called `key`, or None."""
        return found(self.channel_roles, key)

    def funnel_stage(self, key: str) -> FunnelStage | None:
        """Give the funnel stage called `key`, or None."""
        return found(self.funnel_stages, key)
