"""A network on one card: its limits, its options, and what it offers against sending twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from waypost.networks.contract.asked import Asked
from waypost.networks.contract.limits import Limit
from waypost.networks.contract.needs import Need
from waypost.networks.contract.writing import Look, TextRules
from waypost.toolkit.wording import _

THREAD = "thread"
"""The option by which a writer asks for a thread; its value is "yes"."""
FIRST_COMMENT = "first_comment"
"""The option that holds what we say ourselves right under the post, once that is out."""


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
    LISTEN = "listen"
    MEASURE = "measure"
    CHANGE = "change"
    DRILL = "drill"


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
class Shape:
    """What a picture or a video must measure in one format; 0 is no limit.

    Ratios are width by height, widths are pixels (`width_max` those of a picture), times are seconds, `video_bytes` what
    one video may weigh. `alike` says that all of a post are cut to the ratio of the first. `text_limit` is how much the
    text may measure in this format, as the card counts, where that differs; `wordless` says that nobody sees a text in it.
    """

    ratio_min: float = 0.0
    ratio_max: float = 0.0
    width_min: int = 0
    width_max: int = 0
    seconds_min: float = 0.0
    seconds_max: float = 0.0
    video_bytes: int = 0
    alike: bool = False
    text_limit: int = 0
    wordless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRules:
    """Limits on what may hang on one post; 0 is no limit.

    Sizes are bytes, `alt_limit` is characters, sides are pixels of the longer one, `image_pixels` those of a whole
    picture. `fetched` says that the network takes no bytes but fetches them, at an address that it can reach. Where the
    network wants other measures in one format than in another, `shapes` has them by the format.

    `mixed_max` is how many pictures and videos together may hang on one post; 0 where it is one kind or the other.
    `files_bytes` is what all of one post may weigh together. `moving_alone` says that a picture that moves is the only one
    of its post, `moving_bytes` what it may weigh where that is more than another picture.

    `video_frames` is frames a second; `captions` says that a video may bring its captions in files, `captions_max` in how
    many languages, `caption_bytes` how long each file may be. A video is sent as H.264 and AAC in an MP4, which all of them
    take. `text_limit` is how much the text beside them may measure, as the card counts; 0 where it is the card's own.
    """

    images_max: int = 0
    image_bytes: int = 0
    image_types: tuple[str, ...] = ()
    image_side: int = 0
    image_pixels: int = 0
    videos_max: int = 0
    video_bytes: int = 0
    video_types: tuple[str, ...] = ()
    video_side: int = 0
    video_frames: int = 0
    video_seconds: float = 0.0
    captions: bool = False
    captions_max: int = 0
    caption_bytes: int = 0
    mixed_max: int = 0
    files_bytes: int = 0
    moving_alone: bool = False
    moving_bytes: int = 0
    fetched: bool = False
    alt_limit: int = 0
    text_limit: int = 0
    shapes: Mapping[str, Shape] = field(default_factory=dict)

    def shape(self, form: str) -> Shape:
        """What is measured in a format."""
        return self.shapes.get(form, Shape())


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRules:
    """Limits on a poll. `answer_limit` is characters; times are seconds.

    `question_limit` is characters of the text's first line, where that line alone is the question; 0 where all of the
    text is. `rest_limit` is characters of what stands under that line; 0 where it is the card's own.
    """

    answers_max: int = 4
    answer_limit: int = 50
    seconds_min: int = 300
    seconds_max: int = 2_629_746
    question_limit: int = 0
    rest_limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something beside the text that a writer may choose on one network; what is chosen is always words.

    `values` are what there is to choose from, each with what people read; without any it is free text, of several
    lines where `lines` says so. `counts` says that its words count with the text, `every_part` that it goes with each
    part of a thread and with the first comment, not with the post alone. `required` says that nothing goes out without
    it, `limit` how many characters it may have (0: no limit).
    """

    name: str
    label: str
    help: str = ""
    values: tuple[tuple[str, str], ...] = ()
    lines: bool = False
    counts: bool = False
    every_part: bool = False
    required: bool = False
    limit: int = 0


FIRST_COMMENT_OPTION = Option(
    name=FIRST_COMMENT,
    label=_("First comment"),
    help=_("We say it right under the post ourselves, as soon as the post is out."),
    lines=True,
)
"""For the card of every network on which we can answer ourselves."""

COMMENT_BY_HAND = replace(
    FIRST_COMMENT_OPTION, help=_("Whoever posts it says this right under the post, as soon as it is out.")
)
"""The same where a person posts."""


def comment_by_hand(limit: int) -> Option:
    """The same where comments have a limit of their own, counted as the card counts."""
    return replace(COMMENT_BY_HAND, limit=limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one server allows, where the servers of a network differ; None where it does not say.

    Sizes are bytes, times are seconds, the rest is counted as the card's own limits are.
    """

    text_limit: int | None = None
    link_length: int | None = None
    images_max: int | None = None
    image_bytes: int | None = None
    image_pixels: int | None = None
    alt_limit: int | None = None
    video_bytes: int | None = None
    video_side: int | None = None
    video_frames: int | None = None
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

    Durations are seconds. `deadline` bounds the one mutating call; `settles_after` is how long after that deadline a
    second look must wait before "absent" may be believed; `skew` is how far the network's clock may stand from ours.
    `home` is the server where most accounts live, for a network of many servers; `threads` says that a text longer
    than the limit may go out in parts, with the option THREAD: all of them in one call where `thread_in_one_call`,
    else each part is a post of its own, sent under the one before. `options` are what a writer may choose beside the
    text; `polls` are the limits of the option POLL, where there is one. `comment_in_one_call` says that the first
    comment goes out with the post, not as a post of its own after it. `limits` are how much it takes in a while, as
    it states it. `needs` are the ways to post there and what each takes. `asks` are the boxes of the form in which a
    person brings an account, in their order; without any they are those of its kind of sign-in. `sign_in_beside` is a
    second kind, for whom the first does not do. Where a person consents on their own server, `consents` is the box in
    which they say where that is, and `wishes` what they are asked for there. `named_by_account` says that each
    account says itself what its network is called. `text_rules` are what a text may hold, `look` how it is shown.
    `deletes` and `edits` say what may be done to a post that is out (`change.py`). `past` says that the account's own
    posts can be read there; where not, `measure.py` has no `history`, and no `posts` where `post_metrics` is empty.
    """

    name: str
    label: str
    text_limit: int
    text_unit: TextUnit
    formats: tuple[str, ...]
    media: MediaRules
    docs_url: str
    sign_in: SignIn = SignIn.NONE
    sign_in_beside: SignIn = SignIn.NONE
    consents: Asked | None = None
    wishes: str = _("to read your posts and what people write to you, to write posts, to upload pictures")
    asks: tuple[Asked, ...] = ()
    offers: Identity = Identity.NONE
    findable: bool = False
    home: str = ""
    threads: bool = False
    thread_in_one_call: bool = False
    comment_in_one_call: bool = False
    needs: tuple[Need, ...] = ()
    text_rules: TextRules = field(default_factory=TextRules)
    look: Look = field(default_factory=Look)
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
    named_by_account: bool = False
    deletes: bool = False
    edits: bool = False
    past: bool = True

    @property
    def sign_ins(self) -> tuple[SignIn, ...]:
        """The kinds of sign-in that it offers, the one to choose first."""
        return tuple(each for each in (self.sign_in, self.sign_in_beside) if each is not SignIn.NONE)

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
                image_pixels=terms.image_pixels or media.image_pixels,
                alt_limit=terms.alt_limit or media.alt_limit,
                video_bytes=terms.video_bytes or media.video_bytes,
                video_side=terms.video_side or media.video_side,
                video_frames=terms.video_frames or media.video_frames,
            ),
            polls=polls
            and replace(
                polls,
                answers_max=terms.poll_answers_max or polls.answers_max,
                answer_limit=terms.poll_answer_limit or polls.answer_limit,
                seconds_min=terms.poll_seconds_min or polls.seconds_min,
                seconds_max=terms.poll_seconds_max or polls.seconds_max,
            ),
        )
