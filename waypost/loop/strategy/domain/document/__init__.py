"""Holds the strategy document as typed, frozen values, one file per noun.

Hands on `Strategy` and its parts. Never reads files and never judges what belongs together (see check.py).
"""

from waypost.loop.strategy.domain.document.boundaries import Boundaries, BoundaryTopic, Stance
from waypost.loop.strategy.domain.document.channel_role import ChannelRole, PostingTime
from waypost.loop.strategy.domain.document.competitor import Competitor
from waypost.loop.strategy.domain.document.creators import CreatorCriteria, Criterion
from waypost.loop.strategy.domain.document.crisis import (
    CrisisContact,
    CrisisLevel,
    CrisisPlan,
    EngageStep,
    EscalationStep,
    HoldingStatement,
    Queue,
    Way,
)
from waypost.loop.strategy.domain.document.funnel import FunnelStage
from waypost.loop.strategy.domain.document.goals import Goal, Objective
from waypost.loop.strategy.domain.document.hashtag_set import HashtagSet
from waypost.loop.strategy.domain.document.mix_rule import MixRule, Portion
from waypost.loop.strategy.domain.document.part import Item, Part
from waypost.loop.strategy.domain.document.persona import ActiveHours, Demographics, Persona
from waypost.loop.strategy.domain.document.pillar import Pillar
from waypost.loop.strategy.domain.document.strategy import CURRENT_SCHEMA, Strategy
from waypost.loop.strategy.domain.document.trigger import Against, Measure, Trigger
from waypost.loop.strategy.domain.document.visual_identity import Colour, Font, VisualIdentity
from waypost.loop.strategy.domain.document.voice import Rewrite, Tone, Trait, Voice
from waypost.loop.strategy.domain.document.week import Weekday

__all__ = [
    "CURRENT_SCHEMA",
    "ActiveHours",
    "Against",
    "Boundaries",
    "BoundaryTopic",
    "ChannelRole",
    "Colour",
    "Competitor",
    "CreatorCriteria",
    "CrisisContact",
    "CrisisLevel",
    "CrisisPlan",
    "Criterion",
    "Demographics",
    "EngageStep",
    "EscalationStep",
    "Font",
    "FunnelStage",
    "Goal",
    "HashtagSet",
    "HoldingStatement",
    "Item",
    "Measure",
    "MixRule",
    "Objective",
    "Part",
    "Persona",
    "Pillar",
    "Portion",
    "PostingTime",
    "Queue",
    "Rewrite",
    "Stance",
    "Strategy",
    "Tone",
    "Trait",
    "Trigger",
    "VisualIdentity",
    "Voice",
    "Way",
    "Weekday",
]
