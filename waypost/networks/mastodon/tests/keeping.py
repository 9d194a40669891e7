"""What an instance keeps, what it refuses to keep, and how it shows a text."""

from __future__ import annotations

import html
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import regex

_LINK = regex.compile(r"https?://\S+")
NAMED = regex.compile(r"(?<![\w/])@([\w.-]*\w)(?:@(\w[\w.-]*\w))?")


class Refused(Exception):
    """A documented refusal; without words, an answer that is no JSON, as of a server that does not know the call."""

    def __init__(self, status: int, error: str = "") -> None:
        super().__init__(error)
        self.status, self.error = status, error


@dataclass
class Member:
    """Somebody who has an account here."""

    id: str
    username: str
    name: str
    followers: int = 0


@dataclass
class Kept:
    """A post, as it is kept."""

    id: str
    by: Member
    said: dict[str, Any]
    at: datetime
    likes: int = 0
    shares: int = 0
    reblog_of: str = ""

    @property
    def text(self) -> str:
        return str(self.said.get("status", ""))

    @property
    def above(self) -> str:
        return str(self.said.get("in_reply_to_id", ""))


def hold_against_limits(
    said: dict[str, Any],
    limits: dict[str, dict[str, int]],
    media_left: dict[str, int],
    posts: Collection[str],
) -> None:
    """Refuse what a server refuses."""
    text = NAMED.sub(
        r"@\1", _LINK.sub("x" * limits["statuses"]["characters_reserved_per_url"], said.get("status", ""))
    )
    length = len(regex.findall(r"\X", text + said.get("spoiler_text", "")))
    if length > limits["statuses"]["max_characters"]:
        raise Refused(422, "Validation failed: Text character limit of 500 exceeded")
    media, poll = said.get("media_ids", []), said.get("poll")
    if len(media) > limits["statuses"]["max_media_attachments"] or (media and poll):
        raise Refused(422, "Validation failed: Cannot attach more files")
    if any(media_left.get(one, 1) for one in media):
        raise Refused(422, "Cannot attach files that have not finished processing. Try again in a moment!")
    if not said.get("status", "").strip() and not media:
        raise Refused(422, "Validation failed: Text can't be blank")
    if poll and not 2 <= len(set(poll["options"])) <= limits["polls"]["max_options"]:
        raise Refused(422, "Validation failed: Options")
    if said.get("in_reply_to_id") and said["in_reply_to_id"] not in posts:
        raise Refused(404, "The post you are trying to reply to does not appear to exist.")


def rendered(text: str, address: str) -> str:
    """A text as HTML, with the beginning of long addresses hidden, and names without their servers."""
    shown = html.escape(text, quote=False)
    shown = _LINK.sub(_hidden, shown)
    shown = NAMED.sub(
        lambda found: (
            f'<span class="h-card"><a href="{address}/@{found[1]}" class="u-url mention">'
            f"@<span>{found[1]}</span></a></span>"
        ),
        shown,
    )
    paragraphs = shown.split("\n\n")
    return "".join(f"<p>{paragraph.replace(chr(10), '<br />')}</p>" for paragraph in paragraphs if shown)


def _hidden(found: regex.Match[str]) -> str:
    bare = found[0].partition("//")[2]
    return (
        f'<a href="{found[0]}" rel="nofollow"><span class="invisible">https://</span>'
        f'<span class="ellipsis">{bare[:30]}</span><span class="invisible">{bare[30:]}</span></a>'
    )
