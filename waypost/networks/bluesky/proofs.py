"""Proofs of possession: each call is signed with a key that only this sign-in has (https://www.rfc-editor.org/rfc/rfc9449).

A key is worked out of a secret text, so that the text is all that is kept. Servers give a word (a nonce) that the next
proofs must repeat; it is remembered for each server in this process, and asked for anew where it got old.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256, sha512
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey

from waypost.toolkit import clock

HEADER = "dpop-nonce"
_ORDER = (
    0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the curve P-256 (SEC 2, 2.4.2)
)
_ASSERTED_FOR = timedelta(seconds=60)
# The reference server's are good for one to three minutes (oauth-provider 0.22, 2026-11).
FRESH_FOR = timedelta(seconds=50)


@dataclass(frozen=True, slots=True)
class Signer:
    """A key on the curve P-256, worked out of a secret of at least 32 random bytes."""

    secret: str = field(repr=False)

    @property
    def public(self) -> dict[str, Any]:
        """What others need to check what it signs."""
        return dict(_key(self.secret).as_dict(private=False))

    @property
    def name(self) -> str:
        """The key's thumbprint (RFC 7638)."""
        return str(_key(self.secret).thumbprint())

    def proof(self, verb: str, url: str, access: str = "") -> str:
        """The proof that goes with one call, and with the token that it brings."""
        header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": self.public}
        claims: dict[str, Any] = {
            "jti": secrets.token_urlsafe(16),
            "htm": verb,
            "htu": _bare(url),
            "iat": _now(),
        }
        if nonce := _nonces.get(origin(url)):
            claims["nonce"] = nonce[0]
        if access:
            claims["ath"] = _base64(sha256(access.encode()).digest())
        return jwt.encode(header, claims, _key(self.secret), algorithms=["ES256"])

    def assertion(self, client_id: str, audience: str) -> str:
        """The proof that it is this installation that calls (RFC 7523)."""
        header = {"alg": "ES256", "kid": self.name}
        claims = {
            "iss": client_id, "sub": client_id, "aud": audience, "jti": secrets.token_urlsafe(16), "iat": _now(),
            "exp": _now() + int(_ASSERTED_FOR.total_seconds()),
        }  # fmt: skip
        return jwt.encode(header, claims, _key(self.secret), algorithms=["ES256"])


_nonces: dict[str, tuple[str, datetime]] = {}


def remember(answer: httpx.Response) -> None:
    """Keep the word that a server gave for the next proof."""
    nonce = answer.headers.get(HEADER, "")
    if nonce:
        _nonces[origin(str(answer.request.url))] = nonce, clock.now()


def is_fresh(server: str) -> bool:
    """Whether a server gave its word so lately that it still takes it."""
    known = _nonces.get(origin(server))
    return known is not None and abs(clock.now() - known[1]) < FRESH_FOR


def forget_all() -> None:
    """Let go of what servers said, as a restart does."""
    _nonces.clear()


def wants_another(answer: httpx.Response, code: str) -> bool:
    """Whether a server refused a proof for its word alone: nothing was done, and it gave a new one."""
    return answer.status_code in (400, 401) and code == "use_dpop_nonce"


def challenge(verifier: str) -> str:
    """What is told ahead of the code by which only we can use it (RFC 7636, S256)."""
    return _base64(sha256(verifier.encode()).digest())


def origin(url: str) -> str:
    """Scheme, host and port of an address, always written alike."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


@lru_cache(maxsize=256)
def _key(secret: str) -> ECKey:
    number = int.from_bytes(sha512(secret.encode()).digest()) % (_ORDER - 1) + 1
    place = ec.derive_private_key(number, ec.SECP256R1()).public_key().public_numbers()
    named = {"x": place.x, "y": place.y, "d": number}
    return ECKey.import_key(
        {"kty": "EC", "crv": "P-256", **{name: _base64(one.to_bytes(32)) for name, one in named.items()}}
    )


def _bare(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(query="", fragment=""))


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _now() -> int:
    return int(clock.now().timestamp())
