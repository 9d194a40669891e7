"""What a site keeps, and what it refuses to keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

AUTHOR = frozenset({"read", "edit_posts", "publish_posts", "upload_files", "assign_terms"})
EDITOR = AUTHOR | {"manage_categories", "moderate_comments"}


class Refused(Exception):
    """A documented refusal."""

    def __init__(self, status: int, code: str, **data: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.data = status, code, data


@dataclass
class User:
    """Somebody who signs in there."""

    id: int
    username: str
    password: str
    may: frozenset[str] = EDITOR


@dataclass
class Post:
    """A post, as it is kept."""

    id: int
    by: User
    said: dict[str, Any]
    at: datetime
    status: str
    slug: str


@dataclass
class Comment:
    """A comment, as it is kept; `by` is None for a reader without an account there."""

    id: int
    post: int
    parent: int
    by: User | None
    name: str
    text: str
    at: datetime
    status: str = "approved"


@dataclass
class Medium:
    """A picture in the library."""

    id: int
    slug: str
    alt: str
    content_type: str
    content: bytes


@dataclass
class Term:
    """A category or a tag."""

    id: int
    kind: str
    name: str


@dataclass
class Kept:
    """All of it, by number."""

    posts: dict[int, Post] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    media: dict[int, Medium] = field(default_factory=dict)
    terms: dict[int, Term] = field(default_factory=dict)

    def hold(self, said: dict[str, Any], by: User) -> None:
        """Refuse what a site refuses to keep of a post."""
        if said.get("status") in ("publish", "future", "private") and "publish_posts" not in by.may:
            raise Refused(403, "rest_cannot_publish")
        for kind in ("categories", "tags"):
            if any(self._kind(number) != kind for number in said.get(kind, [])):
                raise Refused(400, "rest_invalid_param")
        if said.get("featured_media") and said["featured_media"] not in self.media:
            raise Refused(400, "rest_invalid_featured_media")

    def _kind(self, number: int) -> str:
        return self.terms[number].kind if number in self.terms else ""

    def free_slug(self, wanted: str, post: int) -> str:
        """The slug, or one with a number behind it where another post that is out has it."""
        taken = {one.slug for one in self.posts.values() if one.status == "publish" and one.id != post}
        number, found = 1, wanted
        while found in taken:
            number += 1
            found = f"{wanted}-{number}"
        return found
