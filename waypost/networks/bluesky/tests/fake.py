"""Bluesky for the contract suite: a server in this process, with Ana on it."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from waypost.networks.bluesky.facets import facets
from waypost.networks.bluesky.keys import record_key
from waypost.networks.bluesky.tests.pds import Member, Pds
from waypost.networks.contract import Account
from waypost.networks.tests.fakes import Fake

PASSWORD = "abcd-efgh-ijkl-mnop"
REFUSALS = (
    httpx.Response(
        400,
        json={
            "error": "InvalidRequest",
            "message": "Invalid app.bsky.feed.post record: text must not be longer",
        },
    ),
    httpx.Response(400, json={"error": "InvalidMimeType", "message": "Referenced Mimetype does not match"}),
    httpx.Response(413, json={"error": "PayloadTooLarge", "message": "request entity too large"}),
)


@dataclass
class Ana:
    """Somebody else on the same server."""

    pds: Pds
    member: Member
    tern: Member

    @property
    def mention(self) -> str:
        return f"@{self.tern.handle}"

    def says(self, text: str, under: str = "") -> str:
        value = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-06-01T09:00:00.000Z"}
        if found := facets(text, {self.tern.handle: self.tern.did}):
            value["facets"] = found
        if under:
            above = self.pds.records[under]
            parent = {"uri": above.uri, "cid": above.cid}
            value["reply"] = {"root": above.value.get("reply", {}).get("root", parent), "parent": parent}
        return self.pds.write(self.member, record_key(f"{text}{len(self.pds.records)}"), value).uri

    def likes(self, remote_id: str) -> None:
        self.pds.records[remote_id].likes += 1

    def takes_away(self, remote_id: str) -> None:
        del self.pds.records[remote_id]

    def under(self, remote_id: str) -> list[str]:
        found = [kept for kept in self.pds.posts() if "reply" in kept.value]
        return [kept.value["text"] for kept in found if kept.value["reply"]["parent"]["uri"] == remote_id]


def fake() -> Fake:
    pds = Pds()
    tern = pds.join("tern.example", "Tern & Tide", PASSWORD)
    ana = Ana(pds, pds.join("ana.example", "Ana", "secret"), tern)
    return Fake(
        wire=pds,
        account=Account(remote_id=tern.did, handle=tern.handle, server=pds.address, token=PASSWORD),
        stored=lambda: [kept.value["text"] for kept in pds.posts() if kept.by is tern],
        refusals=REFUSALS,
        people=ana,
    )
