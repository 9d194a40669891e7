"""Connecting a site, its key, and where its calls live."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks.contract import UNKNOWN_SERVER, Account, Disconnected, Rejected, TryLater
from waypost.networks.ghost import client, connect
from waypost.networks.ghost.keys import Key
from waypost.networks.ghost.tests.site import Site
from waypost.networks.tests.fakes import Troubled, answering
from waypost.toolkit import http


def test_a_key_opens_its_site(site: Site, account: Account) -> None:
    found = connect.verify(replace(account, remote_id="", handle="", token=f" {site.key}\n"))

    assert (found.remote_id, found.handle, found.name) == (site.host, site.host, "Tern & Tide")


@pytest.mark.parametrize("written", ["", "abc", "0" * 24, f"{'0' * 24}:xyz", f"{'0' * 23}:{'0' * 64}"])
def test_what_is_no_key_asks_nobody(site: Site, account: Account, written: str) -> None:
    with pytest.raises(Disconnected, match="not an Admin API key"):
        connect.verify(replace(account, token=written))

    assert site.calls == []


def test_a_key_of_another_site_opens_nothing(account: Account) -> None:
    stranger = Site()

    with pytest.raises(Disconnected):
        connect.verify(replace(account, token=stranger.key))


def test_a_secret_never_shows(site: Site) -> None:
    key = Key.of(site.key)

    assert key.secret not in repr(key)
    assert key.secret not in key.word()


@pytest.mark.parametrize(
    "trouble", [answering(404, "<h1>No</h1>"), answering(200, "<h1>A shop</h1>"), answering(401)]
)
def test_a_page_that_is_no_such_site_is_told_so(site: Site, account: Account, trouble: object) -> None:
    with (
        http.wired(Troubled(site, instead=trouble)),
        pytest.raises(Rejected, match="is not a Ghost site") as caught,
    ):
        connect.verify(account)

    assert caught.value.code == UNKNOWN_SERVER


def test_a_site_that_lives_elsewhere_says_where(site: Site, account: Account) -> None:
    site.leads_to = "https://www.tern.example/ghost/api/admin/site/"

    with pytest.raises(Rejected, match=r"lives at https://www\.tern\.example"):
        connect.verify(account)


def test_a_site_that_is_away_is_tried_later(account: Account) -> None:
    with pytest.raises(TryLater):
        connect.verify(replace(account, server="https://away.example"))


@pytest.mark.parametrize(
    "typed", ["https://tern.example", "https://tern.example/ghost/#/settings", "https://tern.example/ghost/"]
)
def test_any_page_of_a_site_leads_to_it(typed: str) -> None:
    assert client.address(typed, "/site/") == "https://tern.example/ghost/api/admin/site/"


def test_a_site_in_a_folder_stays_in_it() -> None:
    assert client.site_of("https://tern.example/blog/ghost") == "https://tern.example/blog"
    assert client.host_of("https://ghost.example/ghostly/") == "ghost.example/ghostly"
