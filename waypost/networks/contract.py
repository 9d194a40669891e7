"""What a network can do: dataclasses, the shapes of a network's modules, and three errors.

A network's folder holds `card.py` (CARD) and `text.py`, and any of `connect.py`, `publish.py`, `converse.py`,
`measure.py`: a missing file is a missing ability.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

DUPLICATE = "duplicate"
UNKNOWN_ACCOUNT = "unknown_account"
THREAD = "thread"
"""The option by which a writer asks for a thread; its value is "yes"."""


class NetworkError(Exception):
    """The root of the three errors that a network may raise on purpose."""

    reason: str


class Rejected(NetworkError):
    """A documented refusal: nothing is stored, and the same content will never be accepted.

    `code` is the network's own word, or DUPLICATE where it says that it already has this post: after a doubt
    that is evidence of presence; or UNKNOWN_ACCOUNT where the handle that a person typed is nobody's.
    """

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class TryLater(NetworkError):
    """Certainly nothing is stored; the same call may work in `after_seconds`."""

    def __init__(self, after_seconds: float, reason: str) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds
        self.reason = reason


class Disconnected(NetworkError):
    """Certainly nothing is stored; a person must connect the account again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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
class Card:
    """A network in one place: limits, sign-in, and what it offers against sending twice.

    Durations are seconds. `deadline` bounds the one mutating call; `settles_after` is how long after that
    deadline a second look must wait before "absent" may be believed; `skew` is how far the network's clock
    may stand from ours. `home` is the server where most accounts live, for a network of many servers; `threads`
    says that a text longer than the limit may go out in parts, all in one call, with the option THREAD.
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
    post_metrics: tuple[Metric, ...] = ()
    account_metrics: tuple[Metric, ...] = ()
    measures_at_once: int = 25
    settles_after: float = 60.0
    deadline: float = 30.0
    skew: float = 60.0
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One connected account. `server` is the address of its server, without a slash at the end."""

    remote_id: str
    handle: str
    server: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who a token belongs to, as the network says."""

    remote_id: str
    handle: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """An image or a video: a file, or its bytes. `sha256` is the hex digest of the bytes."""

    content_type: str
    sha256: str
    alt: str = ""
    path: Path | None = None
    content: bytes | None = field(default=None, repr=False)

    def read(self) -> bytes:
        """Return the bytes. Raises OSError when the file cannot be read."""
        if self.content is not None:
            return self.content
        assert self.path is not None, "a media file needs a path or its content"
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What is to appear, complete: rendered text, media, the key chosen before the first try.

    `key` is unique per publication and never changes, however often sending is tried. `link` is the tracked
    link that the text carries, or nothing; its code is unique per publication. `in_reply_to` is the remote id
    of the message that this answers, or nothing. `at` is the moment it is meant for, the same on every try.
    """

    text: str
    key: str
    media: tuple[MediaFile, ...] = ()
    format: str = "text"
    options: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    in_reply_to: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that can be done before the post is due, and whose result (a Handle) is kept."""

    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """The result of a step: an id at the network, and the moment it stops being good."""

    value: str
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A post as it stands on the network."""

    remote_id: str
    url: str


class Address(StrEnum):
    """How somebody speaks to us."""

    COMMENT = "comment"
    """Directly under one of our posts."""
    REPLY = "reply"
    """Under something that we or others said further down."""
    MENTION = "mention"
    """Elsewhere, with our name in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody on a network, as it shows them."""

    remote_id: str
    handle: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What somebody said to us. `root` is the remote id of the post at the top of the thread, where known."""

    remote_id: str
    address: Address
    by: Speaker
    text: str
    at: datetime
    url: str = ""
    in_reply_to: str = ""
    root: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """Some of what was said to us, oldest first; `cursor` continues after the last, `more` says that more waits."""

    messages: tuple[Arrival, ...]
    cursor: str
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPost:
    """A post as the account's own history shows it, whoever made it and with whatever app."""

    remote_id: str
    url: str
    text: str
    at: datetime
    format: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPosts:
    """A page of an account's own posts (no answers, no shares), newest first; `cursor` names the next, or nothing."""

    posts: tuple[PastPost, ...]
    cursor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A text measured as the network measures it."""

    length: int
    limit: int
    unit: TextUnit

    @property
    def over(self) -> int:
        """How much is too much; 0 when it fits."""
        return max(0, self.length - self.limit)


class ReadyCall(Protocol):
    """The one mutating call, connected and built, needing only to be written."""

    def send(self, seconds_left: float) -> Sent:
        """Write the call now and read the answer within `seconds_left`; at most once per object.

        Raises Rejected (documented refusal), TryLater or Disconnected (certainly nothing stored).
        Any other exception means that nobody knows whether the post exists.
        """

    def close(self) -> None:
        """Let go of the connection. Harmless twice, and after send."""


class Texts(Protocol):
    """A network's `text.py`."""

    def count(self, text: str) -> Count:
        """Measure a text as the network does."""

    def split(self, text: str) -> list[str]:
        """Cut a text into parts that each fit, never inside a grapheme or a link."""


class Connector(Protocol):
    """A network's `connect.py`."""

    def verify(self, account: Account) -> Profile:
        """Ask the network whose token this is. Raises Disconnected when it is good for nothing."""


class Publisher(Protocol):
    """A network's `publish.py`. Nothing here is visible to the public until `ReadyCall.send`."""

    def steps(self, account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
        """Say what must be done before `prepare`, in order."""

    def run_step(
        self, account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]
    ) -> Handle:
        """Do one step. Repeating a step is harmless; any other exception than the three means: try again."""

    def prepare(self, account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
        """Resolve, connect and build the call. Sends nothing that could make a post appear.

        Raises TryLater when the network cannot be reached, Rejected when the content cannot be accepted.
        """

    def find(
        self, account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]
    ) -> Sent | None:
        """Look for the post, excluding `known_ids` and what is older than `since`.

        None means that it looked properly and the post is not there. Raises when it could not look.
        A network whose card says `findable=False` raises NotImplementedError.
        """


class Conversation(Protocol):
    """A network's `converse.py`. Answers go out by its publisher, with `Outgoing.in_reply_to`."""

    def arrivals(self, account: Account, cursor: str) -> Arrivals:
        """Return what people said to us after `cursor`, at most a page; "" begins where the network begins.

        The same message may come twice; what we said ourselves does not come. Raises TryLater or Disconnected.
        """


class Measure(Protocol):
    """A network's `measure.py`. Raises TryLater or Disconnected."""

    def posts(self, account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
        """Return each post's counts now, for at most `card.measures_at_once` posts; one that is gone is absent."""

    def account(self, account: Account) -> Counts:
        """Return the account's own counts now."""

    def history(self, account: Account, cursor: str) -> PastPosts:
        """Return a page of the account's own posts, newest first; "" begins with the newest."""
