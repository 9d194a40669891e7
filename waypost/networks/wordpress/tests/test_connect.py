"""Connecting a site, and where its calls live."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waypost.networks.contract import (
    UNKNOWN_ACCOUNT,
    UNKNOWN_SERVER,
    Account,
    Disconnected,
    Rejected,
    TryLater,
)
from waypost.networks.tests.fakes import Troubled, answering
from waypost.networks.wordpress import client, connect
from waypost.networks.wordpress.tests.keeping import User
from waypost.networks.wordpress.tests.site import Site
from waypost.toolkit import http


def test_a_site_says_what_it_is_called_and_whose_password_it_is(site: Site, account: Account) -> None:
    found = connect.verify(replace(account, remote_id=""))

    assert (found.remote_id, found.handle, found.name) == (account.remote_id, "tern", "Tern & Tide")


@pytest.mark.parametrize(
    "typed",
    [
        "https://tern.example",
        "https://tern.example/",
        "https://tern.example/wp-admin/profile.php",
        "https://tern.example/wp-login.php?x=1",
        "https://tern.example/index.php",
    ],
)
def test_any_page_of_a_site_leads_to_it(typed: str) -> None:
    assert client.site_of(typed) == "https://tern.example"


def test_a_site_in_a_folder_stays_in_it() -> None:
    assert client.site_of("https://tern.example/blog/wp-admin/") == "https://tern.example/blog"
    assert client.host_of("https://Tern.example/blog") == "tern.example/blog"
    assert client.address("https://tern.example/blog/", "/posts", {"a": "1+2"}) == (
        "https://tern.example/blog/index.php?rest_route=/wp/v2/posts&a=1%2B2"
    )


@pytest.mark.parametrize(
    "trouble", [answering(404, "<h1>Not here</h1>"), answering(200, "<h1>A shop</h1>"), answering(401)]
)
def test_a_page_that_is_no_such_site_is_told_so(site: Site, account: Account, trouble: object) -> None:
    with http.wired(Troubled(site, instead=trouble)), pytest.raises(Rejected) as caught:
        connect.verify(account)

    assert caught.value.code == UNKNOWN_SERVER
    assert "is not a WordPress site" in caught.value.reason


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("namespaces", ("oembed/1.0",), "not as WordPress does"),
        ("offers_passwords", False, "Application passwords are switched off"),
        ("leads_to", "https://www.tern.example", "lives at https://www.tern.example"),
    ],
)
def test_a_site_that_cannot_be_used_says_why(
    site: Site, account: Account, name: str, value: object, sentence: str
) -> None:
    setattr(site, name, value)

    with pytest.raises(Rejected, match=sentence) as caught:
        connect.verify(account)

    assert caught.value.code == UNKNOWN_SERVER


def test_a_user_who_may_not_publish_is_told_so(account: Account, tern: User) -> None:
    tern.may = frozenset({"read", "edit_posts"})

    with pytest.raises(Rejected, match="may not publish posts or upload pictures") as caught:
        connect.verify(account)

    assert caught.value.code == UNKNOWN_ACCOUNT


def test_a_wrong_password_connects_nobody_and_an_absent_site_is_tried_later(account: Account) -> None:
    with pytest.raises(Disconnected):
        connect.verify(replace(account, token="wrong"))
    with pytest.raises(TryLater):
        connect.verify(replace(account, server="https://away.example"))
