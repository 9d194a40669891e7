"""Mastodon for the contract suite: an instance in this process, with Ana on it."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from waypost.networks.contract import Account
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.keeping import Member
from waypost.networks.tests.fakes import Fake

REFUSALS = (
    httpx.Response(422, json={"error": "Validation failed: Text character limit of 500 exceeded"}),
    httpx.Response(404, json={"error": "Record not found"}),
    httpx.Response(410, json={"error": "Gone"}),
    httpx.Response(403, json={"error": "This action is outside the authorized scopes"}),
)


@dataclass
class Ana:
    """Somebody else on the same server."""

    instance: Instance
    member: Member
    tern: Member

    @property
    def mention(self) -> str:
        return f"@{self.tern.username}"

    def says(self, text: str, under: str = "") -> str:
        """Say something; under a post as people's apps do, with the name of the one who is answered in front."""
        said = {"status": f"{self.mention} {text}", "in_reply_to_id": under} if under else {"status": text}
        return self.instance.write(self.member, said).id

    def likes(self, remote_id: str) -> None:
        self.instance.posts[remote_id].likes += 1

    def takes_away(self, remote_id: str) -> None:
        del self.instance.posts[remote_id]

    def under(self, remote_id: str) -> list[str]:
        """What stands under a message, without the name of the one who is answered."""
        found = [post.text for post in self.instance.posts.values() if post.above == remote_id]
        return [text.removeprefix("@ana ") for text in found]


def account_of(instance: Instance, member: Member) -> Account:
    return Account(
        remote_id=f"{member.id}@{instance.host}",
        handle=f"{member.username}@{instance.host}",
        server=instance.address,
        token=instance.token(member),
    )


def fake() -> Fake:
    instance = Instance()
    tern = instance.join("tern", "Tern & Tide")
    return Fake(
        wire=instance,
        account=account_of(instance, tern),
        stored=lambda: [post.text for post in instance.by(tern)],
        refusals=REFUSALS,
        people=Ana(instance, instance.join("ana", "Ana"), tern),
    )
