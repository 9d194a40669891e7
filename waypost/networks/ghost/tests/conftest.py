"""A site in this process, and the account that its key opens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.contract import Account
from waypost.networks.ghost.tests.fake import account_of
from waypost.networks.ghost.tests.site import Site
from waypost.toolkit import http


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    with http.wired(found):
        yield found


@pytest.fixture
def account(site: Site) -> Account:
    return account_of(site)
