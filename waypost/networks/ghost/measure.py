"""What a Ghost site counts: clicks on links in its mails, votes for more like them, its members; and the posts that are out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from waypost.networks.articles.reading import read
from waypost.networks.contract import Account, Counts, Metric, PastPost, PastPosts
from waypost.networks.ghost import client
from waypost.networks.ghost.client import Meta, Post, PostsAnswer
from waypost.toolkit import clock

_PAGE = 50


class MembersAnswer(BaseModel):
    """How many members there are."""

    meta: Meta


def posts(account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
    """Return the clicks and votes of at most 25 posts now; one that is gone is absent."""
    if not remote_ids:
        return {}
    found = client.reading(
        lambda: client.get(
            account,
            "/posts/",
            PostsAnswer,
            filter=f"id:[{','.join(remote_ids)}]",
            include="count.clicks,count.positive_feedback",
            limit=len(remote_ids),
        )
    )
    return {post.id: _counts(post) for post in found.posts}


def _counts(post: Post) -> Counts:
    """A vote for more like a post is what elsewhere is a like: members give it under the mail."""
    said = {Metric.CLICKS: post.count.clicks, Metric.LIKES: post.count.positive_feedback}
    return {metric: count for metric, count in said.items() if count is not None}


def account(account: Account) -> Counts:
    """Return the site's members now: whoever has signed up, with or without paying."""
    found = client.reading(lambda: client.get(account, "/members/", MembersAnswer, limit=1))
    return {Metric.FOLLOWERS: found.meta.pagination.total}


def history(account: Account, cursor: str) -> PastPosts:
    """Return a page of the posts that are out on the site, newest first, whoever wrote them."""
    found = client.reading(
        lambda: client.get(
            account,
            "/posts/",
            PostsAnswer,
            filter="status:[published,sent]",
            formats="html",
            order="published_at desc",
            limit=_PAGE,
            page=int(cursor or 1),
        )
    )
    following = found.meta.pagination.next
    return PastPosts(posts=tuple(_past(post) for post in found.posts), cursor=str(following or ""))


def _past(post: Post) -> PastPost:
    seen = read(post.html or "")
    pictures = seen.pictures + bool(post.feature_image)
    return PastPost(
        remote_id=post.id,
        url=post.url,
        text=seen.words or post.title,
        at=post.published_at or clock.now(),
        format=("text", "image", "carousel")[min(pictures, 2)],
    )
