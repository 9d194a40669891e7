"""Connecting a channel: by its name or its id, and what is said where that does not work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks.contract import UNKNOWN_ACCOUNT, Account, Disconnected, Rejected
from waypost.networks.slack import connect
from waypost.networks.slack.tests.fake import account_of
from waypost.networks.slack.tests.workspace import Workspace


@pytest.fixture
def typed(account: Account) -> Account:
    """An account as the form has it, before anybody was asked."""
    return replace(account, remote_id="", handle="#news")


@pytest.mark.parametrize("name", ["#news", "news", " News "])
def test_a_channel_is_found_by_its_name(workspace: Workspace, typed: Account, name: str) -> None:
    found = connect.verify(replace(typed, handle=name))

    assert (found.remote_id, found.handle) == (f"{workspace.team}/{workspace.channel}", "#news")
    assert found.name == "Tern & Tide #news"


@pytest.mark.parametrize(
    "form", ["{}", "https://tern.slack.com/archives/{}", "https://app.slack.com/client/T1/{}/"]
)
def test_a_channel_is_found_by_its_id_or_its_address(workspace: Workspace, typed: Account, form: str) -> None:
    assert connect.verify(replace(typed, handle=form.format(workspace.channel))).handle == "#news"


def test_a_channel_that_is_renamed_stays_the_one_that_was_connected(
    workspace: Workspace, account: Account
) -> None:
    workspace.name = "harbour"

    assert connect.verify(account).handle == "#harbour"


@pytest.mark.parametrize("named", ["#nowhere", "C0NOWHERE"])
def test_a_channel_that_nobody_knows_is_said_to_be_none(typed: Account, named: str) -> None:
    with pytest.raises(Rejected) as caught:
        connect.verify(replace(typed, handle=named))

    assert caught.value.code == UNKNOWN_ACCOUNT


def test_a_channel_in_which_the_app_is_not_asks_for_an_invitation(
    workspace: Workspace, typed: Account
) -> None:
    outsider = workspace.join("gull", "Gull", in_channel=False)
    stranger = replace(account_of(workspace, outsider), remote_id="", handle=workspace.channel)

    for account in (stranger, replace(stranger, handle="#news")):
        with pytest.raises(Rejected, match="/invite") as caught:
            connect.verify(account)
        assert caught.value.code == UNKNOWN_ACCOUNT


def test_an_archived_channel_is_none(workspace: Workspace, typed: Account) -> None:
    workspace.archived = True

    with pytest.raises(Rejected):
        connect.verify(replace(typed, handle=workspace.channel))


def test_a_token_without_the_scopes_of_the_guide_says_which_step_is_missing(
    workspace: Workspace, app: str, typed: Account
) -> None:
    poor = replace(typed, token=workspace.token(app, {"chat:write"}))

    with pytest.raises(Disconnected, match="scopes of the guide"):
        connect.verify(poor)
