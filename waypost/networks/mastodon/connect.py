"""Connecting an account by consent on its own server, and what that server allows (https://docs.joinmastodon.org/spec/oauth, 2026-07)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import timedelta
from math import isqrt
from urllib.parse import urlencode

import regex
from pydantic import BaseModel

from waypost.networks.contract import (
    UNKNOWN_SERVER,
    Account,
    Application,
    Consent,
    Disconnected,
    Profile,
    Rejected,
    Terms,
    Token,
)
from waypost.networks.mastodon import client
from waypost.toolkit import clock, http

SCOPES = "read:accounts read:statuses read:notifications write:statuses write:media"
_HOST = regex.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)+[\w-]{2,63}(?::\d{1,5})?|localhost(?::\d{1,5})?")
_ADDRESS = regex.compile(r"(?P<scheme>https?)://(?P<host>[^/\s?#@]+)(?:[/?#].*)?", regex.IGNORECASE)


class ApplicationAnswer(BaseModel):
    """What the server calls us."""

    client_id: str
    client_secret: str


class TokenAnswer(BaseModel):
    """A token. Mastodon's own do not end; servers that speak its language say when, and may renew them
    (https://github.com/tuskyapp/Tusky/pull/1142 names Pixelfed and Pleroma, read 2026-11-22)."""

    access_token: str
    refresh_token: str | None = None
    expires_in: float | None = None

    @property
    def token(self) -> Token:
        """What it is to us."""
        ends_at = clock.now() + timedelta(seconds=self.expires_in) if self.expires_in else None
        refresh = self.refresh_token or ""
        return Token(access=self.access_token, refresh=refresh, ends_at=ends_at, renews=bool(refresh))


class StatusesRules(BaseModel):
    """Limits on a post."""

    max_characters: int | None = None
    max_media_attachments: int | None = None
    characters_reserved_per_url: int | None = None


class MediaRules(BaseModel):
    """Limits on what hangs on a post."""

    image_size_limit: int | None = None
    image_matrix_limit: int | None = None
    description_limit: int | None = None
    video_size_limit: int | None = None
    video_matrix_limit: int | None = None
    video_frame_rate_limit: int | None = None


class PollsRules(BaseModel):
    """Limits on a poll."""

    max_options: int | None = None
    max_characters_per_option: int | None = None
    min_expiration: int | None = None
    max_expiration: int | None = None


class Configuration(BaseModel):
    """All limits of a server."""

    statuses: StatusesRules = StatusesRules()
    media_attachments: MediaRules = MediaRules()
    polls: PollsRules = PollsRules()


class InstanceAnswer(BaseModel):
    """A server's own document. `max_toot_chars` is how Pleroma and Akkoma say their limit in version 1."""

    configuration: Configuration = Configuration()
    max_toot_chars: int | None = None


def verify(account: Account) -> Profile:
    """Ask whose token this is. Raises Rejected with UNKNOWN_SERVER where nobody knows the call, and as ever."""
    try:
        found = client.get(
            account.server,
            "/api/v1/accounts/verify_credentials",
            client.AccountAnswer,
            token=account.token,
        )
    except client.Missing as error:
        raise Rejected(_no_server(account.server), UNKNOWN_SERVER) from error
    except Rejected as error:
        raise Disconnected(error.reason) from error
    host = client.host_of(account.server)
    return Profile(
        remote_id=f"{found.id}@{host}",
        handle=f"{found.username}@{host}",
        name=found.name,
    )


def terms(account: Account) -> Terms:
    """Ask the server for its limits: by the document of today, else by the one before it."""

    def ask() -> InstanceAnswer:
        try:
            return client.get(account.server, "/api/v2/instance", InstanceAnswer, token=account.token)
        except client.Missing:
            return client.get(account.server, "/api/v1/instance", InstanceAnswer, token=account.token)

    answer = client.reading(ask)
    found = answer.configuration
    said = {
        "text_limit": found.statuses.max_characters or answer.max_toot_chars,
        "link_length": found.statuses.characters_reserved_per_url,
        "images_max": found.statuses.max_media_attachments,
        "image_bytes": found.media_attachments.image_size_limit,
        "image_pixels": found.media_attachments.image_matrix_limit,
        "alt_limit": found.media_attachments.description_limit,
        "video_bytes": found.media_attachments.video_size_limit,
        # Of pixels in all, whatever its shape: the side of a square.
        "video_side": isqrt(found.media_attachments.video_matrix_limit or 0),
        "video_frames": found.media_attachments.video_frame_rate_limit,
        "poll_answers_max": found.polls.max_options,
        "poll_answer_limit": found.polls.max_characters_per_option,
        "poll_seconds_min": found.polls.min_expiration,
        "poll_seconds_max": found.polls.max_expiration,
    }
    return Terms.of({name: value for name, value in said.items() if value is not None})


# Consent


def server_of(typed: str) -> str:
    """Understand a server as people write it: an address, a bare name, or a handle with its server.

    Raises Rejected with UNKNOWN_SERVER.
    """
    # What is copied from a page comes with marks of direction around it.
    said = "".join(filter(str.isprintable, typed)).strip()
    address = _ADDRESS.fullmatch(said)
    scheme, host = (address["scheme"].lower(), address["host"]) if address else ("https", _bare(said))
    host = host.lower().rstrip(".")
    if not (
        _HOST.fullmatch(host)
        or (address and regex.fullmatch(r"[\d.]+(?::\d+)?|\[[\da-f:]+\](?::\d+)?", host))
    ):
        sentence = f"“{said[:80]}” is not a server. Type the name that stands after your own, such as mastodon.social."
        raise Rejected(sentence, UNKNOWN_SERVER)
    return f"{scheme}://{host}"


def _bare(said: str) -> str:
    """The server of `host`, `host/anything` or `@me@host`."""
    return said.partition("/")[0].rpartition("@")[2]


def register(server: str, redirect_uri: str) -> Application:
    """Introduce this installation. Raises Rejected with UNKNOWN_SERVER when that is no server of this kind."""
    asked = {"client_name": "Waypost", "redirect_uris": [redirect_uri], "scopes": SCOPES}
    try:
        try:
            found = client.post(server, "/api/v1/apps", ApplicationAnswer, json=asked)
        except Rejected:
            # Before 4.3, and on most other servers, it is one text and no list.
            asked["redirect_uris"] = redirect_uri
            found = client.post(server, "/api/v1/apps", ApplicationAnswer, json=asked)
    except (Rejected, Disconnected, http.UnreadableAnswer) as error:
        raise Rejected(_no_server(server), UNKNOWN_SERVER) from error
    return Application(client_id=found.client_id, client_secret=found.client_secret)


def consent_url(server: str, application: Application, consent: Consent, *, anew: bool = False) -> str:
    """Where the person consents, with the proof by which only we can use what comes back (RFC 7636, S256)."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(consent.verifier.encode()).digest()).decode()
    asked = {
        "response_type": "code",
        "client_id": application.client_id,
        "redirect_uri": consent.redirect_uri,
        "scope": SCOPES,
        "state": consent.state,
        "code_challenge": challenge.rstrip("="),
        "code_challenge_method": "S256",
    }
    if anew:
        asked["force_login"] = "true"
    return f"{client.address(server, '/oauth/authorize')}?{urlencode(asked)}"


def token_for(server: str, application: Application, consent: Consent, code: str) -> Token:
    """Exchange the code. Raises Rejected when it was used, has expired or is somebody else's."""
    asked = {
        "grant_type": "authorization_code",
        "client_id": application.client_id,
        "client_secret": application.client_secret,
        "redirect_uri": consent.redirect_uri,
        "code": code,
        "code_verifier": consent.verifier,
    }
    try:
        return client.post(server, "/oauth/token", TokenAnswer, json=asked).token
    except (Rejected, Disconnected) as error:
        raise Rejected("That way to the server is used up. Connect once more.", "invalid_grant") from error


# Renewal


def token_of(account: Account) -> Token:
    """A token as a person brings it: servers say how long one is good only when they give it."""
    return Token(access=account.token)


def renew(account: Account, token: Token, application: Application | None) -> Token:
    """Exchange the refresh token (RFC 6749, section 6). A server that gives no new one lets the old one be used again."""
    if not token.refresh or application is None:
        raise Rejected("This server gave nothing to renew the sign-in with.")
    asked = {
        "grant_type": "refresh_token",
        "client_id": application.client_id,
        "client_secret": application.client_secret,
        "refresh_token": token.refresh,
    }
    found = client.post(account.server, "/oauth/token", TokenAnswer, json=asked).token
    return replace(found, refresh=found.refresh or token.refresh, renews=True)


def _no_server(server: str) -> str:
    host = client.host_of(server)
    return f"{host} does not speak Mastodon’s language. Type the server that your account lives on."
