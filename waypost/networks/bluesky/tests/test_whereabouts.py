"""Who a handle is, and on which server they live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from waypost.networks.bluesky import whereabouts
from waypost.networks.contract import Rejected, Unreachable
from waypost.toolkit import http

DID = "did:plc:" + "a" * 24


@dataclass
class Web:
    """The internet, as far as it is asked here: pages by their addresses."""

    pages: dict[str, Any] = field(default_factory=dict)
    is_down: bool = False

    def connect(self, request: httpx.Request) -> None:
        if self.is_down:
            raise http.NotSent("nobody listens")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        found = self.pages.get(str(request.url))
        if found is None:
            return httpx.Response(404, text="not here", request=request)
        elif isinstance(found, str):
            return httpx.Response(200, text=found, request=request)
        elif isinstance(found, int):
            return httpx.Response(found, request=request)
        else:
            return httpx.Response(200, json=found, request=request)


@pytest.fixture
def web() -> Iterator[Web]:
    found = Web()
    with http.wired(found):
        yield found


def document(
    did: str = DID, handle: str = "tern.example", server: object = "https://pds.example/"
) -> dict[str, Any]:
    service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": server}
    return {"id": did, "alsoKnownAs": [f"at://{handle}"], "service": [service]}


def test_a_handle_is_found_where_it_says_itself_whose_it_is(web: Web) -> None:
    web.pages = {
        "https://tern.example/.well-known/atproto-did": f"{DID}\n",
        f"https://plc.directory/{DID}": document(),
    }

    found = whereabouts.of_handle("tern.example")

    assert (found.did, found.handle, found.server) == (DID, "tern.example", "https://pds.example")


def test_a_page_at_the_place_of_a_handle_is_nobody(web: Web) -> None:
    web.pages = {"https://tern.example/.well-known/atproto-did": "<h1>A gallery</h1>"}

    with pytest.raises(Rejected, match="Nobody on Bluesky"):
        whereabouts.of_handle("tern.example")


def test_somebody_whose_document_lies_on_their_own_site_is_found(web: Web) -> None:
    web.pages = {"https://tern.example/.well-known/did.json": document("did:web:tern.example")}

    assert whereabouts.of_did("did:web:tern.example").server == "https://pds.example"


@pytest.mark.parametrize(
    "said",
    [
        document(did="did:plc:" + "b" * 24),
        document(server="http://pds.example"),
        document(server="https://pds.example/elsewhere"),
        document(server="https://somebody@pds.example"),
        document(server={"uri": "https://pds.example"}),
        document() | {"service": []},
        {"message": "not a document"},
        "<h1>A page</h1>",
        None,
    ],
    ids=[
        "of another",
        "open",
        "with a path",
        "with a name",
        "an object",
        "no server",
        "no document",
        "a page",
        "none",
    ],
)
def test_a_document_that_names_no_server_leads_nowhere(web: Web, said: object) -> None:
    web.pages = {f"https://plc.directory/{DID}": said}

    with pytest.raises(Rejected):
        whereabouts.of_did(DID)


@pytest.mark.parametrize(
    "did", ["did:key:zabc", "did:plc:short", "did:web:tern.example/../x", "tern.example", ""]
)
def test_what_is_no_did_is_asked_nowhere(web: Web, did: str) -> None:
    web.is_down = True

    with pytest.raises(Rejected):
        whereabouts.of_did(did)


def test_a_directory_that_is_away_means_later(web: Web) -> None:
    web.is_down = True
    with pytest.raises(Unreachable):
        whereabouts.of_did(DID)

    web.is_down, web.pages = False, {f"https://plc.directory/{DID}": 503}
    with pytest.raises(http.UnreadableAnswer):
        whereabouts.of_did(DID)
