"""Sign-in by consent (https://atproto.com/specs/oauth, read 2026-11-22): what is wished is told to the server ahead (PAR),
only we can use the code (PKCE) and only our key can use the token (DPoP).

Servers read who this installation is in a document at its own address. On an address that only this machine can reach
they take it for a program on its owner's machine, and sign it in for two weeks at a time.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import httpx
from pydantic import BaseModel, ValidationError

from waypost.networks import calling
from waypost.networks.bluesky import grants, proofs, whereabouts
from waypost.networks.bluesky.authorities import SCOPES, Authority, authority_at, authority_of
from waypost.networks.bluesky.grants import Bound
from waypost.networks.bluesky.proofs import Signer
from waypost.networks.contract import (
    UNKNOWN_SERVER,
    Account,
    Application,
    Consent,
    Disconnected,
    Rejected,
    Token,
    TryLater,
)
from waypost.toolkit import clock, http

# A renewal asks three times at most, and all of it must end well before its lease does.
_SECONDS = 10.0
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_ASSERTED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_USED_UP = "That way to the server is used up. Connect once more."
_ELSEWHERE = "Somebody else sent you back than the server that you went to. Connect once more."


class PushedAnswer(BaseModel):
    """What was told ahead, by the name that the server gave it."""

    request_uri: str


class TokenAnswer(BaseModel):
    """A token, and the one that renews it."""

    access_token: str
    token_type: str
    sub: str
    scope: str
    expires_in: int
    refresh_token: str = ""


class Done(BaseModel):
    """An answer without anything in it."""


AnswerT = TypeVar("AnswerT", bound=BaseModel)


# Who we are


def introduced(address: str, redirect_uri: str) -> tuple[Application, str]:
    """What servers call this installation, and where people come back to."""
    back = urlsplit(redirect_uri)
    if back.hostname in _LOCAL and back.scheme == "http":
        # The name is no way back (RFC 8252, 8.3): what answers to it may be another than what answers to the address.
        port = f":{back.port}" if back.port else ""
        numbered = urlunsplit(back._replace(netloc=f"127.0.0.1{port}"))
        return Application(client_id=_on_this_machine(numbered), client_secret=""), numbered
    if urlsplit(address).scheme != "https" or not _is_name(urlsplit(address).hostname or ""):
        raise Rejected(
            "Bluesky’s servers can only let people back to an address with https and a name. Set WAYPOST_PUBLIC_URL "
            "to such a one, or connect with an app password.",
            UNKNOWN_SERVER,
        )
    return Application(client_id=address, client_secret=secrets.token_urlsafe(48)), redirect_uri


def description(application: Application, redirect_uri: str) -> Mapping[str, Any]:
    """The document that servers read about us (draft-ietf-oauth-client-id-metadata-document)."""
    signer = Signer(application.client_secret)
    key = signer.public | {"kid": signer.name, "use": "sig", "alg": "ES256"}
    return {
        "client_id": application.client_id,
        "client_name": "Waypost",
        "client_uri": proofs.origin(application.client_id),
        "application_type": "web",
        "redirect_uris": [redirect_uri],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "scope": SCOPES,
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "ES256",
        "dpop_bound_access_tokens": True,
        "jwks": {"keys": [key]},
    }


def _on_this_machine(redirect_uri: str) -> str:
    """The name by which a program on its owner's machine is known; it says in itself what it wishes."""
    said = {"redirect_uri": redirect_uri, "scope": SCOPES}
    return f"http://localhost?{urlencode(said, quote_via=quote)}"


def _is_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return "." in host
    return False


# The way there and back


def server_of(typed: str) -> str:
    """The server on which a person consents: that of their account, by its handle, or the one they typed.

    Raises Rejected with UNKNOWN_SERVER.
    """
    said = _said(typed)
    if "://" in said:
        parts = urlsplit(said)
        found = f"{parts.scheme}://{parts.netloc}".lower()
        if not whereabouts.is_address(found):
            raise Rejected(f"“{said[:80]}” is not the address of a server with https.", UNKNOWN_SERVER)
        return found
    named = handle_in(said)
    if not named:
        raise Rejected(f"“{said[:80]}” is not a handle. Type it as it stands on the profile.", UNKNOWN_SERVER)
    try:
        return authority_of(whereabouts.of_handle(named).server).issuer
    except Rejected:
        if said.startswith("@"):
            raise
        address = f"https://{named}"
        try:
            authority_of(address)
        except Rejected:
            raise whereabouts.nobody(named) from None
        return address


def handle_in(typed: str) -> str:
    """The handle that somebody typed, whole where only its first word was typed; nothing where it is none."""
    said = _said(typed).removeprefix("@").lower()
    named = said if "." in said else f"{said}.bsky.social"
    return named if whereabouts.is_handle(named) else ""


def consent_url(server: str, application: Application, consent: Consent, *, anew: bool = False) -> str:
    """Tell the server what is wished; give where the person consents to that."""
    authority = authority_of(server)
    asked = {
        "response_type": "code",
        "redirect_uri": consent.redirect_uri,
        "scope": SCOPES,
        "state": consent.state,
        "code_challenge": proofs.challenge(consent.verifier),
        "code_challenge_method": "S256",
    }
    if hint := _hint(authority, server, consent):
        asked["login_hint"] = hint
    elif anew:
        asked["prompt"] = "select_account"
    url = authority.pushed_authorization_request_endpoint
    pushed = _ask(url, asked, PushedAnswer, authority, application, Signer(consent.secret))
    said = {"client_id": application.client_id, "request_uri": pushed.request_uri}
    return f"{authority.authorization_endpoint}?{urlencode(said)}"


def token_for(server: str, application: Application, consent: Consent, code: str) -> Token:
    """Exchange the code, and make sure that whoever gives the token is who may give it for that account."""
    authority = authority_of(server)
    if consent.came_from != authority.issuer:
        raise Rejected(_ELSEWHERE, "invalid_issuer")
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": consent.redirect_uri,
        "code_verifier": consent.verifier,
    }
    signer = Signer(consent.secret)
    try:
        found = _ask(authority.token_endpoint, asked, TokenAnswer, authority, application, signer)
    except (Rejected, Disconnected) as error:
        raise Rejected(_USED_UP, "invalid_grant") from error
    who = whereabouts.of_did(found.sub)
    if authority_of(who.server).issuer != authority.issuer:
        raise Rejected(_ELSEWHERE, "invalid_issuer")
    meant = _hint(authority, server, consent)
    if meant and whereabouts.did_of(meant) != found.sub:
        sentence = f"You are signed in there as {who.handle}, not as {meant}. Sign in as {meant}, then connect again."
        raise Rejected(sentence, UNKNOWN_SERVER)
    bound = Bound(
        access=found.access_token,
        secret=consent.secret,
        did=found.sub,
        server=who.server,
        issuer=authority.issuer,
    )
    return _token(bound, found)


def _hint(authority: Authority, server: str, consent: Consent) -> str:
    """The handle that the person said is theirs; nothing where they named a server."""
    said = _said(consent.typed)
    if "://" in said or f"https://{said.lower()}" in (server, authority.issuer):
        return ""
    return handle_in(said)


# What follows


def renewed(account: Account, token: Token, application: Application | None) -> Token:
    """Exchange the refresh token, which is good once, for a new pair that the same key opens."""
    bound = grants.read(token.access)
    if bound is None or not token.refresh or application is None:
        raise Rejected("An app password needs no renewal.")
    authority = authority_at(bound.issuer)
    asked = {"grant_type": "refresh_token", "refresh_token": token.refresh}
    found = _ask(authority.token_endpoint, asked, TokenAnswer, authority, application, bound.signer)
    if found.sub != account.remote_id:
        raise Disconnected("Bluesky renewed the sign-in of somebody else. Connect the account again.")
    return _token(replace(bound, access=found.access_token), found)


def taken_back(token: Token, application: Application) -> None:
    """Tell the server that neither the token nor what renews it is to open anything any more (RFC 7009)."""
    bound = grants.read(token.access)
    if bound is None:
        return
    authority = authority_at(bound.issuer)
    if whereabouts.is_endpoint(authority.revocation_endpoint):
        asked = {"token": token.refresh or bound.access}
        _ask(authority.revocation_endpoint, asked, Done, authority, application, bound.signer)


def _token(bound: Bound, found: TokenAnswer) -> Token:
    if found.token_type.lower() != "dpop" or "atproto" not in found.scope.split():
        raise Rejected("The server gave another kind of sign-in than was asked for.", "invalid_token")
    return Token(
        access=grants.written(bound),
        refresh=found.refresh_token,
        ends_at=clock.now() + timedelta(seconds=found.expires_in),
        renews=bool(found.refresh_token),
    )


def _ask(
    url: str,
    asked: Mapping[str, str],
    shape: type[AnswerT],
    authority: Authority,
    application: Application,
    signer: Signer,
) -> AnswerT:
    """Call an authorization server, once more where it gives another word for the proof. Raises the three errors."""
    answer = _posted(url, asked, authority, application, signer)
    if proofs.wants_another(answer, _code(answer)):
        answer = _posted(url, asked, authority, application, signer)
    if answer.is_success:
        try:
            return shape.model_validate_json(answer.content or b"{}")
        except ValidationError as error:
            raise http.UnreadableAnswer("the authorization server answered something else") from error
    code = _code(answer)
    if answer.status_code == 429:
        raise TryLater(calling.BUSY_SECONDS, "The server that signs people in is busy.")
    if answer.status_code in (400, 401, 403) and code:
        raise Rejected(_reason(answer, code), code)
    raise http.UnreadableAnswer(f"the authorization server answered {answer.status_code}")


def _posted(
    url: str, asked: Mapping[str, str], authority: Authority, application: Application, signer: Signer
) -> httpx.Response:
    said = {"client_id": application.client_id, **asked}
    if application.client_secret:
        proof = Signer(application.client_secret).assertion(application.client_id, authority.issuer)
        said |= {"client_assertion_type": _ASSERTED, "client_assertion": proof}
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "accept": "application/json",
        "dpop": signer.proof("POST", url),
    }
    answer = calling.fetch(
        "POST",
        url,
        headers=headers,
        content=urlencode(said).encode(),
        deadline_seconds=_SECONDS,
        max_bytes=64 * 1024,
    )
    proofs.remember(answer)
    return answer


def _said(typed: str) -> str:
    # Handles copied from a page come with marks of direction around them.
    return "".join(filter(str.isprintable, typed)).strip()


def _code(answer: httpx.Response) -> str:
    return str(_answered(answer).get("error", ""))


def _reason(answer: httpx.Response, code: str) -> str:
    said = str(_answered(answer).get("error_description", "") or code)[:200]
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _answered(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
