"""A server of Discord in this process, and Tern's webhook in a channel of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.contract import Account
from waypost.networks.discord_api.tests.guild import Guild
from waypost.networks.discord_webhook.tests.fake import account_of
from waypost.toolkit import http


@pytest.fixture
def guild() -> Iterator[Guild]:
    found = Guild()
    with http.wired(found):
        yield found


@pytest.fixture
def account(guild: Guild) -> Account:
    return account_of(guild)
