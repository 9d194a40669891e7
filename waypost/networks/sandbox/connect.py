"""Connecting a sandbox account: by a token that a person brings, or by opening one here and now."""

from waypost.networks.contract import Account, Profile
from waypost.networks.sandbox import client


def verify(account: Account) -> Profile:
    """Ask the server whose token this is. Raises Disconnected when nobody's, TryLater when not reached."""
    found = client.call(account, "GET", "/api/me", client.ProfileAnswer)
    return Profile(remote_id=found.id, handle=found.handle, name=found.name)


def sign_up(server: str, handle: str, name: str) -> Account:
    """Open an account, as anybody may on this network. Raises Rejected when the handle is taken or unusable."""
    nobody = Account(remote_id="", handle="", server=server.rstrip("/"), token="")
    opened = client.call(
        nobody, "POST", "/api/accounts", client.ProfileAnswer, json={"handle": handle, "name": name}
    )
    return Account(remote_id=opened.id, handle=opened.handle, server=nobody.server, token=opened.token)
