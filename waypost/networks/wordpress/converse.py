"""What readers say on a site: comments under our posts, and those elsewhere on it that name us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import regex
from pydantic import BaseModel

from waypost.networks.articles.reading import read
from waypost.networks.contract import Account, Address, Arrival, Arrivals, Speaker
from waypost.networks.wordpress import client
from waypost.networks.wordpress.client import PostAnswer, Text
from waypost.networks.wordpress.places import comment_id
from waypost.networks.wordpress.publish import moment
from waypost.toolkit import clock

_PAGE = 100
_FIRST_LOOK = timedelta(days=90)
_SHOWN = frozenset({"approved", "hold"})
_FIELDS = "id,post,parent,author,author_name,author_url,date_gmt,content,link,status"


class CommentAnswer(BaseModel):
    """A comment as the site shows it to who may moderate, or to everybody."""

    id: int
    post: int
    parent: int
    author: int
    author_name: str
    author_url: str = ""
    date_gmt: datetime
    content: Text
    link: str
    status: str = "approved"

    @property
    def at(self) -> datetime:
        """When it was said."""
        return self.date_gmt.replace(tzinfo=UTC)

    @property
    def words(self) -> str:
        """What was said: the site keeps lines as lines."""
        return read((self.content.raw or self.content.rendered).replace("\n", "<br>")).words


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Comments are listed from a second on; `offset` goes on among more of one second than a page holds."""

    second: int
    offset: int = 0

    @classmethod
    def of(cls, written: str) -> _Cursor:
        """Read a cursor; the first time it is three months ago."""
        if not written:
            return cls(int((clock.now() - _FIRST_LOOK).timestamp()))
        second, _, offset = written.partition("+")
        return cls(int(second), int(offset or 0))

    def after(self, page: list[CommentAnswer]) -> _Cursor:
        """Go on: with the second of the last again, in which more may follow."""
        if not page:
            return self
        last = int(page[-1].at.timestamp()) - 1
        if last > self.second:
            return _Cursor(last)
        return _Cursor(self.second, self.offset + len(page)) if len(page) == _PAGE else self

    def __str__(self) -> str:
        return f"{self.second}+{self.offset}"


def arrivals(account: Account, cursor: str) -> Arrivals:
    """Return what readers said since the cursor, oldest first; of what waits to be let through what our user may see."""
    place = _Cursor.of(cursor)
    page = client.reading(lambda: _page(account, place))
    others = [one for one in page if one.author != client.user_of(account) and one.status in _SHOWN]
    ours = _ours(account, sorted({one.post for one in others}))
    heard = [(one, _address(account, one, ours)) for one in others]
    following = place.after(page)
    return Arrivals(
        messages=tuple(_arrival(one, address) for one, address in heard if address is not None),
        cursor=str(following),
        more=len(page) == _PAGE,
    )


def _page(account: Account, place: _Cursor) -> list[CommentAnswer]:
    return client.page(
        account,
        "/comments",
        CommentAnswer,
        after=moment(place.second),
        offset=place.offset,
        per_page=_PAGE,
        orderby="date_gmt",
        order="asc",
        status="all",
        context="edit",
        _fields=_FIELDS,
    ).items


def _ours(account: Account, posts: list[int]) -> frozenset[int]:
    """Those of these posts that our user wrote."""
    if not posts:
        return frozenset()
    asked: dict[str, str | int] = {
        "include": ",".join(map(str, posts)),
        "per_page": _PAGE,
        "_fields": "id,author",
    }
    found = client.reading(lambda: client.page(account, "/posts", PostAnswer, **asked))
    return frozenset(post.id for post in found.items if post.author == client.user_of(account))


def _address(account: Account, comment: CommentAnswer, ours: frozenset[int]) -> Address | None:
    """How somebody speaks to us; None where it is under somebody else's post and does not name us."""
    if comment.post in ours:
        return Address.REPLY if comment.parent else Address.COMMENT
    name = regex.escape(account.handle)
    names_us = regex.search(rf"(?<![\w@])@{name}(?!\w)", comment.words, regex.IGNORECASE)
    return Address.MENTION if names_us else None


def _arrival(comment: CommentAnswer, address: Address) -> Arrival:
    return Arrival(
        remote_id=comment_id(comment.id),
        address=address,
        by=_speaker(comment),
        text=comment.words,
        at=comment.at,
        url=comment.link,
        in_reply_to=comment_id(comment.parent) if comment.parent else str(comment.post),
        root=str(comment.post),
    )


def _speaker(comment: CommentAnswer) -> Speaker:
    """Somebody; a reader without an account there is known by nothing but the name that they typed."""
    name = comment.author_name.strip() or "Anonymous"
    return Speaker(
        remote_id=str(comment.author) if comment.author else f"reader:{name.casefold()}",
        handle=name,
        name=name,
        url=comment.author_url,
    )
