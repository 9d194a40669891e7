"""What a brand as a file is made of: each thing that can go elsewhere, and what it may hold.

It holds no person, no token and no conversation: those belong to the installation, or to somebody.
"""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from waypost.networks.contract import Metric

Word = Annotated[str, Field(max_length=160)]
Long = Annotated[str, Field(max_length=20_000)]
Key = Annotated[str, Field(max_length=120)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, le=2**62)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Settings(Part):
    """How the brand is set."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    timezone: Key
    locale: Key
    currency: Key
    size: Literal["solo", "team", "agency"]
    strategy_check: Literal["suggest", "warn", "stop"]
    grace_minutes: Annotated[int, Field(ge=0, le=24 * 60)]
    waiting_may_be_overtaken: bool = True


class Campaign(Part):
    """A campaign that has not ended."""

    key: Key
    name: Annotated[str, Field(max_length=120)]
    message: Annotated[str, Field(max_length=1000)] = ""
    goal: Key = ""
    hue: Annotated[int, Field(ge=1, le=8)]
    starts_on: date
    ends_on: date


class DaysOff(Part):
    """Days without posts."""

    starts_on: date
    ends_on: date
    reason: Annotated[str, Field(max_length=120)]


class Idea(Part):
    """An idea that waits."""

    title: Word
    note: Annotated[str, Field(max_length=4000)] = ""
    link: Annotated[str, Field(max_length=1000, pattern=r"^(https?://\S+)?$")] = ""
    pillar: Key = ""
    is_kept: bool = False


class Checkpoint(Part):
    """What has to be there by a day on the way to a post."""

    what: Annotated[str, Field(min_length=1, max_length=120)]
    on: date


class Brief(Part):
    """A slot to come with what is said about it. People are left out."""

    channel: Key
    on: date
    at: time
    format: Annotated[str, Field(max_length=60)] = ""
    pillar: Key = ""
    persona: Key = ""
    goal: Key = ""
    funnel_stage: Key = ""
    campaign: Key = ""
    title: Word = ""
    outcome: Annotated[str, Field(max_length=300)] = ""
    message: Annotated[str, Field(max_length=4000)] = ""
    call_to_action: Annotated[str, Field(max_length=200)] = ""
    specs: Annotated[str, Field(max_length=300)] = ""
    must: Annotated[str, Field(max_length=2000)] = ""
    never: Annotated[str, Field(max_length=2000)] = ""
    notes: Annotated[str, Field(max_length=4000)] = ""
    links: tuple[Annotated[str, Field(max_length=2000)], ...] = ()
    hashtags: Annotated[tuple[Annotated[str, Field(max_length=100)], ...], Field(max_length=60)] = ()
    checkpoints: Annotated[tuple[Checkpoint, ...], Field(max_length=8)] = ()


class Attached(Part):
    """A picture or video on a post, by the fingerprint of its bytes; blank words follow the library's."""

    sha256: Sha256
    alt: Long = ""


class Said(Part):
    """How a post is said on one channel, where that is not as everywhere."""

    channel: Key
    text: Long = ""
    format: Annotated[str, Field(max_length=60)] = ""


class Post(Part):
    """A post to come: its words, its pictures, its videos and its why. It arrives as a draft; somebody here approves it."""

    title: Word = ""
    body: Long = ""
    channels: tuple[Key, ...] = ()
    reactive: bool = False
    pillar: Key = ""
    persona: Key = ""
    goal: Key = ""
    funnel_stage: Key = ""
    campaign: Key = ""
    purpose: Literal["value", "promotional", "personal"] = "value"
    origin: Literal["created", "curated", "community", "partner"] = "created"
    on: date | None = None
    at: time | None = None
    variants: tuple[Said, ...] = ()
    pictures: tuple[Attached, ...] = ()


class Picture(Part):
    """A picture of the library; its bytes lie beside, under their fingerprint."""

    sha256: Sha256
    name: Annotated[str, Field(max_length=200)]
    alt: Long = ""


class Captions(Part):
    """What is heard in a video, written down in one language as WebVTT."""

    language: Annotated[str, Field(max_length=35)]
    content: Annotated[str, Field(max_length=1_000_000)]


class Video(Part):
    """A video of the library; its bytes lie beside, unless they found no room in the file. `poster` is a second of it."""

    sha256: Sha256
    name: Annotated[str, Field(max_length=200)]
    alt: Long = ""
    poster: Annotated[float, Field(ge=0)] = 0.0
    captions: Annotated[tuple[Captions, ...], Field(max_length=100)] = ()
    found_no_room: bool = False


class Followers(Part):
    """How many followed a channel at one moment."""

    channel: Key
    at: AwareDatetime
    followers: Count


class Tally(Part):
    """Where a goal stood on a day, as a person counted it."""

    goal: Key
    on: date
    value: float


class Result(Part):
    """A post that went out, with everything that was counted of it, oldest first."""

    channel: Key
    id: Annotated[str, Field(min_length=1, max_length=300)]
    at: AwareDatetime
    text: Annotated[str, Field(max_length=100_000)] = ""
    url: Annotated[str, Field(max_length=500, pattern=r"^(https?://\S+)?$")] = ""
    format: Annotated[str, Field(max_length=60)] = "text"
    pillar: Key = ""
    explained: bool = False
    reactive: bool = False
    told_by: Annotated[str, Field(max_length=60)] = ""
    followers: Count | None = None
    gone_at: AwareDatetime | None = None
    readings: Annotated[tuple[tuple[AwareDatetime, dict[Metric, Count]], ...], Field(max_length=2000)] = ()


class Version(Part):
    """A version of the strategy: since when, and why it came. What it says lies beside."""

    accepted_at: AwareDatetime
    note: Annotated[str, Field(max_length=300)] = ""


class Channel(Part):
    """A channel of the brand: which account it is, so that what comes from it stands under its name. No token."""

    key: Key
    name: Annotated[str, Field(max_length=80)]
    network: Annotated[str, Field(max_length=40)]
    handle: Annotated[str, Field(max_length=200)]
    address: Annotated[str, Field(max_length=300, pattern=r"^(https?://\S+)?$")] = ""
    text_limit: Annotated[int, Field(gt=0, le=100_000)] | None = None
    simulated: bool = False


KINDS: dict[str, type[Part]] = {
    "campaigns": Campaign,
    "days_off": DaysOff,
    "pictures": Picture,
    "videos": Video,
    "briefs": Brief,
    "posts": Post,
    "ideas": Idea,
    "tallies": Tally,
    "followers": Followers,
    "results": Result,
}
"""Everything that a file has many of, in the order in which one thing needs another."""


class Manifest(Part):
    """What a file says of itself: written last, read first."""

    waypost: Literal["brand"] = "brand"
    schema_version: Literal[2] = Field(default=2, alias="schema")
    made_on: date
    brand: Settings
    channels: Annotated[tuple[Channel, ...], Field(max_length=200)] = ()
    strategy: Annotated[tuple[Version, ...], Field(max_length=2000)] = ()
    counts: dict[Key, Count] = {}
