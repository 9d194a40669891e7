"""What Mastodon counts of posts and of an account, and the account's own past posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from waypost.networks.contract import Account, Counts, Metric, PastPost, PastPosts
from waypost.networks.mastodon import client
from waypost.networks.mastodon.client import StatusAnswer
from waypost.networks.mastodon.plain import plain


def posts(account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
    """Return the counters of at most 20 posts now; one that is gone is absent."""
    found = client.reading(lambda: client.statuses(account, remote_ids))
    return {remote_id: _counts(status) for remote_id, status in found.items()}


def account(account: Account) -> Counts:
    """Return the account's followers now."""
    path = "/api/v1/accounts/verify_credentials"
    found = client.reading(
        lambda: client.get(account.server, path, client.AccountAnswer, token=account.token)
    )
    return _known({Metric.FOLLOWERS: found.followers_count})


def history(account: Account, cursor: str) -> PastPosts:
    """Return a page of the account's own posts, without answers, direct messages and what it passed on from others."""
    asked = {"exclude_reblogs": "true", "exclude_replies": "true", "limit": "40"}
    if cursor:
        asked["max_id"] = cursor
    path = f"/api/v1/accounts/{client.id_of(account)}/statuses"
    page = client.reading(
        lambda: client.get(account.server, path, list[StatusAnswer], token=account.token, params=asked)
    )
    own = [one for one in page if one.reblog is None and not one.in_reply_to_id and not one.is_direct]
    following = page[-1].id if page and page[-1].id != cursor else ""
    return PastPosts(posts=tuple(_past(status) for status in own), cursor=following)


def _past(status: StatusAnswer) -> PastPost:
    return PastPost(
        remote_id=status.id,
        url=status.address,
        text=plain(status.html).words,
        at=status.created_at,
        format=_format([str(media.get("type", "")) for media in status.media]),
    )


def _format(kinds: list[str]) -> str:
    """What a post is, by what hangs on it."""
    pictures = kinds.count("image")
    if pictures:
        return "image" if pictures == 1 else "carousel"
    return "video" if {"video", "gifv"} & set(kinds) else "text"


def _counts(status: StatusAnswer) -> Counts:
    shares = [count for count in (status.reblogs_count, status.quotes_count) if count is not None]
    return _known(
        {
            Metric.LIKES: status.favourites_count,
            Metric.COMMENTS: status.replies_count,
            Metric.SHARES: sum(shares) if shares else None,
        }
    )


def _known(counts: Mapping[Metric, int | None]) -> Counts:
    return {metric: count for metric, count in counts.items() if count is not None}
