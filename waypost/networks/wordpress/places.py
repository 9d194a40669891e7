"""What a remote id names on a site: a post by its number, or a comment."""

from __future__ import annotations

from dataclasses import dataclass

_COMMENT = "comment-"


@dataclass(frozen=True, slots=True)
class Place:
    """A post, or a comment where `is_comment` says so, by its number."""

    number: int
    is_comment: bool

    @property
    def path(self) -> str:
        """Where it is read and changed."""
        return f"/{'comments' if self.is_comment else 'posts'}/{self.number}"


def place_of(remote_id: str) -> Place:
    """Read a remote id."""
    return Place(int(remote_id.removeprefix(_COMMENT)), remote_id.startswith(_COMMENT))


def comment_id(number: int) -> str:
    """The remote id of a comment; a post's is its number alone."""
    return f"{_COMMENT}{number}"
