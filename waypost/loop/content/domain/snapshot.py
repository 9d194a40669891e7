"""The exact content of one variant, as a value: what is approved, what is hashed, what is sent."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from waypost.loop.content.domain.links import targets_in

IN_REPLY_TO = "in_reply_to"
"""The option of a variant that names the message it answers: covered by the hash, as everything that goes out."""


@dataclass(frozen=True)
class MediaPart:
    """One picture: the fingerprint of its bytes, where they lie, what they are, and words for who cannot see it.

    `path` is relative to the folder of media; `size` is bytes.
    """

    sha256: str
    path: str
    content_type: str
    alt: str
    size: int = 0


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


def format_by_pictures(count: int) -> str:
    """Name the format of a variant that was given none: from how many pictures it carries."""
    if count == 0:
        return "text"
    return "image" if count == 1 else "carousel"


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
        media=tuple(MediaPart(**part) for part in media),
        links=tuple(str(link) for link in links),
    )
