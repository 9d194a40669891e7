"""A Bot API server in this process, and Tern's channel on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.contract import Account
from waypost.networks.telegram.tests.bot_api import BotApi
from waypost.networks.telegram.tests.fake import Ana, account_of
from waypost.toolkit import http


@pytest.fixture
def server() -> Iterator[BotApi]:
    found = BotApi()
    with http.wired(found):
        yield found


@pytest.fixture
def account(server: BotApi) -> Account:
    return account_of(server)


@pytest.fixture
def ana(server: BotApi) -> Ana:
    return Ana(server)
