"""Who may let us into an account: from the account's server to its authorization server, and what that one says of itself.

https://www.rfc-editor.org/rfc/rfc9728, https://www.rfc-editor.org/rfc/rfc8414 and https://atproto.com/specs/oauth,
read 2026-11-22.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel

from waypost.networks.bluesky.whereabouts import is_address, is_endpoint, read
from waypost.networks.contract import UNKNOWN_SERVER, Rejected

SCOPES = "atproto transition:generic transition:chat.bsky"


class Resource(BaseModel):
    """What an account's server says of itself."""

    resource: str = ""
    authorization_servers: list[str] = []


class Authority(BaseModel):
    """What an authorization server says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    pushed_authorization_request_endpoint: str
    revocation_endpoint: str = ""
    scopes_supported: list[str] = []
    code_challenge_methods_supported: list[str] = []
    dpop_signing_alg_values_supported: list[str] = []
    token_endpoint_auth_methods_supported: list[str] = []
    authorization_response_iss_parameter_supported: bool = False
    client_id_metadata_document_supported: bool = False

    @property
    def is_one_of_these(self) -> bool:
        """Whether it says all that the network's sign-in needs."""
        calls = (self.authorization_endpoint, self.token_endpoint, self.pushed_authorization_request_endpoint)
        return (
            all(map(is_endpoint, calls))
            and "atproto" in self.scopes_supported
            and "S256" in self.code_challenge_methods_supported
            and "ES256" in self.dpop_signing_alg_values_supported
            and self.authorization_response_iss_parameter_supported
            and self.client_id_metadata_document_supported
        )


def authority_of(server: str) -> Authority:
    """The authorization server of an account's server, or of itself. Raises Rejected where it has none of this kind."""
    resource = read(f"{server}/.well-known/oauth-protected-resource", Resource)
    issuer = server
    if resource is not None:
        if resource.resource.rstrip("/") != server or len(resource.authorization_servers) != 1:
            raise _no_server(server)
        issuer = resource.authorization_servers[0].rstrip("/")
    return authority_at(issuer)


def authority_at(issuer: str) -> Authority:
    """What an authorization server says of itself, if it is one of these and means itself. Raises Rejected."""
    found = (
        read(f"{issuer}/.well-known/oauth-authorization-server", Authority) if is_address(issuer) else None
    )
    if found is None or found.issuer != issuer or not found.is_one_of_these:
        raise _no_server(issuer)
    return found


def _no_server(server: str) -> Rejected:
    sentence = (
        f"{urlsplit(server).netloc or server} does not speak Bluesky’s language. "
        "Type the handle of your account, or connect with an app password."
    )
    return Rejected(sentence, UNKNOWN_SERVER)
