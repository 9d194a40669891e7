"""What happened on an instance and how it is shown there, and the ways in which other servers differ."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import httpx

from waypost.networks.mastodon.tests.checking import Call
from waypost.networks.mastodon.tests.keeping import (
    NAMED,
    Kept,
    Member,
    Poll,
    Refused,
    rendered,
)
from waypost.toolkit import clock

_numbers = count(1)


@dataclass
class Standing:
    """The server, with everything that happened on it, and its ways."""

    host: str = ""
    scheme: str = "https"
    speaks_at: str = ""
    honours_keys: bool = True
    has_source: bool = True
    reads_several: bool = True
    has_second_document: bool = True
    lists_redirects: bool = True
    keeps_lines: bool = True
    schedules: bool = True
    processing: int = 0
    loses_answers: int = 0
    refuses_consent: bool = False
    hides_everything: bool = False
    tokens_last: int = 0
    rotates: bool = True
    limits: dict[str, dict[str, int]] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    posts: dict[str, Kept] = field(default_factory=dict)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)
    notices: list[dict[str, Any]] = field(default_factory=list)
    tokens: dict[str, tuple[Member, set[str]]] = field(default_factory=dict)
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    applications: dict[str, dict[str, Any]] = field(default_factory=dict)
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    renewals: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    last_at: datetime | None = None

    def __post_init__(self) -> None:
        self.host = self.host or f"social-{next(_numbers)}.example"
        self.speaks_at = self.speaks_at or f"wss://{self.host}"
        self.limits = {
            "statuses": {
                "max_characters": 500,
                "max_media_attachments": 4,
                "characters_reserved_per_url": 23,
            },
            "media_attachments": {
                "image_size_limit": 16_777_216,
                "image_matrix_limit": 33_177_600,
                "description_limit": 1500,
                "video_size_limit": 103_809_024,
                "video_matrix_limit": 8_294_400,
                "video_frame_rate_limit": 120,
            },
            "polls": {
                "max_options": 4,
                "max_characters_per_option": 50,
                "min_expiration": 300,
                "max_expiration": 2_629_746,
            },
        } | self.limits

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.host}"

    def join(self, username: str, name: str) -> Member:
        self.members[username] = Member(self.number(), username, name)
        return self.members[username]

    def token(self, member: Member, scopes: str = "read write") -> str:
        found = f"token-{self.number()}"
        self.tokens[found] = (member, set(scopes.split()))
        return found

    def number(self) -> str:
        """An id, larger than all before."""
        return str(110_000_000_000 + next(_numbers))

    def by(self, member: Member) -> list[Kept]:
        return [post for post in self.posts.values() if post.by is member and not post.reblog_of]

    def write(self, by: Member, said: dict[str, Any]) -> Kept:
        """Keep a post, and let those hear of it who are named in it."""
        before = self.last_at or clock.now() - timedelta(days=1)
        self.last_at = max(clock.now(), before + timedelta(milliseconds=1))
        post = Kept(self.number(), by, dict(said), self.last_at)
        self.settle(post, asked=self.hides_everything)
        self.posts[post.id] = post
        for member in self.named(post):
            if member is not by:
                self.notices.append({"id": self.number(), "type": "mention", "for": member, "post": post})
        return post

    def named(self, post: Kept) -> list[Member]:
        """Those who live here and are named in a post."""
        names = [name for name, host in NAMED.findall(post.text) if host in ("", self.host)]
        return [self.members[name] for name in dict.fromkeys(names) if name in self.members]

    def settle(self, post: Kept, *, asked: bool = False) -> None:
        """Let one thing that was said set another, as a server does; `asked` is what the account hides by itself."""
        hidden = post.said.get("sensitive", asked)
        post.hidden = bool(hidden or post.said.get("spoiler_text"))
        if post.said.get("visibility") in ("private", "direct"):
            post.said["quote_approval_policy"] = "nobody"
        poll = post.said.get("poll")
        if poll is None:
            post.poll = None
            return
        votes = post.poll.votes if post.poll and post.poll.asks_as(poll) else 0
        post.poll = Poll(poll, clock.now() + timedelta(seconds=poll["expires_in"]), votes)

    def passes_on(self, by: Member, post: Kept) -> None:
        post.shares += 1
        kept = self.write(by, {"status": ""})
        kept.reblog_of = post.id

    def caller(self, request: httpx.Request) -> tuple[Member, set[str]]:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            raise Refused(401, "The access token is invalid")
        return self.tokens[token]

    # What people do in a browser

    def consent(self, asked: dict[str, str], member: Member) -> dict[str, str]:
        """Say yes or no to an application; gives what stands in the address that leads back."""
        application = self.applications[asked["client_id"]]
        assert asked["redirect_uri"] in application["redirects"]
        assert set(asked["scope"].split()) <= set(application["scopes"].split())
        if self.refuses_consent:
            return {"error": "access_denied", "state": asked["state"]}
        code = f"code-{self.number()}"
        self.codes[code] = {**asked, "member": member}
        return {"code": code, "state": asked["state"]}

    def spoken(self, member: Member, after: int = 0) -> str:
        """What is said on the line of somebody's notifications, without the first of them."""
        heard = [one for one in self.notices if one["for"] is member][after:]
        events = (f"event: notification\ndata: {json.dumps(self.notice(one))}\n\n" for one in heard)
        return "".join(events)

    # How things are shown

    def notice(self, one: dict[str, Any]) -> dict[str, Any]:
        status = self.view(one["post"])
        return {"id": one["id"], "type": one["type"], "created_at": status["created_at"],
                "account": self.person(one["post"].by), "status": status}  # fmt: skip

    def person(self, member: Member) -> dict[str, Any]:
        return {"id": member.id, "username": member.username, "acct": member.username,
                "display_name": member.name, "url": f"{self.address}/@{member.username}",
                "followers_count": member.followers}  # fmt: skip

    def view(self, post: Kept) -> dict[str, Any]:
        above = self.posts.get(post.above)
        under = [one for one in self.posts.values() if one.above == post.id]
        url = f"{self.address}/@{post.by.username}/{post.id}"
        return {
            "id": post.id, "created_at": post.at.isoformat().replace("+00:00", "Z"), "uri": url, "url": url,
            "account": self.person(post.by), "content": rendered(post.text, self.address),
            "visibility": post.said.get("visibility", "public"),
            "spoiler_text": post.said.get("spoiler_text", ""), "sensitive": post.hidden,
            "poll": post.poll.view if post.poll else None, "in_reply_to_id": post.above or None,
            "in_reply_to_account_id": above.by.id if above else None,
            "reblog": self.view(self.posts[post.reblog_of]) if post.reblog_of else None,
            "media_attachments": [{"id": one, "type": self.media.get(one, {"kind": "image"})["kind"]}
                                  for one in post.said.get("media_ids", [])],
            "favourites_count": post.likes, "replies_count": len(under), "reblogs_count": post.shares,
            "quotes_count": 0,
            "mentions": [self.person(one) for one in self.named(post)],
        }  # fmt: skip
