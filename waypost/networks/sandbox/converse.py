"""What people do under a post on the sandbox: replies and likes, read only for now."""

from urllib.parse import quote

from waypost.networks.contract import Account, Reply
from waypost.networks.sandbox import client


def replies(account: Account, remote_id: str) -> list[Reply]:
    """Return the replies under a post, oldest first. Raises Rejected when there is no such post."""
    found = client.call(account, "GET", f"{_path(remote_id)}/replies", client.RepliesAnswer)
    return [
        Reply(remote_id=reply.id, author=reply.author, text=reply.text, at=reply.at, url=reply.url)
        for reply in found.replies
    ]


def like_count(account: Account, remote_id: str) -> int:
    """Return how many people like a post now. Raises Rejected when there is no such post."""
    return client.call(account, "GET", f"{_path(remote_id)}/likes", client.LikesAnswer).count


def _path(remote_id: str) -> str:
    return f"/api/posts/{quote(remote_id, safe='')}"
