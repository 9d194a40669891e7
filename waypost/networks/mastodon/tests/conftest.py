"""An instance in this process, and Tern's account on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.contract import Account
from waypost.networks.mastodon.tests.fake import Ana, account_of
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.keeping import Member
from waypost.toolkit import http


@pytest.fixture
def instance() -> Iterator[Instance]:
    found = Instance()
    with http.wired(found):
        yield found


@pytest.fixture
def tern(instance: Instance) -> Member:
    return instance.join("tern", "Tern & Tide")


@pytest.fixture
def account(instance: Instance, tern: Member) -> Account:
    return account_of(instance, tern)


@pytest.fixture
def ana(instance: Instance, tern: Member) -> Ana:
    return Ana(instance, instance.join("ana", "Ana"), tern)
