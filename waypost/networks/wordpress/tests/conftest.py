"""A site in this process, and Tern's account on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.contract import Account
from waypost.networks.wordpress.tests.fake import Reader, account_of
from waypost.networks.wordpress.tests.keeping import User
from waypost.networks.wordpress.tests.site import Site
from waypost.toolkit import http


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    with http.wired(found):
        yield found


@pytest.fixture
def tern(site: Site) -> User:
    return site.join("tern")


@pytest.fixture
def account(site: Site, tern: User) -> Account:
    return account_of(site, tern)


@pytest.fixture
def reader(site: Site, tern: User) -> Reader:
    return Reader(site, tern)
