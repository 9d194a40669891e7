"""A server that signs people in by consent too: it hears what is wished ahead, checks every proof, and lets a token be
renewed once.

It refuses what RFC 7636, 7523, 9126, 9207 and 9449 and https://atproto.com/specs/oauth (2026-11-22) say to refuse.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from waypost.networks.bluesky.tests.pds import Member, Pds, Refused
from waypost.toolkit import clock, http

SUPPORTED = {"atproto", "transition:generic", "transition:chat.bsky", "transition:email"}
_numbers = count(1)


@dataclass
class Way:
    """What was told ahead of a person's coming."""

    asked: dict[str, str]
    thumbprint: str
    until: datetime


@dataclass
class Pair:
    """A token, with what renews it."""

    access: str
    refresh: str
    member: Member
    client_id: str
    thumbprint: str
    ends_at: datetime


@dataclass
class ConsentingPds(Pds):
    """An accounts' server that is its own authorization server. `documents` reads what programs say of themselves."""

    documents: Callable[[str], Mapping[str, Any] | None] = lambda address: None
    nonce: str = "first"
    ways: dict[str, Way] = field(default_factory=dict)
    codes: dict[str, tuple[Way, Member]] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    lasts: timedelta = timedelta(hours=1)
    signed_by: str = ""
    heard: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return self.signed_by or self.address

    def consent(self, url: str, member: Member) -> dict[str, str]:
        """A person says yes; gives what their browser brings back."""
        asked = dict(parse_qsl(urlsplit(url).query))
        assert url.startswith(f"{self.address}/oauth/authorize?")
        way = self.ways.pop(asked["request_uri"])
        assert way.asked["client_id"] == asked["client_id"]
        assert way.until > clock.now(), "what was told ahead is forgotten by now"
        code = f"code-{next(_numbers)}"
        self.codes[code] = way, member
        return {"code": code, "state": way.asked["state"], "iss": self.issuer}

    # The wire

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        path = request.url.path
        self.heard.append(f"{request.method} {request.url.host}{path}")
        if request.url.host == "plc.directory":
            return self._document(request, path.removeprefix("/"))
        if request.url.host == "public.api.bsky.app" and self.known_as(request.url.params["handle"]):
            found = super().answer(_at(request, self.host), deadline)
            found.request = request
            return found
        if request.url.host != self.host:
            return httpx.Response(404, json={"error": "NotFound"}, request=request)
        if path.startswith("/.well-known/"):
            return _json(request, _WELL_KNOWN[path](self)) if path in _WELL_KNOWN else _json(request, {}, 404)
        if path.startswith("/oauth/"):
            return self._signed_in(request, path)
        answer = super().answer(request, deadline)
        if request.headers.get("authorization", "").startswith("DPoP "):
            answer.headers["dpop-nonce"] = self.nonce
        return answer

    def caller(self, request: httpx.Request, kind: str = "access") -> Member:
        said = request.headers.get("authorization", "")
        if not said.startswith("DPoP "):
            return super().caller(request, kind)
        access = said.removeprefix("DPoP ")
        thumbprint = self._proved(request, 401, access)
        pair = next((one for one in self.pairs if one.access == access), None)
        if pair is None or pair.thumbprint != thumbprint or pair.ends_at <= clock.now():
            raise Refused(401, "invalid_token", "Token is not good")
        return pair.member

    def _document(self, request: httpx.Request, did: str) -> httpx.Response:
        member = self.members.get(did)
        if member is None:
            return _json(request, {"message": "DID not registered"}, 404)
        service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": self.address}
        return _json(request, {"id": did, "alsoKnownAs": [f"at://{member.handle}"], "service": [service]})

    # Sign-in

    def _signed_in(self, request: httpx.Request, path: str) -> httpx.Response:
        assert request.method == "POST", "these are calls of programs"
        assert request.headers["content-type"] == "application/x-www-form-urlencoded"
        asked = {name: value for name, (value,) in parse_qs(request.read().decode()).items()}
        try:
            said, status = _CALLS[path](self, request, asked)
            answer = _json(request, said, status)
        except Refused as refused:
            answer = _json(
                request, {"error": refused.error, "error_description": str(refused)}, refused.status
            )
        answer.headers["dpop-nonce"] = self.nonce
        return answer

    def _pushed(self, request: httpx.Request, asked: dict[str, str]) -> tuple[dict[str, Any], int]:
        thumbprint, document = self._proved(request, 400), self._client(asked)
        _refuse_unless(asked.get("response_type") == "code", "invalid_request", "response_type")
        _refuse_unless(asked.get("code_challenge_method") == "S256", "invalid_request", "PKCE is required")
        _refuse_unless(len(asked.get("code_challenge", "")) == 43, "invalid_request", "code_challenge")
        _refuse_unless(asked["redirect_uri"] in document["redirect_uris"], "invalid_request", "redirect_uri")
        wished = set(asked["scope"].split())
        _refuse_unless("atproto" in wished, "invalid_scope", "atproto")
        _refuse_unless(wished <= SUPPORTED & set(document["scope"].split()), "invalid_scope", "scope")
        name = f"urn:ietf:params:oauth:request_uri:req-{next(_numbers)}"
        self.ways[name] = Way(asked, thumbprint, clock.now() + timedelta(minutes=5))
        return {"request_uri": name, "expires_in": 300}, 201

    def _token(self, request: httpx.Request, asked: dict[str, str]) -> tuple[dict[str, Any], int]:
        thumbprint = self._proved(request, 400)
        self._client(asked)
        if asked["grant_type"] == "refresh_token":
            return self._renewed(asked, thumbprint), 200
        way, member = self.codes.pop(asked["code"], (None, None))
        _refuse_unless(way is not None, "invalid_grant", "Invalid code")
        assert way is not None
        assert member is not None
        told = _base64(sha256(asked["code_verifier"].encode()).digest())
        _refuse_unless(told == way.asked["code_challenge"], "invalid_grant", "Invalid code_verifier")
        _refuse_unless(told not in self.used, "invalid_grant", "Code challenge already used")
        self.used.add(told)
        for name in ("client_id", "redirect_uri"):
            _refuse_unless(asked[name] == way.asked[name], "invalid_grant", f"Another {name}")
        _refuse_unless(thumbprint == way.thumbprint, "invalid_grant", "Another key")
        return self._given(member, asked["client_id"], thumbprint), 200

    def _renewed(self, asked: dict[str, str], thumbprint: str) -> dict[str, Any]:
        refresh = asked["refresh_token"]
        found = next((pair for pair in self.pairs if pair.refresh == refresh), None)
        if refresh in self.used:
            # Somebody has a copy: nobody is let in any more.
            self.pairs.clear()
        _refuse_unless(
            found is not None and refresh not in self.used, "invalid_grant", "Refresh token replayed"
        )
        assert found is not None
        _refuse_unless(found.thumbprint == thumbprint, "invalid_grant", "Another key")
        _refuse_unless(found.client_id == asked["client_id"], "invalid_grant", "Another client")
        self.used.add(refresh)
        found.ends_at = min(found.ends_at, clock.now())
        return self._given(found.member, found.client_id, thumbprint)

    def _revoked(self, request: httpx.Request, asked: dict[str, str]) -> tuple[dict[str, Any], int]:
        self._proved(request, 400)
        self._client(asked)
        self.pairs = [pair for pair in self.pairs if asked["token"] not in (pair.access, pair.refresh)]
        return {}, 200

    def _given(self, member: Member, client_id: str, thumbprint: str) -> dict[str, Any]:
        number = next(_numbers)
        pair = Pair(f"at-{number}", f"ref-{number}", member, client_id, thumbprint, clock.now() + self.lasts)
        self.pairs.append(pair)
        return {"access_token": pair.access, "refresh_token": pair.refresh, "token_type": "DPoP",
                "sub": member.did, "scope": " ".join(sorted(SUPPORTED)),
                "expires_in": int(self.lasts.total_seconds())}  # fmt: skip

    # Proofs

    def _proved(self, request: httpx.Request, status: int, access: str = "") -> str:
        """The thumbprint of the key that signed the proof of this call."""
        try:
            found = jws.extract_compact(request.headers["dpop"].encode())
            header = found.headers()
            key = ECKey.import_key(header["jwk"])
            claims = jwt.decode(request.headers["dpop"], key, algorithms=["ES256"]).claims
        except (KeyError, JoseError) as error:
            raise Refused(status, "invalid_dpop_proof", "Failed to verify DPoP proof") from error
        bare = str(request.url.copy_with(query=None))
        holds = (
            header["typ"] == "dpop+jwt"
            and "d" not in header["jwk"]
            and claims["htm"] == request.method
            and claims["htu"] == bare
            and abs(claims["iat"] - clock.now().timestamp()) < 190
            and claims["jti"] not in self.seen
            and claims.get("ath") == (_base64(sha256(access.encode()).digest()) if access else None)
        )
        if not holds:
            raise Refused(status, "invalid_dpop_proof", "DPoP proof mismatch")
        if claims.get("nonce") != self.nonce:
            raise Refused(status, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof")
        self.seen.add(claims["jti"])
        return str(key.thumbprint())

    def _client(self, asked: dict[str, str]) -> Mapping[str, Any]:
        """What the program that calls says of itself, once it has proved that it is that."""
        client_id = asked["client_id"]
        if client_id.startswith("http://localhost"):
            said = parse_qs(urlsplit(client_id).query)
            assert not {"client_assertion", "client_secret"} & set(asked), "such a program has no secret"
            for back in said["redirect_uri"]:
                _refuse_unless(urlsplit(back).hostname == "127.0.0.1", "invalid_redirect_uri", back)
            return {"redirect_uris": said["redirect_uri"], "scope": said["scope"][0]}
        document = self.documents(client_id)
        _refuse_unless(document is not None, "invalid_client_metadata", "Unable to obtain client metadata")
        assert document is not None
        _check(client_id, document)
        claims = self._asserted(asked, document)
        _refuse_unless(claims["iss"] == claims["sub"] == client_id, "invalid_client", "iss")
        _refuse_unless(claims["aud"] == self.issuer, "invalid_client", "aud")
        _refuse_unless(claims["jti"] not in self.seen, "invalid_client", "replayed")
        _refuse_unless(abs(claims["iat"] - clock.now().timestamp()) < 70, "invalid_client", "iat")
        self.seen.add(claims["jti"])
        return document

    def _asserted(self, asked: dict[str, str], document: Mapping[str, Any]) -> dict[str, Any]:
        kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        _refuse_unless(asked.get("client_assertion_type") == kind, "invalid_client", "client_assertion_type")
        try:
            keys = KeySet.import_key_set({"keys": document["jwks"]["keys"]})
            return dict(jwt.decode(asked["client_assertion"], keys, algorithms=["ES256"]).claims)
        except (KeyError, JoseError) as error:
            raise Refused(401, "invalid_client", "Failed to verify client assertion") from error


def _check(client_id: str, document: Mapping[str, Any]) -> None:
    """Hold what a program says of itself against what is asked of such a document."""
    holds = (
        document["client_id"] == client_id
        and urlsplit(client_id).scheme == "https"
        and document["application_type"] == "web"
        and document["dpop_bound_access_tokens"] is True
        and document["token_endpoint_auth_method"] == "private_key_jwt"
        and document["token_endpoint_auth_signing_alg"] == "ES256"
        and {"authorization_code", "refresh_token"} == set(document["grant_types"])
        and document["response_types"] == ["code"]
        and "atproto" in document["scope"].split()
        and all(urlsplit(back).scheme == "https" for back in document["redirect_uris"])
        and client_id.startswith(document["client_uri"])
        and not any("d" in key for key in document["jwks"]["keys"])
    )
    _refuse_unless(holds, "invalid_client_metadata", "Rejected client information")


def _refuse_unless(holds: bool, error: str, said: str) -> None:
    if not holds:
        raise Refused(401 if error == "invalid_client" else 400, error, said)


def _resource(pds: ConsentingPds) -> dict[str, Any]:
    return {"resource": pds.address, "authorization_servers": [pds.issuer]}


def _authority(pds: ConsentingPds) -> dict[str, Any]:
    return {
        "issuer": pds.issuer,
        "authorization_endpoint": f"{pds.address}/oauth/authorize",
        "token_endpoint": f"{pds.address}/oauth/token",
        "pushed_authorization_request_endpoint": f"{pds.address}/oauth/par",
        "revocation_endpoint": f"{pds.address}/oauth/revoke",
        "require_pushed_authorization_requests": True,
        "scopes_supported": sorted(SUPPORTED),
        "code_challenge_methods_supported": ["S256"],
        "dpop_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
        "authorization_response_iss_parameter_supported": True,
        "client_id_metadata_document_supported": True,
    }


def _at(request: httpx.Request, host: str) -> httpx.Request:
    return httpx.Request(request.method, request.url.copy_with(host=host), headers=request.headers)


def _json(request: httpx.Request, said: Mapping[str, Any], status: int = 200) -> httpx.Response:
    return httpx.Response(status, content=json.dumps(said), request=request)


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


_WELL_KNOWN: dict[str, Callable[[ConsentingPds], dict[str, Any]]] = {
    "/.well-known/oauth-protected-resource": _resource,
    "/.well-known/oauth-authorization-server": _authority,
}
_CALLS = {
    "/oauth/par": ConsentingPds._pushed,
    "/oauth/token": ConsentingPds._token,
    "/oauth/revoke": ConsentingPds._revoked,
}
