"""What Bluesky counts of posts and of an account, and the account's own past posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from waypost.networks.bluesky import records, sessions
from waypost.networks.bluesky.places import is_direct
from waypost.networks.contract import Account, Counts, Metric, PastPost, PastPosts


class CountedAnswer(BaseModel):
    """A post with what is counted of it; a counter that the server leaves out is not known."""

    uri: str
    indexedAt: datetime  # noqa: N815 (the lexicon's names)
    record: dict[str, Any]
    author: dict[str, Any]
    likeCount: int | None = None  # noqa: N815
    replyCount: int | None = None  # noqa: N815
    repostCount: int | None = None  # noqa: N815
    quoteCount: int | None = None  # noqa: N815
    bookmarkCount: int | None = None  # noqa: N815


class PostsAnswer(BaseModel):
    """The posts that there are, of those that were asked for."""

    posts: list[CountedAnswer]


class ProfileAnswer(BaseModel):
    """An account with what is counted of it."""

    did: str
    followersCount: int | None = None  # noqa: N815


class EntryAnswer(BaseModel):
    """A post in an account's feed; with a reason when it is there for another reason than that it was posted."""

    post: CountedAnswer
    reason: dict[str, Any] | None = None


class FeedAnswer(BaseModel):
    """A page of an account's feed, newest first."""

    feed: list[EntryAnswer] = Field(...)
    cursor: str = ""


def posts(account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
    """Return the counters of at most 25 posts now; one that is gone, or said to one person, is absent."""
    public = [one for one in remote_ids if not is_direct(one)]
    if not public:
        return {}
    found = sessions.reading(account, "app.bsky.feed.getPosts", PostsAnswer, {"uris": public})
    return {post.uri: _counts(post) for post in found.posts}


def account(account: Account) -> Counts:
    """Return the account's followers now."""
    found = sessions.reading(
        account, "app.bsky.actor.getProfile", ProfileAnswer, {"actor": account.remote_id}
    )
    return _known({Metric.FOLLOWERS: found.followersCount})


def history(account: Account, cursor: str) -> PastPosts:
    """Return a page of the account's own posts, without answers and without what it passed on from others."""
    asked: dict[str, str | Sequence[str]] = {
        "actor": account.remote_id,
        "filter": "posts_no_replies",
        "limit": "100",
    }
    if cursor:
        asked["cursor"] = cursor
    page = sessions.reading(account, "app.bsky.feed.getAuthorFeed", FeedAnswer, asked)
    own = [entry.post for entry in page.feed if _is_own(account, entry)]
    return PastPosts(posts=tuple(_past(account, post) for post in own), cursor=page.cursor)


def _is_own(account: Account, entry: EntryAnswer) -> bool:
    return entry.reason is None and entry.post.author.get("did") == account.remote_id


def _past(account: Account, post: CountedAnswer) -> PastPost:
    return PastPost(
        remote_id=post.uri,
        url=records.page(account.handle, post.uri),
        text=str(post.record.get("text", "")),
        at=post.indexedAt,
        format=_format(post.record.get("embed") or {}),
    )


def _format(embed: dict[str, Any]) -> str:
    """What a post is, by what hangs on it; a quote with media is what its media are."""
    media = embed.get("media") or embed
    match str(media.get("$type", "")):
        case "app.bsky.embed.images":
            return "image" if len(media.get("images", [])) == 1 else "carousel"
        case "app.bsky.embed.gallery":
            return "carousel"
        case "app.bsky.embed.video":
            return "video"
        case _:
            return "text"


def _counts(post: CountedAnswer) -> Counts:
    shares = [count for count in (post.repostCount, post.quoteCount) if count is not None]
    return _known(
        {
            Metric.LIKES: post.likeCount,
            Metric.COMMENTS: post.replyCount,
            Metric.SHARES: sum(shares) if shares else None,
            Metric.SAVES: post.bookmarkCount,
        }
    )


def _known(counts: Mapping[Metric, int | None]) -> Counts:
    return {metric: count for metric, count in counts.items() if count is not None}
