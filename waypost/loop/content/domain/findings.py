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
        return SENTENCES[self.code].format(**{"Thing": _("Picture"), "what": _("picture"), **self.details})


SENTENCES = {
    "text.empty": _("There is nothing to say yet. Write a sentence or add a picture."),
    "text.too_long": _("{over} too many for {network}: {length} of {limit}."),
    "text.unseen": _(
        "{network} shows no text with a {format}. Put the words into the picture, or choose another format."
    ),
    "text.forbidden": _("{network} takes no text with {characters} in it. Take it out."),
    "text.link_is_words": _("On {network} nobody can follow a link in the text. Put it where readers can."),
    "text.phone": _(
        "{network} refuses a text with a telephone number in it: {word}. Take the button to call instead."
    ),
    "signs.too_many": _("{network} takes {limit} {kind} at most; this text has {count}."),
    "signs.many_hashtags": _("{count} hashtags: on {network} no more than {limit} do any good."),
    "option.missing": _("{network} wants this with every post: {option}. Fill it in below the text."),
    "option.too_long": _("{option} is {over} too long for {network}: {limit} characters at most."),
    "text.banned_word": _("“{word}” is on the list of words your voice avoids."),
    "media.too_many": _("{network} takes {limit} pictures at most; this has {count}."),
    "media.no_video": _(
        "{network} takes no videos from here. Take a picture for it, or leave that channel out."
    ),
    "media.too_many_videos": _("{network} takes {limit} videos at most; this has {count}."),
    "media.too_many_together": _(
        "{network} takes {limit} pictures and videos together at most; this has {count}."
    ),
    "media.mixed": _("{network} shows either pictures or a video. Take one of them away."),
    "media.too_long": _(
        "Video {position} is {length} long, and {network} takes {limit} at most. Shorten it and upload it again."
    ),
    "media.too_short": _(
        "Video {position} is {length} long, and {network} wants {limit} at least. Take a longer one."
    ),
    "media.too_heavy": _(
        "Video {position} is too long for the {limit} MB that {network} takes, however it is written. Shorten it."
    ),
    "captions.stay": _(
        "{network} takes no captions beside a video, so those of video {position} stay here. Write them into its picture if they matter."
    ),
    "captions.too_many": _(
        "{network} takes captions in {limit} languages at most, and video {position} has {count}. Take some away."
    ),
    "captions.too_long": _(
        "The captions of video {position} are {length} bytes long, and {network} takes {limit}. Shorten them, or take them away."
    ),
    "captions.missing": _(
        "Video {position} is heard and has no captions: many look without sound. Open it in the library to add some."
    ),
    "media.too_narrow": _(
        "{Thing} {position} is {width} pixels wide as {network} shows it, and at least {limit} are needed. Use a larger one."
    ),
    "media.out_of_reach": _(
        "{network} fetches pictures and videos itself, and nobody outside can reach this installation. "
        "Whoever runs it gives it an address: WAYPOST_PUBLIC_URL, with https."
    ),
    "media.moving_alone": _(
        "{network} takes a picture that moves only by itself. Take the others away, or that one."
    ),
    "media.stands_still": _("Picture {position} moves; {network} will show only how it begins."),
    "media.cut": _(
        "{network} shows {share} % of {what} {position}. Open it in the library to choose what must stay in view."
    ),
    "format.unknown": _("{network} has no format “{format}”. Choose one that it has."),
    "format.lacks": _("A post as “{format}” needs {what}. Add one, or choose another format."),
    "format.shows_nothing": _("{network} takes nothing without {what}. Add one."),
    "alt.missing": _("{Thing} {position} has no alt text: say what it shows to those who cannot see it."),
    "alt.too_long": _("The alt text of {what} {position} is {over} characters too long for {network}."),
    "alt.file_name": _("The alt text of {what} {position} looks like a file name; say what it shows."),
    "alt.opening": _("{Thing} {position}: leave out “{opening}”; screen readers say that it is a picture."),
    "alt.repeats_text": _(
        "The alt text of {what} {position} repeats the post; say what only the picture shows."
    ),
    "comment.too_long": _("The first comment is {over} too long for {network}: {limit} at most."),
    "comment.banned_word": _("“{word}” in the first comment is on the list of words your voice avoids."),
    "poll.with_pictures": _(
        "{network} shows either a poll or pictures. Take the pictures away, or the poll."
    ),
    "poll.without_question": _("A poll needs a question. Write it as the text of the post."),
    "poll.question_too_long": _(
        "The first line is the poll’s question, and {over} too long for {network}: {limit} at most."
    ),
    "poll.rest_too_long": _(
        "What stands under the poll’s question is {over} too long for {network}: {limit} at most."
    ),
    "poll.too_few": _("A poll needs two answers at least. Write each on a line of its own."),
    "poll.too_many": _("{network} takes {limit} answers at most; this poll has {count}."),
    "poll.repeats": _("Two answers of the poll are the same. Change one of them."),
    "poll.answer_too_long": _("The answer “{answer}” is {over} too long for {network}: {limit} at most."),
    "poll.open_too_long": _("{network} keeps a poll open for {limit} days at most."),
    "why.missing": _("This post does not say why it exists. Choose its pillar, or mark it as reactive."),
}
