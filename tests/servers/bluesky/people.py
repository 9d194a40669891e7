"""People on the network who are not ours: they sign up, post, answer, like and repost, over the same protocol."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx

from waypost.networks.contract import TryLater

Found = TypeVar("Found")


class NotThere(AssertionError):
    """The application answers that it knows nothing of what was asked for."""


@dataclass
class Somebody:
    """An account with its own password, on the accounts' server."""

    server: str
    handle: str
    did: str = ""
    token: str = field(default="", repr=False)

    @classmethod
    def signs_up(cls, server: str, handle: str, password: str = "a password of their own") -> Somebody:
        somebody = cls(server, handle)
        said = {"handle": handle, "email": f"{handle}@example.test", "password": password}
        answer = somebody.post("com.atproto.server.createAccount", **said)
        somebody.did, somebody.token = answer["did"], answer["accessJwt"]
        return somebody

    def app_password(self) -> str:
        """A new password for one program."""
        number = time.monotonic_ns()
        return str(self.post("com.atproto.server.createAppPassword", name=f"Waypost {number}")["password"])

    def revokes_app_passwords(self) -> None:
        for one in self.get("com.atproto.server.listAppPasswords")["passwords"]:
            self.post("com.atproto.server.revokeAppPassword", name=one["name"])

    def says(
        self, text: str, under: str = "", quoting: str = "", facets: list[dict[str, Any]] | None = None
    ) -> str:
        record: dict[str, Any] = {"$type": "app.bsky.feed.post", "text": text, "createdAt": _now()}
        if facets:
            record["facets"] = facets
        for seen in filter(None, (under, quoting)):
            # People speak under what they see; the application tells nobody of words under a post it has not met.
            eventually(lambda uri=seen: self.view(uri))
        if under:
            above = self.record(under)
            parent = {"uri": above["uri"], "cid": above["cid"]}
            record["reply"] = {"parent": parent, "root": above["value"].get("reply", {}).get("root", parent)}
        if quoting:
            quoted = self.record(quoting)
            record["embed"] = {
                "$type": "app.bsky.embed.record",
                "record": {"uri": quoted["uri"], "cid": quoted["cid"]},
            }
        return self.writes("app.bsky.feed.post", record)

    def likes(self, uri: str) -> str:
        return self._about(uri, "app.bsky.feed.like")

    def likes_all(self, uris: Sequence[str]) -> None:
        """Like many posts in one call."""
        kind = "app.bsky.feed.like"
        kept = [self.record(uri) for uri in uris]
        writes = [
            {
                "$type": "com.atproto.repo.applyWrites#create",
                "collection": kind,
                "value": {
                    "$type": kind,
                    "subject": {"uri": one["uri"], "cid": one["cid"]},
                    "createdAt": _now(),
                },
            }
            for one in kept
        ]
        self.post("com.atproto.repo.applyWrites", repo=self.did, writes=writes)

    def reposts(self, uri: str) -> str:
        return self._about(uri, "app.bsky.feed.repost")

    def follows(self, did: str) -> str:
        record = {"$type": "app.bsky.graph.follow", "subject": did, "createdAt": _now()}
        return self.writes("app.bsky.graph.follow", record)

    def deletes(self, uri: str) -> None:
        _, _, repo, collection, key = uri.split("/")
        self.post("com.atproto.repo.deleteRecord", repo=repo, collection=collection, rkey=key)

    def record(self, uri: str) -> dict[str, Any]:
        _, _, repo, collection, key = uri.split("/")
        return self.get("com.atproto.repo.getRecord", repo=repo, collection=collection, rkey=key)

    def records(self, did: str, collection: str = "app.bsky.feed.post") -> list[dict[str, Any]]:
        """Everything of a kind that an account keeps, the smallest key first."""
        asked = {"repo": did, "collection": collection, "limit": "100", "reverse": "true"}
        return list(self.get("com.atproto.repo.listRecords", **asked)["records"])

    def view(self, uri: str) -> dict[str, Any] | None:
        """A post as the application shows it, once it has been indexed."""
        found = self.get("app.bsky.feed.getPosts", uris=uri)["posts"]
        return found[0] if found else None

    def profile(self, did: str) -> dict[str, Any]:
        """Somebody as the application shows them to us; empty until it has indexed them."""
        found = self.get("app.bsky.actor.getProfiles", actors=did)["profiles"]
        return dict(found[0]) if found else {}

    def writes(self, collection: str, record: dict[str, Any]) -> str:
        answer = self.post(
            "com.atproto.repo.createRecord", repo=self.did, collection=collection, record=record
        )
        return str(answer["uri"])

    def post(self, method: str, /, **said: Any) -> dict[str, Any]:
        answer = httpx.post(f"{self.server}/xrpc/{method}", json=said, headers=self._headers(), timeout=20)
        assert answer.is_success, f"{method}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else {}

    def get(self, method: str, /, **asked: str) -> dict[str, Any]:
        answer = httpx.get(f"{self.server}/xrpc/{method}", params=asked, headers=self._headers(), timeout=20)
        if not answer.is_success:
            raise NotThere(f"{method}: {answer.status_code} {answer.text}")
        return dict(answer.json())

    def _about(self, uri: str, collection: str) -> str:
        found = self.record(uri)
        subject = {"uri": found["uri"], "cid": found["cid"]}
        return self.writes(collection, {"$type": collection, "subject": subject, "createdAt": _now()})

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}


def eventually(ask: Callable[[], Found], seconds: float = 30.0) -> Found:
    """Ask until there is an answer: the application indexes what happened a moment later, and refuses until then."""
    until = time.monotonic() + seconds
    while True:
        said: object
        try:
            if said := ask():
                return said
        except (NotThere, TryLater) as error:
            said = error
        assert time.monotonic() < until, f"still {said!r} after {seconds} s"
        time.sleep(0.05)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
