"""A person's way to their server and back."""

from __future__ import annotations

import secrets
from dataclasses import replace

from waypost.networks.bluesky import connect
from waypost.networks.bluesky.tests.authority import ConsentingPds
from waypost.networks.bluesky.tests.pds import Member
from waypost.networks.contract import (
    Account,
    Application,
    Consent,
    Outgoing,
    Token,
)

ADDRESS, BACK = (
    "https://waypost.example/channels/clients/bluesky.json",
    "https://waypost.example/channels/return/",
)
SECRET = "not a secret at all, but as long as one, and always the same"
POST = Outgoing(text="The tide turns at six.", key="k1")


def consent(typed: str = "@tern.example", **changed: str) -> Consent:
    known = {"redirect_uri": BACK, "state": "s1", "verifier": "v" * 64, "secret": SECRET}
    return Consent(**known | {"typed": typed} | changed)


def signed_in(pds: ConsentingPds, waypost: Application, tern: Member, typed: str = "@tern.example") -> Token:
    server, asked = connect.server_of(typed), consent(typed, verifier=secrets.token_urlsafe(48))
    brought = pds.consent(connect.consent_url(server, waypost, asked), tern)
    return connect.token_for(server, waypost, replace(asked, came_from=brought["iss"]), brought["code"])


def account_of(token: Token) -> Account:
    found = connect.verify(
        Account(remote_id="", handle="", server="https://elsewhere.example", token=token.access)
    )
    return Account(remote_id=found.remote_id, handle=found.handle, server=found.server, token=token.access)
