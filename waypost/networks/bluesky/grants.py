"""What a sign-in by consent leaves us with: a token that only its own key can use, kept as one text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from waypost.networks.bluesky.proofs import Signer

_SIGN = "dpop:"  # no app password has a colon


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A token, the secret of the key that it is bound to, whose it is, where they live, and who gave it."""

    access: str = field(repr=False)
    secret: str = field(repr=False)
    did: str
    server: str
    issuer: str

    @property
    def signer(self) -> Signer:
        return Signer(self.secret)

    def headers(self, verb: str, url: str) -> dict[str, str]:
        """What says who calls, for one call."""
        return {"authorization": f"DPoP {self.access}", "dpop": self.signer.proof(verb, url, self.access)}


def written(bound: Bound) -> str:
    """The one text that is kept, encrypted, in the place of a token."""
    return _SIGN + json.dumps(asdict(bound))


def read(token: str) -> Bound | None:
    """What `written` wrote; None for an app password."""
    return Bound(**json.loads(token.removeprefix(_SIGN))) if token.startswith(_SIGN) else None
