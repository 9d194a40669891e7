"""The document's sections as people see and edit them, and its lists of items; in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from waypost.loop.strategy.domain import document as d
from waypost.toolkit.wording import _


@dataclass(frozen=True)
class ItemList:
    """A list of items with keys: where it lies, and what one and many of them are called."""

    path: tuple[str, ...]
    model: type[d.Item]
    one: str
    many: str

    @property
    def a_new_one(self) -> str:
        """What adding one is called, such as “an objective”."""
        return f"an {self.one}" if self.one[0] in "aeiou" else f"a {self.one}"

    @property
    def name(self) -> str:
        """Its address in a patch, such as “crisis_plan.levels”."""
        return ".".join(self.path)

    def items(self, strategy: d.Strategy) -> Sequence[d.Item]:
        """The items of this list in a strategy."""
        here: Any = strategy
        for step in self.path:
            here = getattr(here, step)
        assert isinstance(here, tuple)
        return here


@dataclass(frozen=True)
class Section:
    """A part of the document that is edited at once. `fields` are fields of the document itself."""

    name: str
    title: str
    fields: tuple[str, ...]
    question: str


@dataclass(frozen=True)
class Reference:
    """A field of the items of list `at` that holds keys of the list `to`; `kind` names one of those in a sentence.

    It holds one key, several, or words by key.
    """

    at: str
    field: str
    to: str
    kind: str


SECTIONS: tuple[Section, ...] = (
    Section("purpose", _("Purpose"), ("brand", "purpose"), _("Why are we here at all?")),
    Section(
        "goals", _("Goals"), ("objectives", "goals"), _("What does the business want, and how would we know?")
    ),
    Section("personas", _("Personas"), ("personas",), _("Who are we here for?")),
    Section("voice", _("Voice"), ("voice",), _("How do we sound, always and in each situation?")),
    Section(
        "look",
        _("Visual identity"),
        ("visual_identity",),
        _("How would people recognise us without the name?"),
    ),
    Section(
        "pillars",
        _("Pillars"),
        ("pillars", "mix_rules"),
        _("What do we keep coming back to, and how much of each?"),
    ),
    Section(
        "channels", _("Channel roles"), ("channel_roles",), _("What is each channel for, and how often?")
    ),
    Section("funnel", _("Funnel"), ("funnel_stages",), _("Which steps do people take towards us?")),
    Section(
        "hashtags",
        _("Hashtag sets"),
        ("hashtag_sets",),
        _("Under which words do we want to be found, and where?"),
    ),
    Section(
        "competitors", _("Competitors"), ("competitors",), _("Who else could people turn to, and why us?")
    ),
    Section(
        "creators",
        _("Creator criteria"),
        ("creator_criteria",),
        _("Who do we work with, and what would make us say no?"),
    ),
    Section("boundaries", _("Boundaries"), ("boundaries",), _("What do we leave alone, and who decides?")),
    Section("crisis", _("Crisis plan"), ("crisis_plan",), _("What do we do when something goes wrong?")),
)

LISTS: tuple[ItemList, ...] = (
    ItemList(("objectives",), d.Objective, _("objective"), _("objectives")),
    ItemList(("goals",), d.Goal, _("goal"), _("goals")),
    ItemList(("personas",), d.Persona, _("persona"), _("personas")),
    ItemList(("voice", "traits"), d.Trait, _("trait"), _("traits")),
    ItemList(("voice", "tones"), d.Tone, _("tone"), _("tones")),
    ItemList(("visual_identity", "colours"), d.Colour, _("colour"), _("colours")),
    ItemList(("visual_identity", "fonts"), d.Font, _("font"), _("fonts")),
    ItemList(("pillars",), d.Pillar, _("pillar"), _("pillars")),
    ItemList(("mix_rules",), d.MixRule, _("mix rule"), _("mix rules")),
    ItemList(("channel_roles",), d.ChannelRole, _("channel role"), _("channel roles")),
    ItemList(("funnel_stages",), d.FunnelStage, _("funnel stage"), _("funnel stages")),
    ItemList(("hashtag_sets",), d.HashtagSet, _("hashtag set"), _("hashtag sets")),
    ItemList(("competitors",), d.Competitor, _("competitor"), _("competitors")),
    ItemList(("creator_criteria", "criteria"), d.Criterion, _("criterion"), _("criteria")),
    ItemList(("boundaries", "topics"), d.BoundaryTopic, _("topic"), _("topics")),
    ItemList(("crisis_plan", "levels"), d.CrisisLevel, _("crisis level"), _("crisis levels")),
    ItemList(("crisis_plan", "contacts"), d.CrisisContact, _("contact"), _("contacts")),
    ItemList(
        ("crisis_plan", "escalation"), d.EscalationStep, _("line of the matrix"), _("lines of the matrix")
    ),
    ItemList(
        ("crisis_plan", "holding_statements"),
        d.HoldingStatement,
        _("holding statement"),
        _("holding statements"),
    ),
    ItemList(
        ("crisis_plan", "engage_tree"), d.EngageStep, _("question of the tree"), _("questions of the tree")
    ),
)

REFERENCES: tuple[Reference, ...] = (
    Reference("goals", "objective", "objectives", _("an objective")),
    Reference("personas", "channels", "channel_roles", _("a channel role")),
    Reference("pillars", "personas", "personas", _("a persona")),
    Reference("pillars", "goals", "goals", _("a goal")),
    Reference("pillars", "funnel_stages", "funnel_stages", _("a funnel stage")),
    Reference("pillars", "adaptations", "channel_roles", _("a channel role")),
    Reference("funnel_stages", "channels", "channel_roles", _("a channel role")),
    Reference("hashtag_sets", "pillars", "pillars", _("a pillar")),
    Reference("hashtag_sets", "channels", "channel_roles", _("a channel role")),
    Reference("mix_rules", "pillars", "pillars", _("a pillar")),
    Reference("crisis_plan.levels", "decides", "crisis_plan.contacts", _("a contact")),
    Reference("crisis_plan.contacts", "backup", "crisis_plan.contacts", _("another contact")),
    Reference("crisis_plan.escalation", "level", "crisis_plan.levels", _("a crisis level")),
    Reference("crisis_plan.escalation", "contact", "crisis_plan.contacts", _("a contact")),
    Reference("crisis_plan.escalation", "bypass", "crisis_plan.contacts", _("a contact")),
    Reference("crisis_plan.holding_statements", "levels", "crisis_plan.levels", _("a crisis level")),
    Reference("crisis_plan.holding_statements", "variants", "channel_roles", _("a channel role")),
    Reference("crisis_plan.engage_tree", "yes_next", "crisis_plan.engage_tree", _("another question")),
    Reference("crisis_plan.engage_tree", "no_next", "crisis_plan.engage_tree", _("another question")),
)


def section_called(name: str) -> Section | None:
    """Give the section called `name`, or None."""
    return next((section for section in SECTIONS if section.name == name), None)


def section_of(field: str) -> Section:
    """Give the section that holds a field of the document."""
    return next(section for section in SECTIONS if field in section.fields)


def list_called(name: str) -> ItemList | None:
    """Give the list at an address such as “voice.traits”, or None."""
    return next((kind for kind in LISTS if kind.name == name), None)
