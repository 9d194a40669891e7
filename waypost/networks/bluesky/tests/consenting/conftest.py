"""A server that signs people in, this installation, and Tern who said yes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from waypost.networks.bluesky import connect, proofs
from waypost.networks.bluesky.tests.authority import ConsentingPds
from waypost.networks.bluesky.tests.consenting.signing_in import (
    ADDRESS,
    BACK,
    account_of,
    signed_in,
)
from waypost.networks.bluesky.tests.pds import Member
from waypost.networks.contract import (
    Account,
    Application,
    Token,
)
from waypost.toolkit import http


@pytest.fixture
def pds() -> Iterator[ConsentingPds]:
    found = ConsentingPds()
    proofs.forget_all()
    with http.wired(found):
        yield found
    proofs.forget_all()


@pytest.fixture
def tern(pds: ConsentingPds) -> Member:
    return pds.join("tern.example", "Tern & Tide", "their own")


@pytest.fixture
def waypost(pds: ConsentingPds) -> Application:
    """This installation, which says at its address who it is."""
    application, back = connect.introduced(ADDRESS, BACK)
    said = json.loads(json.dumps(connect.description(application, back)))
    pds.documents = {ADDRESS: said}.get
    return application


@pytest.fixture
def token(pds: ConsentingPds, waypost: Application, tern: Member) -> Token:
    return signed_in(pds, waypost, tern)


@pytest.fixture
def account(token: Token) -> Account:
    return account_of(token)
