"""What a check has to say, and where: a code with parameters. `sentence` is what people read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from waypost.toolkit.wording import _


class Severity(StrEnum):
    """How much a finding weighs: it stops the post, asks for a second look, or only suggests."""

    STOP = "stop"
    WARN = "warn"
    SUGGEST = "suggest"


@dataclass(frozen=True)
class Place:
    """Where a finding stands: `text` with code point offsets, `media` with its position from 1, `options` or `why`."""

    field: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Finding:
    """One remark of one check."""

    code: str
    severity: Severity
    place: Place
    details: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Say what was found and what to do."""
        return SENTENCES[self.code].format(**self.details)


SENTENCES = {
    "text.empty": _("There is nothing to say yet. Write a sentence or add a picture."),
    "text.too_long": _("{over} too many for {network}: {length} of {limit}."),
    "text.banned_word": _("“{word}” is on the list of words your voice avoids."),
    "media.too_many": _("{network} takes {limit} pictures at most; this has {count}."),
    "media.wrong_kind": _("Picture {position} is {kind}, which {network} does not take."),
    "media.too_large": _("Picture {position} is {size} MB; {network} takes {limit} MB at most."),
    "format.unknown": _("{network} has no format “{format}”. Choose one that it has."),
    "alt.missing": _("Picture {position} has no alt text: say what it shows to those who cannot see it."),
    "alt.too_long": _("The alt text of picture {position} is {over} characters too long for {network}."),
    "alt.file_name": _(
        "The alt text of picture {position} looks like a file name; say what the picture shows."
    ),
    "alt.opening": _("Picture {position}: leave out “{opening}”; screen readers say that it is a picture."),
    "alt.repeats_text": _(
        "The alt text of picture {position} repeats the post; say what only the picture shows."
    ),
    "comment.too_long": _("The first comment is {over} too long for {network}: {limit} at most."),
    "comment.banned_word": _("“{word}” in the first comment is on the list of words your voice avoids."),
    "poll.with_pictures": _(
        "{network} shows either a poll or pictures. Take the pictures away, or the poll."
    ),
    "poll.without_question": _("A poll needs a question. Write it as the text of the post."),
    "poll.too_few": _("A poll needs two answers at least. Write each on a line of its own."),
    "poll.too_many": _("{network} takes {limit} answers at most; this poll has {count}."),
    "poll.repeats": _("Two answers of the poll are the same. Change one of them."),
    "poll.answer_too_long": _("The answer “{answer}” is {over} too long for {network}: {limit} at most."),
    "poll.open_too_long": _("{network} keeps a poll open for {limit} days at most."),
    "why.missing": _("This post does not say why it exists. Choose its pillar, or mark it as reactive."),
}
