"""The sandbox for the contract suite: its own server, in this process."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from waypost.networks.contract import Account
from waypost.networks.sandbox import connect
from waypost.networks.sandbox.server import Sandbox, SandboxWire, open_sandbox
from waypost.networks.tests.fakes import Fake
from waypost.toolkit import http

REFUSALS = (
    httpx.Response(422, json={"error": "text_too_long", "message": "A post has at most 500 characters."}),
    httpx.Response(409, json={"error": "duplicate", "message": "This key already stands for another post."}),
    httpx.Response(403, text="no"),
)


@dataclass
class SandboxPeople:
    """Ana, on the sandbox."""

    sandbox: Sandbox
    account: Account

    mention = "@tern"

    def says(self, text: str, under: str = "") -> str:
        above = self.sandbox.truth.post(under) if under else None
        return self.sandbox.truth.let_say(text, "ana", under=above)

    def likes(self, remote_id: str) -> None:
        self.sandbox.truth.add_like(remote_id, "ana")

    def takes_away(self, remote_id: str) -> None:
        self.sandbox.truth.delete_post(self.account.remote_id, remote_id)

    def under(self, remote_id: str) -> list[str]:
        root = self.sandbox.truth.post(remote_id)
        assert root is not None
        thread = self.sandbox.truth.thread(root.root or root.id)
        return [said.text for said in thread if said.in_reply_to == remote_id]


def fake() -> Fake:
    sandbox = open_sandbox()
    wire = SandboxWire(sandbox)
    with http.wired(wire):
        account = connect.sign_up("http://sandbox.example", "tern", "Tern & Tide")
    return Fake(
        wire=wire,
        account=account,
        stored=lambda: [line.text for line in sandbox.truth.log()],
        refusals=REFUSALS,
        people=SandboxPeople(sandbox, account),
    )
