"""The audience file's shape. Its JSON Schema is published in docs/audience.schema.json."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from waypost.networks.contract import Metric

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Factor = Annotated[float, Field(ge=0, le=100)]
Probability = Annotated[float, Field(ge=0, le=1)]
Hour = Annotated[int, Field(ge=0, le=24)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Weekday(StrEnum):
    """A day of the week; `number` counts from Monday as 0."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        return list(Weekday).index(self)


class Mood(StrEnum):
    """In which mood somebody speaks."""

    GLAD = "glad"
    CURIOUS = "curious"
    UNHAPPY = "unhappy"
    BORED = "bored"
    THANKFUL = "thankful"
    TELLING = "telling"


ANSWERABLE = (Mood.GLAD, Mood.CURIOUS, Mood.UNHAPPY, Mood.BORED)
"""The moods of comments. Thanks follow our answers; telling is a mention elsewhere."""


class Channel(_Part):
    """An account of the brand. `handle` begins with the key; `followers` is how many it has on the first day."""

    key: Key
    name: Words
    followers: Annotated[int, Field(ge=0)] = 0


class Topic(_Part):
    """A subject, recognised in a post by its words; a word also stands for its plural."""

    key: Key
    words: Annotated[tuple[Words, ...], Field(min_length=1)]


class Active(_Part):
    """Hours at which a persona looks, by the clock of the audience's zone; without days, on any."""

    days: tuple[Weekday, ...] = ()
    starts: Hour
    ends: Hour
    weight: Factor = 1.0


class Habits(_Part):
    """How often somebody who is fully interested does what: per time that they see a post; buys per click."""

    likes: Probability = 0.05
    comments: Probability = 0.002
    shares: Probability = 0.004
    clicks: Probability = 0.02
    buys: Probability = 0.0
    follows: Probability = 0.002


class Bores(_Part):
    """How many recent posts of one topic (or one format) halve what another one moves; 0 never bores."""

    topic: Factor = 0
    format: Factor = 0


class Persona(_Part):
    """Some of the people. `channels` says which share of them follows each channel, `elsewhere` any other account;
    `interests` how much a topic moves them and `formats` how much a format does (1 is usual); a topic that is not
    named is `otherwise`.

    `tires` is how many posts seen within about a week halve their attention; 0 never tires.
    """

    key: Key
    label: Words
    size: Annotated[int, Field(ge=1)]
    channels: Annotated[dict[Key, Probability], Field(min_length=1)]
    elsewhere: Probability = 0.0
    interests: dict[Key, Factor] = {}
    formats: dict[Key, Factor] = {}
    otherwise: Factor = 1.0
    active: tuple[Active, ...] = ()
    idle: Factor = 0.3
    tires: Factor = 0
    bores: Bores = Bores()
    moods: dict[Literal[Mood.GLAD, Mood.CURIOUS, Mood.UNHAPPY, Mood.BORED], Factor] = {Mood.GLAD: 1.0}
    habits: Habits = Habits()


class Change(_Part):
    """From a date on a persona likes other things; what is not named stays."""

    on: date
    persona: Key
    interests: dict[Key, Factor] = {}
    formats: dict[Key, Factor] = {}


class Season(_Part):
    """How many look in each month of the year, January first, and on each day of the week, Monday first."""

    months: Annotated[tuple[Factor, ...], Field(min_length=12, max_length=12)] = (1.0,) * 12
    weekdays: Annotated[tuple[Factor, ...], Field(min_length=7, max_length=7)] = (1.0,) * 7


class Noise(_Part):
    """How far one post's luck spreads (the standard deviation of its logarithm); counts are drawn on top of it."""

    posts: Annotated[float, Field(ge=0, le=3)] = 0.3


class Writer(_Part):
    """What the brand's own writer would say in a simulation: by pillar of the strategy, and for what the day brings.

    `closings` end the posts in turn, so that few are alike; without them the day stands at the end.
    """

    pillars: dict[Key, Annotated[tuple[Words, ...], Field(min_length=1)]]
    reactive: Annotated[tuple[Words, ...], Field(min_length=1)]
    answers: Annotated[tuple[Words, ...], Field(min_length=1)]
    closings: tuple[Words, ...] = ()
    link: str = ""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"“{name}” is not a time zone, such as Europe/Lisbon") from error
    return name


class Audience(_Part):
    """A whole audience file."""

    schema_version: Annotated[Literal[1], Field(alias="schema")] = 1
    name: Words
    zone: Annotated[str, AfterValidator(_known_zone)] = "UTC"
    begins_on: date
    strategy: Words
    capacity: Annotated[float, Field(gt=0, le=500)]
    worth: Annotated[dict[Metric, Factor], Field(min_length=1)]
    growth_per_week: Annotated[float, Field(ge=-0.05, le=0.05)] = 0.0
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    personas: Annotated[tuple[Persona, ...], Field(min_length=1)]
    changes: tuple[Change, ...] = ()
    season: Season = Season()
    noise: Noise = Noise()
    names: Annotated[tuple[Words, ...], Field(min_length=1)]
    says: dict[Mood, Annotated[tuple[Words, ...], Field(min_length=1)]]
    writer: Writer

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        topics = {topic.key for topic in self.topics}
        personas = {persona.key for persona in self.personas}
        channels = {channel.key for channel in self.channels}
        for persona in self.personas:
            _must_know("persona", persona.key, "topic", persona.interests.keys() - topics)
            _must_know("persona", persona.key, "channel", persona.channels.keys() - channels)
        for change in self.changes:
            _must_know("change of", str(change.on), "persona", {change.persona} - personas)
            _must_know("change of", str(change.on), "topic", change.interests.keys() - topics)
        if missing := set(Mood) - set(self.says):
            raise ValueError(f"nobody knows what to say when {', '.join(sorted(missing))}: fill “says”")
        if unmeasured := set(self.worth) - _WORTHY:
            raise ValueError(f"“worth” may name {', '.join(sorted(_WORTHY))}, not {', '.join(unmeasured)}")
        return self


_WORTHY = {
    Metric.IMPRESSIONS,
    Metric.LIKES,
    Metric.COMMENTS,
    Metric.SHARES,
    Metric.CLICKS,
    Metric.CONVERSIONS,
    Metric.FOLLOWERS,
}


def _must_know(kind: str, key: str, what: str, unknown: set[str]) -> None:
    if unknown:
        raise ValueError(f"the {kind} {key} names the {what} “{min(unknown)}”, which is not in the file")


def published_schema() -> dict[str, Any]:
    """The JSON Schema that docs/audience.schema.json holds."""
    schema = Audience.model_json_schema(by_alias=True)
    return {"$schema": DIALECT, "$id": "urn:waypost:audience:1", **schema, "title": "A simulated audience"}
