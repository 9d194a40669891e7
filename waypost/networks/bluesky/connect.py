"""Connecting a Bluesky account: by consent on its own server, or by its handle and an app password."""

from __future__ import annotations

from pydantic import BaseModel

from waypost.networks.bluesky import client, grants, sessions
from waypost.networks.bluesky.consent import (
    consent_url,
    description,
    introduced,
    renewed,
    server_of,
    taken_back,
    token_for,
)
from waypost.networks.bluesky.grants import Bound
from waypost.networks.contract import (
    UNKNOWN_ACCOUNT,
    Account,
    Application,
    Disconnected,
    NetworkError,
    Profile,
    Rejected,
    Token,
)
from waypost.toolkit.http import HttpError

__all__ = [
    "consent_url",
    "description",
    "introduced",
    "renew",
    "revoke",
    "server_of",
    "token_for",
    "token_of",
    "verify",
]


class ResolvedAnswer(BaseModel):
    """Who a handle is."""

    did: str


class ProfileAnswer(BaseModel):
    """How an account shows itself."""

    displayName: str = ""  # noqa: N815 (the lexicon's name)


def verify(account: Account) -> Profile:
    """Ask whose app password this is, by a new session; or whose token, at the server that its owner lives on.

    Raises Rejected with UNKNOWN_ACCOUNT when nobody has the handle, Disconnected when the password is not its
    owner's, TryLater when the server is not reached.
    """
    if (bound := grants.read(account.token)) is not None:
        return _consented(bound, account.token)
    identifier = _identifier(account)
    try:
        session = sessions.opened(account, identifier)
    except Disconnected:
        _find_out_whose(account, identifier)
        raise
    asked = Account(remote_id=session.did, handle=session.handle, server=account.server, token=account.token)
    return Profile(remote_id=session.did, handle=session.handle, name=_name(asked))


def token_of(account: Account) -> Token:
    """An app password does not end: it opens sessions until its owner takes it back."""
    return Token(access=account.token)


def renew(account: Account, token: Token, application: Application | None) -> Token:
    """Exchange a token by consent for a new one ahead of its end."""
    return renewed(account, token, application)


def revoke(account: Account, token: Token, application: Application) -> None:
    """Tell the server that nothing of this sign-in opens the account any more."""
    taken_back(token, application)


def _consented(bound: Bound, token: str) -> Profile:
    try:
        owner = sessions.whose(bound.server, bound)
    except client.NonceWanted:
        owner = sessions.whose(bound.server, bound)
    if not owner.active:
        raise Disconnected(sessions.INACTIVE)
    if owner.did != bound.did:
        raise Disconnected("That sign-in opens another account by now.")
    asked = Account(remote_id=owner.did, handle=owner.handle, server=bound.server, token=token)
    return Profile(remote_id=owner.did, handle=owner.handle, name=_name(asked), server=bound.server)


def _identifier(account: Account) -> str:
    """The handle as typed, without the sign in front, whole where only the first word was typed; else who it was."""
    # Handles copied from a page come with marks of direction around them.
    typed = "".join(filter(str.isprintable, account.handle)).strip().removeprefix("@").lower()
    if typed and "." not in typed and account.server.rstrip("/") == "https://bsky.social":
        return f"{typed}.bsky.social"
    return typed or account.remote_id


def _find_out_whose(account: Account, identifier: str) -> None:
    """Raise Rejected when nobody has this handle: a server says the same of that and of a wrong password."""
    if "@" in identifier or identifier.startswith("did:"):
        return
    try:
        client.get(
            account.server,
            "com.atproto.identity.resolveHandle",
            ResolvedAnswer,
            token="",
            params={"handle": identifier},
        )
    except Rejected as error:
        sentence = f"Nobody on Bluesky is called @{identifier}. Write the handle as it stands on the profile."
        raise Rejected(sentence, UNKNOWN_ACCOUNT) from error
    except (NetworkError, HttpError):
        return


def _name(account: Account) -> str:
    """The name that the profile shows; the handle where there is none, or nobody to ask."""
    try:
        found = sessions.get(
            account, "app.bsky.actor.getProfile", ProfileAnswer, {"actor": account.remote_id}
        )
    except NetworkError:
        return account.handle
    return found.displayName.strip() or account.handle
