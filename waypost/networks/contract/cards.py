"""A network on one card: its limits, its options, and what it offers against sending twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from waypost.networks.contract.limits import Limit
from waypost.toolkit.wording import _

THREAD = "thread"
"""The option by which a writer asks for a thread; its value is "yes"."""
FIRST_COMMENT = "first_comment"
"""The option that holds what we say ourselves right under the post, once that is out."""
POLL = "poll"
"""The option that holds a poll's answers, one on each line."""
POLL_DAYS = "poll_days"
"""The option that says for how many days a poll is open."""


class Identity(StrEnum):
    """Which means a network offers against storing one post twice."""

    KEY = "key"
    """A key that we choose is the record's identity: the same key twice is one record, for ever."""
    HEADER = "header"
    """A key in a header, remembered for a while by some servers: never enough to send again."""
    TWO_PHASE = "two_phase"
    """A container or session made before its time; publishing it names that handle."""
    DUPLICATE_CHECK = "duplicate_check"
    """The server refuses what looks like a repeat; after a doubt that is evidence of presence."""
    NONE = "none"


class SignIn(StrEnum):
    """How a person connects an account."""

    TOKEN = "token"  # noqa: S105 (the kind of sign-in, not a secret)
    APP_PASSWORD = "app_password"  # noqa: S105
    OAUTH = "oauth"
    NONE = "none"


class TextUnit(StrEnum):
    """What a network counts when it limits a text."""

    GRAPHEMES = "graphemes"
    CHARACTERS = "characters"
    UTF16 = "utf16"
    BYTES = "bytes"
    WEIGHTED = "weighted"


class Ability(StrEnum):
    """What a network's folder can do, derived by the registry from the files that exist."""

    CONNECT = "connect"
    PUBLISH = "publish"
    CONVERSE = "converse"
    MEASURE = "measure"
    CHANGE = "change"


class Metric(StrEnum):
    """What networks count of a post or an account. The product's definitions of them live in analytics."""

    IMPRESSIONS = "impressions"
    REACH = "reach"
    LIKES = "likes"
    COMMENTS = "comments"
    SHARES = "shares"
    SAVES = "saves"
    CLICKS = "clicks"
    VIDEO_VIEWS = "video_views"
    CONVERSIONS = "conversions"
    FOLLOWERS = "followers"


Counts = Mapping[Metric, int]
"""Values at this moment; a metric that the network did not say is absent, never 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRules:
    """Limits on what may hang on one post. Sizes are bytes, `alt_limit` is characters."""

    images_max: int = 0
    image_bytes: int = 0
    image_types: tuple[str, ...] = ()
    videos_max: int = 0
    video_bytes: int = 0
    video_types: tuple[str, ...] = ()
    alt_limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRules:
    """Limits on a poll. `answer_limit` is characters; times are seconds."""

    answers_max: int = 4
    answer_limit: int = 50
    seconds_min: int = 300
    seconds_max: int = 2_629_746


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something beside the text that a writer may choose on one network; what is chosen is always words.

    `values` are what there is to choose from, each with what people read; without any it is free text, of several
    lines where `lines` says so. `counts` says that its words count with the text, `every_part` that it goes with each
    part of a thread and with the first comment, not with the post alone.
    """

    name: str
    label: str
    help: str = ""
    values: tuple[tuple[str, str], ...] = ()
    lines: bool = False
    counts: bool = False
    every_part: bool = False


FIRST_COMMENT_OPTION = Option(
    name=FIRST_COMMENT,
    label=_("First comment"),
    help=_("We say it right under the post ourselves, as soon as the post is out."),
    lines=True,
)
"""For the card of every network on which we can answer ourselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one server allows, where the servers of a network differ; None where it does not say.

    Sizes are bytes, times are seconds, the rest is counted as the card's own limits are.
    """

    text_limit: int | None = None
    link_length: int | None = None
    images_max: int | None = None
    image_bytes: int | None = None
    alt_limit: int | None = None
    poll_answers_max: int | None = None
    poll_answer_limit: int | None = None
    poll_seconds_min: int | None = None
    poll_seconds_max: int | None = None

    @classmethod
    def of(cls, said: Mapping[str, int]) -> Terms:
        """Build terms from plain values, leaving out what nobody knows any more and what cannot be a limit."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in said.items() if name in known and value > 0})

    def said(self) -> dict[str, int]:
        """Give what the server did say as plain values."""
        named = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A network in one place: limits, sign-in, and what it offers against sending twice.

    Durations are seconds. `deadline` bounds the one mutating call; `settles_after` is how long after that
    deadline a second look must wait before "absent" may be believed; `skew` is how far the network's clock
    may stand from ours. `home` is the server where most accounts live, for a network of many servers; `threads`
    says that a text longer than the limit may go out in parts, with the option THREAD: all of them in one call where
    `thread_in_one_call`, else each part is a post of its own, sent under the one before. `options` are what a writer may choose beside the text; `polls` are the limits of the option POLL, where there is one.
    `limits` are how much it takes in a while, as it states it. `deletes` and `edits` say what may be done to a post
    that is out (`change.py`).
    """

    name: str
    label: str
    text_limit: int
    text_unit: TextUnit
    formats: tuple[str, ...]
    media: MediaRules
    sign_in: SignIn
    offers: Identity
    findable: bool
    docs_url: str
    home: str = ""
    threads: bool = False
    thread_in_one_call: bool = False
    options: tuple[Option, ...] = ()
    polls: PollRules | None = None
    limits: tuple[Limit, ...] = ()
    post_metrics: tuple[Metric, ...] = ()
    account_metrics: tuple[Metric, ...] = ()
    measures_at_once: int = 25
    settles_after: float = 60.0
    deadline: float = 30.0
    skew: float = 60.0
    simulated: bool = False
    deletes: bool = False
    edits: bool = False

    def under(self, terms: Terms) -> Card:
        """This card with the limits of one server."""
        media, polls = self.media, self.polls
        return replace(
            self,
            text_limit=terms.text_limit or self.text_limit,
            media=replace(
                media,
                images_max=terms.images_max or media.images_max,
                image_bytes=terms.image_bytes or media.image_bytes,
                alt_limit=terms.alt_limit or media.alt_limit,
            ),
            polls=polls
            and PollRules(
                answers_max=terms.poll_answers_max or polls.answers_max,
                answer_limit=terms.poll_answer_limit or polls.answer_limit,
                seconds_min=terms.poll_seconds_min or polls.seconds_min,
                seconds_max=terms.poll_seconds_max or polls.seconds_max,
            ),
        )
