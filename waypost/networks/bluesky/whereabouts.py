"""Who a handle is and where they live: from the handle to the DID, its document, and the server named there.

https://atproto.com/specs/handle and https://atproto.com/specs/did, read 2026-11-22.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote, urlsplit

import regex
from pydantic import BaseModel, ValidationError

from waypost.networks import calling
from waypost.networks.contract import UNKNOWN_SERVER, Rejected
from waypost.toolkit import http

RESOLVER = "https://public.api.bsky.app"
DIRECTORY = "https://plc.directory"
_SECONDS = 8.0
_HANDLE = regex.compile(r"(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?")
_DID = regex.compile(r"did:plc:[a-z2-7]{24}|did:web:[a-z\d.-]+(?:%3A\d+)?")
_LOOPBACK = frozenset({"localhost", "127.0.0.1"})


class Service(BaseModel):
    """A service that a document names."""

    id: str
    type: str = ""
    serviceEndpoint: object = ""  # noqa: N815 (the specification's name)


class Document(BaseModel):
    """A DID document, as much of it as we need."""

    id: str
    alsoKnownAs: list[str] = []  # noqa: N815
    service: list[Service] = []


class Resolved(BaseModel):
    """Who a handle is, as a server says."""

    did: str


@dataclass(frozen=True)
class Whereabouts:
    """Somebody: their DID, the handle that their own document names, and their server."""

    did: str
    handle: str
    server: str


AnswerT = TypeVar("AnswerT", bound=BaseModel)


def of_handle(handle: str) -> Whereabouts:
    """Find somebody by their handle, which their document must name too. Raises Rejected where nobody is called so."""
    found = of_did(did_of(handle))
    if found.handle != handle:
        raise nobody(handle)
    return found


def did_of(handle: str) -> str:
    """Ask who a handle is: the network's own look-up, else the place of the handle itself."""
    address = f"{RESOLVER}/xrpc/com.atproto.identity.resolveHandle?handle={quote(handle)}"
    if resolved := read(address, Resolved):
        return resolved.did
    try:
        answer = http.fetch(
            "GET", f"https://{handle}/.well-known/atproto-did", deadline_seconds=_SECONDS, max_bytes=2048
        )
    except http.HttpError:
        raise nobody(handle) from None
    said = answer.text.strip() if answer.is_success else ""
    if not _DID.fullmatch(said):
        raise nobody(handle)
    return said


def of_did(did: str) -> Whereabouts:
    """Read somebody's document. Raises Rejected where there is none, or where it names no server."""
    if not _DID.fullmatch(did):
        raise Rejected(f"“{did[:80]}” is not an account of this network.", UNKNOWN_SERVER)
    kind, _, name = did.removeprefix("did:").partition(":")
    address = (
        f"{DIRECTORY}/{did}" if kind == "plc" else f"https://{name.replace('%3A', ':')}/.well-known/did.json"
    )
    document = read(address, Document)
    if document is None or document.id != did:
        raise Rejected(
            "Nobody says where that account lives. Check its handle, then try again.", UNKNOWN_SERVER
        )
    named = [each.removeprefix("at://") for each in document.alsoKnownAs if each.startswith("at://")]
    servers = [
        str(each.serviceEndpoint).rstrip("/")
        for each in document.service
        if each.id.endswith("#atproto_pds") and each.type == "AtprotoPersonalDataServer"
    ]
    if not servers or not is_address(servers[0]):
        raise Rejected("That account names no server that it lives on.", UNKNOWN_SERVER)
    return Whereabouts(did=did, handle=named[0].lower() if named else "", server=servers[0])


def is_handle(said: str) -> bool:
    """Whether something has the form of a handle."""
    return len(said) <= 253 and _HANDLE.fullmatch(said) is not None


def is_address(url: str) -> bool:
    """Whether a server can be called there: with https, or on this machine; an address alone, without a path."""
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    return is_safe and bool(parts.hostname) and not (parts.path.strip("/") or parts.query or parts.username)


def is_endpoint(url: str) -> bool:
    """Whether a call of a server can be made there: as `is_address`, with a path."""
    parts = urlsplit(url)
    return is_address(f"{parts.scheme}://{parts.netloc}")


def read(url: str, shape: type[AnswerT]) -> AnswerT | None:
    """A document of JSON at exactly this address; None where there is none. Raises as ever where nobody answers."""
    answer = calling.fetch(
        "GET",
        url,
        headers={"accept": "application/json"},
        deadline_seconds=_SECONDS,
        max_bytes=256 * 1024,
    )
    if answer.status_code >= 500 or answer.status_code == 429:
        raise http.UnreadableAnswer(f"{urlsplit(url).netloc} answered {answer.status_code}")
    if not answer.is_success or str(answer.request.url.copy_with(query=None)) != url.partition("?")[0]:
        return None
    try:
        return shape.model_validate_json(answer.content)
    except ValidationError:
        return None


def nobody(handle: str) -> Rejected:
    """What is said of a handle that nobody has."""
    sentence = f"Nobody on Bluesky is called @{handle}. Write the handle as it stands on the profile."
    return Rejected(sentence, UNKNOWN_SERVER)
