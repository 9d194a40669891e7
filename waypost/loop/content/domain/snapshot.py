"""The exact content of one variant, as a value: what is approved, what is hashed, what is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from waypost.loop.content.domain.links import targets_in

IN_REPLY_TO = "in_reply_to"
"""The option of a variant that names the message it answers: covered by the hash, as everything that goes out."""

CENTRE = 500
"""The middle of a picture, of which the sides are 0 and 1000."""


@dataclass(frozen=True)
class MediaPart:
    """One picture or video: the fingerprint of its bytes, where they lie, what they are, and words for who cannot see it.

    `path` is relative to the folder of media; `size` is bytes; `width` and `height` are pixels, 0 where nobody knows.
    The focal point is what must stay in view, in thousandths from the left and from the top. Of a video `seconds` is how long it is, `rate` how many frames a second
    it has, `sounds` whether it is heard, `poster` the moment whose picture stands for it; `captions` are languages,
    each with the fingerprint of what is said, `caption_bytes` how long the longest of them is, 0 where nobody knows.
    """

    sha256: str
    path: str
    content_type: str
    alt: str
    size: int = 0
    width: int = 0
    height: int = 0
    focus_x: int = CENTRE
    focus_y: int = CENTRE
    frames: int = 1
    seconds: float = 0.0
    rate: float = 0.0
    sounds: bool = False
    poster: float = 0.0
    captions: tuple[tuple[str, str], ...] = ()
    caption_bytes: int = 0

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "MediaPart":
        """Read what `as_record` wrote of it, also before there were videos."""
        captions = tuple((language, digest) for language, digest in record.get("captions", ()))
        return cls(**{**record, "captions": captions})

    @property
    def is_video(self) -> bool:
        return is_video(self.content_type)

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def focus(self) -> tuple[int, int]:
        return self.focus_x, self.focus_y


@dataclass(frozen=True)
class Snapshot:
    """One variant's content. `links` are the targets as written, in the order of the text."""

    text: str
    format: str = "text"
    options: Mapping[str, str] = field(default_factory=dict)
    media: tuple[MediaPart, ...] = ()
    links: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        text: str,
        *,
        form: str = "text",
        options: Mapping[str, str] | None = None,
        media: tuple[MediaPart, ...] = (),
    ) -> "Snapshot":
        """Build a snapshot whose links are found in its text."""
        return cls(text=text, format=form, options=dict(options or {}), media=media, links=targets_in(text))

    @property
    def is_answer(self) -> bool:
        """Whether it answers what somebody said."""
        return bool(self.options.get(IN_REPLY_TO))


def format_by_media(content_types: Sequence[str]) -> str:
    """Name the format of a variant that was given none: from the pictures and videos it carries."""
    if not content_types:
        return "text"
    if len(content_types) > 1:
        return "carousel"
    return "video" if is_video(content_types[0]) else "image"


def is_video(content_type: str) -> bool:
    """Whether a file of this kind is a video."""
    return content_type.startswith("video/")


def spoken_length(seconds: float) -> str:
    """A length as players say it: minutes and seconds, or hours before them."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def as_record(snapshot: Snapshot) -> dict[str, object]:
    """Give the snapshot as plain JSON values, for keeping beside a review."""
    record = asdict(snapshot)
    record["media"] = [asdict(part) for part in snapshot.media]
    record["links"] = list(snapshot.links)
    return record


def from_record(record: Mapping[str, object]) -> Snapshot:
    """Read what `as_record` wrote."""
    options, media, links = record["options"], record["media"], record["links"]
    assert isinstance(options, dict)
    assert isinstance(media, list)
    assert isinstance(links, list)
    return Snapshot(
        text=str(record["text"]),
        format=str(record["format"]),
        options=options,
        media=tuple(MediaPart.of_record(part) for part in media),
        links=tuple(str(link) for link in links),
    )
