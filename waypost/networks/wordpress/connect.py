"""Connecting a WordPress site: its address, a user name, and an application password of that user."""

from __future__ import annotations

from html import unescape
from typing import Any

import httpx
from pydantic import BaseModel

from waypost.networks import calling
from waypost.networks.articles.sites import same_place
from waypost.networks.contract import (
    UNKNOWN_ACCOUNT,
    UNKNOWN_SERVER,
    Account,
    Disconnected,
    Profile,
    Rejected,
)
from waypost.networks.wordpress import client
from waypost.toolkit import http

_NEEDED = {"publish_posts": "publish posts", "upload_files": "upload pictures"}


class SiteAnswer(BaseModel):
    """A site's own description. `authentication` is empty, and then a list, where no way to sign in is offered."""

    name: str
    namespaces: list[str]
    authentication: dict[str, Any] | list[Any] = []


class UserAnswer(BaseModel):
    """Somebody who signs in there, with what they may do."""

    id: int
    username: str
    name: str = ""
    capabilities: dict[str, bool]


def verify(account: Account) -> Profile:
    """Ask whose application password this is.

    Raises Rejected with UNKNOWN_SERVER where no WordPress answers at this address or application passwords are off,
    with UNKNOWN_ACCOUNT where the user may not publish, Disconnected where the password is not the user's, TryLater as ever.
    """
    site = _site(account)
    found = client.get(account, "/users/me", UserAnswer, context="edit")
    lacks = [words for name, words in _NEEDED.items() if not found.capabilities.get(name)]
    if lacks:
        sentence = (
            f"{found.username} may not {' or '.join(lacks)} on this site. "
            "Let an administrator make this user an author or an editor."
        )
        raise Rejected(sentence, UNKNOWN_ACCOUNT)
    host = client.host_of(account.server)
    return Profile(
        remote_id=f"{found.id}@{host}", handle=found.username, name=unescape(site.name).strip() or host
    )


def _site(account: Account) -> SiteAnswer:
    """What the site says of itself to everybody. Raises Rejected with UNKNOWN_SERVER."""
    host = client.host_of(account.server)
    try:
        url = client.address(account.server, "/", root="")
        answer = calling.fetch("GET", url, max_bytes=16 * 1024 * 1024)
        same_place(httpx.URL(client.site_of(account.server)), answer)
        found = client.read(answer, SiteAnswer)
    except (Disconnected, http.UnreadableAnswer) as error:
        sentence = f"{host} is not a WordPress site, or its REST interface is switched off. Type the address of its first page."
        raise Rejected(sentence, UNKNOWN_SERVER) from error
    if "wp/v2" not in found.namespaces:
        raise Rejected(f"{host} answers, but not as WordPress does since 4.7.", UNKNOWN_SERVER)
    if "application-passwords" not in found.authentication:
        sentence = (
            f"Application passwords are switched off on {host}. They need https and WordPress 5.6; "
            "a security plugin may hide them too."
        )
        raise Rejected(sentence, UNKNOWN_SERVER)
    return found
