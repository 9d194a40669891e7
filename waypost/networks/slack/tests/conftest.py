"""A workspace in this process, and the channel in which our app is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.contract import Account
from waypost.networks.slack.tests.fake import Ana, account_of
from waypost.networks.slack.tests.workspace import Workspace
from waypost.toolkit import http


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    found = Workspace()
    with http.wired(found):
        yield found


@pytest.fixture
def app(workspace: Workspace) -> str:
    return workspace.join("tern", "Tern & Tide")


@pytest.fixture
def account(workspace: Workspace, app: str) -> Account:
    return account_of(workspace, app)


@pytest.fixture
def ana(workspace: Workspace, app: str) -> Ana:
    return Ana(workspace, workspace.join("ana", "Ana"), app)
