"""What the page of a version shows that only another version changes: drawn once, then shown to everybody again.

An accepted document never changes, and drawing these sections took a third of the page's time.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from waypost.loop.strategy.domain.document import FunnelStage, HashtagSet, Persona, Pillar, Strategy
from waypost.loop.strategy.domain.guidance import gaps
from waypost.loop.strategy.domain.reach import PersonaWeek, week_of
from waypost.loop.strategy.domain.read import strategy_in
from waypost.loop.strategy.domain.sections import SECTIONS, Section
from waypost.loop.strategy.domain.week_words import hours_in_words
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.views.labels import labels

AFTER_CHANNELS = ("funnel", "hashtags", "look", "competitors", "creators", "boundaries")


@dataclass(frozen=True)
class PersonaCard:
    """A persona with who they are, its hours and channels in words, and its week as a picture."""

    persona: Persona
    who: tuple[str, ...]
    hours: tuple[str, ...]
    channels: tuple[str, ...]
    week: PersonaWeek


@dataclass(frozen=True)
class StageLine:
    """A funnel stage with the pillars that serve it and the channels that do most of it."""

    stage: FunnelStage
    pillars: tuple[Pillar, ...]
    channels: tuple[str, ...]


@dataclass(frozen=True)
class HashtagLine:
    """A hashtag set with the names of where it belongs."""

    set: HashtagSet
    pillars: tuple[str, ...]
    channels: tuple[str, ...]


@dataclass(frozen=True)
class Still:
    """Sections as they are drawn, and how much each section of the document lacks."""

    purpose: SafeString
    personas: SafeString
    voice: SafeString
    after_channels: SafeString
    lacking: tuple[tuple[Section, int], ...]


def still(version: StrategyVersion, slug: str, *, edits: bool) -> Still:
    """The sections of a version that stay as they are, for those who edit the strategy or only read it."""
    return _drawn(json.dumps(version.document), slug, edits)


@lru_cache(maxsize=64)
def _drawn(document: str, slug: str, edits: bool) -> Still:
    strategy = strategy_in(document)
    context = _context(strategy, slug, edits)

    def drawn(*parts: str) -> SafeString:
        each = [render_to_string(f"strategy/parts/{part}.html", context) for part in parts]
        return mark_safe("".join(each))  # noqa: S308 - rendered by the engine just now

    return Still(
        drawn("purpose"),
        drawn("personas"),
        drawn("voice"),
        drawn(*AFTER_CHANNELS),
        tuple((section, len(gaps(section.name, strategy))) for section in SECTIONS),
    )


def _context(strategy: Strategy, slug: str, edits: bool) -> dict[str, Any]:
    topics = strategy.boundaries.topics
    return {
        "strategy": strategy,
        "workspace": {"slug": slug},
        "edits": edits,
        "sections": {section.name: section for section in SECTIONS},
        "personas": [_persona(persona, strategy) for persona in strategy.personas],
        "stages": [
            StageLine(
                stage,
                tuple(pillar for pillar in strategy.pillars if stage.key in pillar.funnel_stages),
                labels(strategy.channel_roles, stage.channels),
            )
            for stage in strategy.funnel_stages
        ],
        "hashtags": [
            HashtagLine(
                found, labels(strategy.pillars, found.pillars), labels(strategy.channel_roles, found.channels)
            )
            for found in strategy.hashtag_sets
        ],
        "never": [topic for topic in topics if topic.stance == "never"],
        "care": [topic for topic in topics if topic.stance == "care"],
    }


def _persona(persona: Persona, strategy: Strategy) -> PersonaCard:
    facts = persona.demographics
    who = (facts.situation, facts.ages, *facts.places, *facts.languages)
    return PersonaCard(
        persona,
        tuple(filter(None, who)),
        tuple(hours_in_words(hours) for hours in persona.active_hours),
        labels(strategy.channel_roles, persona.channels),
        week_of(persona, strategy),
    )
