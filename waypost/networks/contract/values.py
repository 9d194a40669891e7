"""What travels between Waypost and a network: accounts, posts on their way out, what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from waypost.networks.contract.cards import TextUnit
from waypost.networks.contract.limits import Allowance, Spend


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One connected account. `server` is the address of its server, without a slash at the end."""

    remote_id: str
    handle: str
    server: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What opens an account, and how long it does: until `ends_at`, or for ever where there is no such moment.

    `renews` says that the network gives a new one for it ahead of its end; `refresh` is the second secret that some
    networks want for that. A renewal may be possible only once, so only one asks at a time.
    """

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    ends_at: datetime | None = None
    renews: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who a token belongs to, as the network says. `server` is where they live, if that is another than was asked."""

    remote_id: str
    handle: str
    name: str
    server: str = ""


class MediaLost(OSError):
    """The bytes of a picture or video are gone or are not what was approved; the message is for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """What is said in a video, as WebVTT; `language` is a BCP 47 tag such as "en" or "pt-BR"."""

    language: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """An image or a video: its bytes, or where they are got. `sha256` is the hex digest of the bytes.

    `width` and `height` are pixels as it is shown, `seconds` how long a video is; 0 where nobody knows. `poster` is the
    moment of a video, in seconds, whose picture stands for it; `captions` are those of a video. `focus` is what must stay
    in view where a network shows a part of it, in thousandths from the left and from the top.

    `source` gives the bytes piece by piece, anew each time it is called, `size` is how many they are; it raises MediaLost,
    or another OSError, where they cannot be read. `address` makes an address under which anybody may fetch them for an
    hour, for a network whose card says that it does.
    """

    content_type: str
    sha256: str
    alt: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    poster: float = 0.0
    focus: tuple[int, int] = (500, 500)
    captions: tuple[Captions, ...] = ()
    size: int = 0
    source: Callable[[], Iterable[bytes]] | None = field(default=None, repr=False, compare=False)
    address: Callable[[], str] | None = field(default=None, repr=False, compare=False)
    content: bytes | None = field(default=None, repr=False)

    def read(self) -> bytes:
        """Return the bytes, exactly those that were approved. Raises MediaLost where they are not there any more."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """The same piece by piece, for what is too large for the memory: without its last piece nothing is whole.

        That comes only once all of them are known to be those that were approved; else MediaLost is raised instead.
        """
        known, held = sha256(), b""
        for piece in self._found():
            if held:
                yield held
            known.update(piece)
            held = piece
        if known.hexdigest() != self.sha256:
            raise MediaLost(
                f"A {self._kind} of this post is damaged on this server. Take it off and add it again."
            )
        yield held

    @property
    def weight(self) -> int:
        """How many bytes it has."""
        return self.size if self.content is None else len(self.content)

    @property
    def _kind(self) -> str:
        return "video" if self.content_type.startswith("video/") else "picture"

    def _found(self) -> Iterator[bytes]:
        if self.content is not None:
            yield self.content
            return
        assert self.source is not None, "a media file needs a source or its content"
        try:
            yield from self.source()
        except MediaLost:
            raise
        except OSError as error:
            raise MediaLost(
                f"A {self._kind} of this post cannot be read on this server. Take it off and add it again."
            ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What is to appear, complete: rendered text, media, the key chosen before the first try.

    `key` is unique per publication and never changes, however often sending is tried. `link` is the tracked
    link that the text carries, or nothing; its code is unique per publication, and `leads_to` is the page behind it.
    `in_reply_to` is the remote id of the message that this answers, or nothing. `at` is the moment it is meant for, the
    same on every try. `made` holds, for a look afterwards, the results of the steps that were done for it, by their
    names: a network of two phases is asked about these.
    """

    text: str
    key: str
    media: tuple[MediaFile, ...] = ()
    format: str = "text"
    options: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    leads_to: str = ""
    in_reply_to: str = ""
    at: datetime | None = None
    made: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that can be done before the post is due, and whose result (a Handle) is kept.

    `spends` is what it uses of the network's limits.
    """

    name: str
    label: str
    spends: Spend = Spend.CALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """The result of a step: an id at the network, and the moment it stops being good."""

    value: str
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A post as it stands on the network. `allowances` is what the answer said is left of the network's limits."""

    remote_id: str
    url: str
    allowances: tuple[Allowance, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A text measured as the network measures it. `forbidden` are those of its characters that the network refuses."""

    length: int
    limit: int
    unit: TextUnit
    forbidden: str = ""

    @property
    def over(self) -> int:
        """How much is too much; 0 when it fits."""
        return max(0, self.length - self.limit)

    @property
    def valid(self) -> bool:
        """Whether the network takes the text: something, not too much, nothing that it refuses."""
        return 0 < self.length <= self.limit and not self.forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What a server calls this installation once it has been registered there."""

    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A person's way to the network and back: where they return to, and what only this way knows (RFC 7636).

    `typed` is how they said where their account lives. `secret` is random and told to nobody: keys can be made of it.
    `came_from` is who says that it sent them back (RFC 9207).
    """

    redirect_uri: str
    state: str
    verifier: str = field(repr=False)
    typed: str = ""
    secret: str = field(default="", repr=False)
    came_from: str = ""
