"""Ghost for the contract suite: a site in this process, with a member of it."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from waypost.networks.articles.reading import read
from waypost.networks.contract import Account
from waypost.networks.ghost.tests.site import Site
from waypost.networks.tests.fakes import Fake


def refusal(status: int, kind: str) -> httpx.Response:
    return httpx.Response(status, json={"errors": [{"type": kind, "message": f"{kind}.", "context": None}]})


REFUSALS = (
    refusal(422, "ValidationError"),
    refusal(403, "NoPermissionError"),
    refusal(404, "NotFoundError"),
    refusal(400, "BadRequestError"),
)


@dataclass
class Member:
    """Somebody who reads the site and comments there, which no program hears of."""

    site: Site

    @property
    def mention(self) -> str:
        return f"@{self.site.host}"

    def says(self, text: str, under: str = "") -> str:
        number = f"comment-{len(self.site.comments)}"
        self.site.comments[number] = (under, text)
        return number

    def likes(self, remote_id: str) -> None:
        """Vote for more like it, under the mail."""
        self.site.posts[remote_id].positive_feedback += 1

    def takes_away(self, remote_id: str) -> None:
        del self.site.posts[remote_id]

    def under(self, remote_id: str) -> list[str]:
        return [text for above, text in self.site.comments.values() if above == remote_id]


def account_of(site: Site) -> Account:
    return Account(remote_id=site.host, handle=site.host, server=site.address, token=site.key)


def stored(site: Site) -> list[str]:
    """The words of what is out, oldest first."""
    out = [post for post in site.posts.values() if post.published_at]
    return [
        read(post.said.get("html") or "").words
        for post in sorted(out, key=lambda post: str(post.published_at))
    ]


def fake() -> Fake:
    site = Site()
    return Fake(
        wire=site,
        account=account_of(site),
        stored=lambda: stored(site),
        refusals=REFUSALS,
        people=Member(site),
    )
