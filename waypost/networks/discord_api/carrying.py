"""What a message on Discord may carry (https://discord.com/developers/docs/resources/message, 2026-08)."""

from __future__ import annotations

import regex

from waypost.networks.contract import (
    POLL_OPTION,
    Entity,
    Found,
    Limit,
    MediaRules,
    Option,
    Per,
    PollRules,
    Spend,
    TextUnit,
    open_for,
)
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters
from waypost.toolkit.wording import _

TEXT_LIMIT = 2000
QUESTION_LIMIT = 300
REQUEST_BYTES = 26_214_400
"""Of all files of one message together, and what stands around them."""
_AROUND_FILES = 64 * 1024
"""Bytes: more than the words of a message and the marks between its files."""
HOME = "https://discord.com"
MESSAGES = "messages"
PREVIEW = "link_preview"
QUIETLY = "notification"
CALLS = "calls"
COVERED = "cover"
FORMATS = ("text", "image", "carousel", "video")
MEDIA = MediaRules(
    images_max=10,
    image_bytes=10_485_760,
    image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
    videos_max=10,
    video_bytes=10_485_760,
    video_types=("video/mp4",),
    mixed_max=10,
    files_bytes=REQUEST_BYTES - _AROUND_FILES,
    alt_limit=1024,
)
POLLS = PollRules(
    answers_max=10, answer_limit=55, seconds_min=3600, seconds_max=2_764_800, question_limit=QUESTION_LIMIT
)
OPTIONS = (
    Option(name=PREVIEW, label=_("Preview of the link"), values=(("none", _("None")),), every_part=True),
    Option(
        name=QUIETLY, label=_("Notification"), values=(("silent", _("Without a sound")),), every_part=True
    ),
    Option(
        name=CALLS,
        label=_("Whom it calls"),
        help=_("Otherwise nobody is notified, even where the text names people or everyone."),
        values=(
            ("people", _("The people and roles that it names")),
            ("everyone", _("Also everyone, where it says so")),
        ),
        every_part=True,
    ),
    Option(
        name=COVERED,
        label=_("Pictures and videos"),
        values=(("covered", _("Covered until somebody clicks them")),),
    ),
    POLL_OPTION,
    open_for(1, 3, 7, 14, 30),
)


def limits(most: int, seconds: int) -> tuple[Limit, ...]:
    """At most so many messages in a while, as people see it: Discord states no number, and says with every answer what is left.

    https://discord.com/developers/docs/topics/rate-limits (2026-08); five in two seconds through a webhook:
    https://github.com/discord/discord-api-docs/issues/367 (2017).
    """
    return (
        Limit(
            name=MESSAGES,
            unit=_("messages"),
            per=Per.CHANNEL,
            most=most,
            seconds=seconds,
            costs={Spend.POST: 1},
        ),
    )


# As its own apps read a text: a link needs a protocol, a mention is a number in brackets, # is no sign.
_LINK = regex.compile(r"""https?://[^\s<>]+[^<>.,:;"'\]\s]""")
_MENTION = regex.compile(r"<@[!&]?[0-9]+>|@everyone(?!\w)|@here(?!\w)")


def find(text: str) -> Found:
    """What Discord finds in a text."""
    return Found.apart(
        urls=[_without_bracket(text, match) for match in _LINK.finditer(text)],
        mentions=[Entity.of(text, *match.span()) for match in _MENTION.finditer(text)],
    )


def _without_bracket(text: str, match: regex.Match[str]) -> Entity:
    """A bracket that was opened before a link does not belong to it."""
    end = match.end()
    while text[end - 1] == ")" and text.count(")", match.start(), end) > text.count("(", match.start(), end):
        end -= 1
    return Entity.of(text, match.start(), end)


TEXTS = Counting(TEXT_LIMIT, TextUnit.CHARACTERS, characters, find)
"""Characters, links at their full length."""
