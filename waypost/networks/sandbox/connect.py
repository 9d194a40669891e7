"""Connecting a sandbox account: by a token that a person brings, or by opening one here and now."""

from waypost.networks.contract import Account, Application, Profile, Token
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


def token_of(account: Account) -> Token:
    """Ask how long the account's token is good."""
    found = client.look(account, "/api/token", client.TokenAnswer)
    return Token(access=account.token, ends_at=found.ends_at, renews=found.ends_at is not None)


def renew(account: Account, token: Token, application: Application | None) -> Token:
    """Exchange the token for a new one, once. Raises Rejected when it was exchanged before, and as ever."""
    found = client.call(account, "POST", "/api/token", client.GivenAnswer)
    return Token(access=found.token, ends_at=found.ends_at, renews=found.ends_at is not None)
