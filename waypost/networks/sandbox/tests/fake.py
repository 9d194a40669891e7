"""The sandbox for the contract suite: its own server, in this process."""

from __future__ import annotations

import httpx

from waypost.networks.sandbox import connect
from waypost.networks.sandbox.server import SandboxWire, open_sandbox
from waypost.networks.tests.fakes import Fake
from waypost.toolkit import http

REFUSALS = (
    httpx.Response(422, json={"error": "text_too_long", "message": "A post has at most 500 characters."}),
    httpx.Response(409, json={"error": "duplicate", "message": "This key already stands for another post."}),
    httpx.Response(403, text="no"),
)


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
    )
