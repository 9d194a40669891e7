"""What an instance keeps, what it refuses to keep, and how it shows a text."""

from __future__ import annotations

import html
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import regex

from waypost.toolkit import clock

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
class Poll:
    """What is asked under a post, until when, and how many answered."""

    said: dict[str, Any]
    ends_at: datetime
    votes: int = 0

    def asks_as(self, said: dict[str, Any]) -> bool:
        """Whether other words for it would leave the votes as they are."""
        return all(self.said.get(name) == said.get(name) for name in ("options", "multiple"))

    @property
    def view(self) -> dict[str, Any]:
        return {
            "options": [{"title": one, "votes_count": 0} for one in self.said["options"]],
            "multiple": self.said.get("multiple", False),
            "expires_at": self.ends_at.isoformat().replace("+00:00", "Z"),
            "expired": self.ends_at <= clock.now(),
            "votes_count": self.votes,
        }


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
    poll: Poll | None = None
    hidden: bool = False

    @property
    def text(self) -> str:
        return str(self.said.get("status", ""))

    @property
    def above(self) -> str:
        return str(self.said.get("in_reply_to_id", ""))


def hold_against_limits(
    said: dict[str, Any],
    limits: dict[str, dict[str, int]],
    held: Mapping[str, Mapping[str, Any]],
    posts: Collection[str],
) -> None:
    """Refuse what a server refuses. `held` are the uploads."""
    text = NAMED.sub(
        r"@\1", _LINK.sub("x" * limits["statuses"]["characters_reserved_per_url"], said.get("status", ""))
    )
    length = len(regex.findall(r"\X", text + said.get("spoiler_text", "")))
    if length > limits["statuses"]["max_characters"]:
        raise Refused(422, "Validation failed: Text character limit of 500 exceeded")
    media, poll = said.get("media_ids", []), said.get("poll")
    if len(media) > limits["statuses"]["max_media_attachments"] or (media and poll):
        raise Refused(422, "Validation failed: Cannot attach more files")
    if len(media) > 1 and any(held[one]["kind"] != "image" for one in media if one in held):
        raise Refused(422, "Validation failed: Cannot attach a video to a post that already contains images")
    if any(one not in held or held[one]["left"] for one in media):
        raise Refused(422, "Cannot attach files that have not finished processing. Try again in a moment!")
    if not said.get("status", "").strip() and not media:
        raise Refused(422, "Validation failed: Text can't be blank")
    if poll and not 2 <= len(set(poll["options"])) <= limits["polls"]["max_options"]:
        raise Refused(422, "Validation failed: Options")
    if (
        poll
        and not limits["polls"]["min_expiration"] <= poll["expires_in"] <= limits["polls"]["max_expiration"]
    ):
        raise Refused(422, "Validation failed: Expires at is too soon")
    if said.get("quote_approval_policy", "nobody") not in ("public", "followers", "nobody"):
        raise Refused(422, "Quote approval policy is not valid")
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
