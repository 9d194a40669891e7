"""What the sandbox counts of posts and accounts, and an account's own past."""

from collections.abc import Mapping, Sequence

from waypost.networks.contract import Account, Counts, Metric, PastPost, PastPosts
from waypost.networks.sandbox import client


def posts(account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
    """Return each post's counts now; one that is gone is absent. Raises TryLater or Disconnected."""
    if not remote_ids:
        return {}
    return client.look(account, "/api/counts", client.CountsAnswer, {"ids": ",".join(remote_ids)}).counts


def account(account: Account) -> Counts:
    """Return the account's own counts now. Raises TryLater or Disconnected."""
    found = client.look(account, "/api/me/counts", client.AccountCountsAnswer)
    return {Metric.FOLLOWERS: found.followers}


def history(account: Account, cursor: str) -> PastPosts:
    """Return a page of the account's own posts, newest first. Raises TryLater or Disconnected."""
    found = client.look(account, "/api/posts", client.PostsAnswer, {"before": cursor, "answers": "no"})
    return PastPosts(
        posts=tuple(
            PastPost(remote_id=post.id, url=post.url, text=post.text, at=post.at, format=post.format)
            for post in found.posts
        ),
        cursor=found.older,
    )
