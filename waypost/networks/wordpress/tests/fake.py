"""WordPress for the contract suite: a site in this process, with a reader of it."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from waypost.networks.articles.reading import read
from waypost.networks.contract import Account
from waypost.networks.tests.fakes import Fake
from waypost.networks.wordpress.places import comment_id, place_of
from waypost.networks.wordpress.tests.keeping import Comment, Post, User
from waypost.networks.wordpress.tests.site import Site


def refusal(status: int, code: str) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "message": f"{code}.", "data": {"status": status}})


REFUSALS = (
    refusal(400, "rest_invalid_param"),
    refusal(403, "rest_cannot_publish"),
    refusal(404, "rest_post_invalid_id"),
    refusal(404, "rest_no_route"),
)


@dataclass
class Reader:
    """Somebody who reads the site and comments there without an account."""

    site: Site
    tern: User

    @property
    def mention(self) -> str:
        return f"@{self.tern.username}"

    def says(self, text: str, under: str = "") -> str:
        """Comment; by itself it is under a post of somebody else on the same site."""
        if not under:
            other = self.site.users.get("otto") or self.site.join("otto")
            post, parent = self.site.write(other, content="<p>Something else.</p>").id, 0
        elif place_of(under).is_comment:
            parent = place_of(under).number
            post = self.site.kept.comments[parent].post
        else:
            post, parent = place_of(under).number, 0
        return comment_id(self.site.comment(post, parent, text, "Ana").id)

    def likes(self, remote_id: str) -> None:
        """Nobody can, there: a site of core's own has nothing for it."""

    def takes_away(self, remote_id: str) -> None:
        self.site.kept.posts[place_of(remote_id).number].status = "trash"

    def under(self, remote_id: str) -> list[str]:
        place = place_of(remote_id)
        return [
            one.text
            for one in self.site.kept.comments.values()
            if (one.parent if place.is_comment else one.post) == place.number
            and (place.is_comment or not one.parent)
        ]


def account_of(site: Site, user: User) -> Account:
    return Account(
        remote_id=f"{user.id}@{site.host}", handle=user.username, server=site.address, token=user.password
    )


def stored(site: Site, by: User) -> list[str]:
    """What somebody published and said, as words, oldest first."""
    said: list[Post | Comment] = [
        *(post for post in site.kept.posts.values() if post.by is by and post.status == "publish"),
        *(comment for comment in site.kept.comments.values() if comment.by is by),
    ]
    return [_words(one) for one in sorted(said, key=lambda one: one.at)]


def _words(one: Post | Comment) -> str:
    return read(one.text if isinstance(one, Comment) else one.said.get("content", "")).words


def fake() -> Fake:
    site = Site()
    tern = site.join("tern")
    return Fake(
        wire=site,
        account=account_of(site, tern),
        stored=lambda: stored(site, tern),
        refusals=REFUSALS,
        people=Reader(site, tern),
    )
