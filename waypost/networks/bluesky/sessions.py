"""Sessions: an app password opens one, and as few as possible, because opening is limited to 300 a day.

They live in this process only. An access token is renewed before it ends; a refresh token is good once. Where a person
consented instead, the account's token is the session, and it is renewed where it is kept.
"""

from __future__ import annotations

import base64
import json
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from waypost.networks import calling
from waypost.networks.bluesky import client, grants, proofs
from waypost.networks.bluesky.grants import Bound
from waypost.networks.contract import Account, Disconnected, Rejected, TryLater
from waypost.toolkit import clock, http
from waypost.toolkit.http import HttpError

AHEAD = timedelta(minutes=5)
_LIFE = timedelta(minutes=30)
INACTIVE = "This account is not active on Bluesky. Activate it there, then connect it again."
_UPLOAD = "com.atproto.repo.uploadBlob"


class SessionAnswer(BaseModel):
    """An open session, as a server says it."""

    accessJwt: str  # noqa: N815 (the lexicon's name)
    refreshJwt: str  # noqa: N815
    did: str
    handle: str
    active: bool = True


class OwnerAnswer(BaseModel):
    """Whose an open session is."""

    did: str
    handle: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """An open session. `access` is good until `ends_at`."""

    did: str
    handle: str
    access: client.Opens = field(repr=False)
    refresh: str = field(repr=False)
    ends_at: datetime


@dataclass(slots=True)
class _Place:
    lock: threading.Lock = field(default_factory=threading.Lock)
    session: Session | None = None


_places: defaultdict[tuple[str, str, str], _Place] = defaultdict(_Place)


def opened(account: Account, identifier: str) -> Session:
    """Open a session by the app password, whatever is open already, and keep it for its account."""
    session = _create(account, identifier)
    place = _places[_name(account, session.did)]
    with place.lock:
        place.session = session
    return session


def session(account: Account) -> Session:
    """The account's session: the one that is open, renewed ahead of its end, or a new one."""
    if (bound := grants.read(account.token)) is not None:
        return _consented(account, bound)
    place = _places[_name(account, account.remote_id)]
    with place.lock:
        known = place.session
        if known is None:
            place.session = known = _create(account, account.remote_id)
        elif known.ends_at - AHEAD <= clock.now():
            place.session = known = _renewed(account, known)
        return known


def forget(account: Account, over: Session) -> None:
    """Note that the server no longer takes this session's access token; the next call renews it.

    Raises Disconnected where only another token of the account helps.
    """
    if isinstance(over.access, Bound):
        raise Disconnected("The sign-in with Bluesky ran out.")
    place = _places[_name(account, account.remote_id)]
    with place.lock:
        if place.session is over:
            place.session = replace(over, ends_at=clock.now())


def close_all() -> None:
    """Let go of every session of this process, as a restart does."""
    _places.clear()


def get(
    account: Account, name: str, shape: type[client.AnswerT], params: Mapping[str, str | Sequence[str]]
) -> client.AnswerT:
    """Ask a query as this account. Raises the three errors; TryLater also when no usable answer came."""
    return call(account, lambda token: client.get(account.server, name, shape, token=token, params=params))


def reading(
    account: Account, name: str, shape: type[client.AnswerT], params: Mapping[str, str | Sequence[str]]
) -> client.AnswerT:
    """Ask what a reader asks again and again. Raises TryLater or Disconnected."""
    return calling.reading(lambda: get(account, name, shape, params))


def post(account: Account, name: str, shape: type[client.AnswerT], body: Mapping[str, Any]) -> client.AnswerT:
    """Call a procedure as this account that may be repeated. Raises as `get` does."""
    return call(account, lambda token: client.post(account.server, name, shape, token=token, json=body))


def upload(
    account: Account, content: bytes | http.Body, content_type: str, shape: type[client.AnswerT]
) -> client.AnswerT:
    """Leave a blob at the account's server; it goes away by itself unless a record names it soon."""

    def post(token: client.Opens) -> client.AnswerT:
        return client.post(
            account.server, _UPLOAD, shape, token=token, content=content, content_type=content_type
        )

    return call(account, post)


def call(account: Account, ask: Callable[[client.Opens], client.AnswerT]) -> client.AnswerT:
    """Call with the session's token; a session that is over is renewed once. Raises as `get` does."""
    try:
        current = session(account)
        try:
            return ask(current.access)
        except client.NonceWanted:
            return ask(current.access)
        except client.SessionOver:
            forget(account, current)
            return ask(session(account).access)
    except HttpError as error:
        raise TryLater(calling.AGAIN_SECONDS, str(error)) from error


def _consented(account: Account, bound: Bound) -> Session:
    """The session that is the token itself, once its server's word for the next proof is known and fresh."""
    if not proofs.is_fresh(account.server):
        with suppress(client.NonceWanted, client.SessionOver):
            whose(account.server, bound)
    return Session(bound.did, account.handle, bound, "", datetime.max.replace(tzinfo=UTC))


def whose(server: str, token: client.Opens) -> OwnerAnswer:
    """Ask a server whose token this is."""
    return client.get(server, "com.atproto.server.getSession", OwnerAnswer, token=token, params={})


def _name(account: Account, did: str) -> tuple[str, str, str]:
    return account.server.rstrip("/"), did, sha256(account.token.encode()).hexdigest()


def _create(account: Account, identifier: str) -> Session:
    asked = {"identifier": identifier, "password": account.token}
    return _kept(
        client.post(account.server, "com.atproto.server.createSession", SessionAnswer, token="", json=asked)
    )


def _renewed(account: Account, known: Session) -> Session:
    try:
        found = client.post(
            account.server, "com.atproto.server.refreshSession", SessionAnswer, token=known.refresh
        )
    except (client.SessionOver, Disconnected, Rejected):
        return _create(account, account.remote_id)
    return _kept(found)


def _kept(found: SessionAnswer) -> Session:
    if not found.active:
        raise Disconnected(INACTIVE)
    return Session(found.did, found.handle, found.accessJwt, found.refreshJwt, _end_of(found.accessJwt))


def _end_of(token: str) -> datetime:
    """When an access token ends, as it says itself (RFC 7519); a careful guess where it does not say."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return datetime.fromtimestamp(claims["exp"], UTC)
    except (IndexError, KeyError, TypeError, ValueError):
        return clock.now() + _LIFE
