"""What a site counts of our posts (comments, nothing else by its core), and our own past posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from pydantic import BaseModel

from waypost.networks.articles.reading import read
from waypost.networks.contract import Account, Counts, Metric, PastPost, PastPosts
from waypost.networks.wordpress import client
from waypost.networks.wordpress.client import PostAnswer
from waypost.networks.wordpress.places import comment_id, place_of

_PAGE = 50
_FIELDS = "id,link,date_gmt,title,content,featured_media"


class Id(BaseModel):
    """Something by its number."""

    id: int


def posts(account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
    """Return how many comments stand under each of at most 25 posts; one that is gone is absent.

    Of our own comments nothing is counted, but those that are there are named.
    """
    places = [place_of(one) for one in remote_ids]
    numbers = _there(account, "/posts", [place.number for place in places if not place.is_comment])
    comments = _there(account, "/comments", [place.number for place in places if place.is_comment])
    found: dict[str, Counts] = {str(one): {Metric.COMMENTS: _comments(account, one)} for one in numbers}
    return found | {comment_id(one): {} for one in comments}


def _there(account: Account, path: str, numbers: list[int]) -> list[int]:
    """Those of these that are still there."""
    if not numbers:
        return []
    asked: dict[str, str | int] = {
        "include": ",".join(map(str, numbers)),
        "per_page": len(numbers),
        "_fields": "id",
    }
    return [one.id for one in client.reading(lambda: client.page(account, path, Id, **asked)).items]


def _comments(account: Account, number: int) -> int:
    """The site says the number of all with every page, so the shortest page will do."""
    return client.reading(
        lambda: client.page(account, "/comments", Id, post=number, per_page=1, _fields="id")
    ).total


def account(account: Account) -> Counts:
    """A site counts nothing of an account; whether we are still let in is asked all the same."""
    client.reading(lambda: client.get(account, "/users/me", Id, _fields="id"))
    return {}


def history(account: Account, cursor: str) -> PastPosts:
    """Return a page of the posts that our user published, newest first."""
    offset = int(cursor or 0)
    found = client.reading(
        lambda: client.page(
            account,
            "/posts",
            PostAnswer,
            author=client.user_of(account),
            status="publish",
            offset=offset,
            per_page=_PAGE,
            context="edit",
            _fields=_FIELDS,
        )
    )
    following = offset + len(found.items)
    more = bool(found.items) and following < found.total
    return PastPosts(posts=tuple(_past(post) for post in found.items), cursor=str(following) if more else "")


def _past(post: PostAnswer) -> PastPost:
    seen = read(post.content.raw or post.content.rendered)
    pictures = seen.pictures + bool(post.featured_media)
    return PastPost(
        remote_id=str(post.id),
        url=post.link,
        text=seen.words or read(post.title.raw or post.title.rendered).words,
        at=datetime.fromisoformat(post.date_gmt).replace(tzinfo=UTC),
        format=("text", "image", "carousel")[min(pictures, 2)],
    )
