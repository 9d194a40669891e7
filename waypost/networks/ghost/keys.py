"""An Admin API key, and the short-lived word that is made of it for each call (JWT, HS256)."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex
from joserfc import jwt
from joserfc.jwk import OctKey

from waypost.networks.contract import Disconnected
from waypost.toolkit import clock

# Ghost takes none that lives longer than five minutes.
_LIFE_SECONDS = 240
_WRITTEN = regex.compile(r"([0-9a-f]{24}):((?:[0-9a-f]{2}){16,64})")


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its number, and its secret as hexadecimal digits."""

    id: str
    secret: str = field(repr=False)

    @classmethod
    def of(cls, written: str) -> Key:
        """Read a key as Ghost shows it. Raises Disconnected when it is none."""
        match = _WRITTEN.fullmatch(written.strip().lower())
        if match is None:
            raise Disconnected("That is not an Admin API key: one has two parts with a colon between them.")
        return cls(match[1], match[2])

    def word(self) -> str:
        """What says who is calling, for the next minutes."""
        now = int(clock.now().timestamp())
        head = {"alg": "HS256", "kid": self.id, "typ": "JWT"}
        claims = {"iat": now, "exp": now + _LIFE_SECONDS, "aud": "/admin/"}
        return jwt.encode(head, claims, OctKey.import_key(bytes.fromhex(self.secret)))
