"""Connecting a Ghost site: its address and the Admin API key of a custom integration."""

from __future__ import annotations

import httpx
from pydantic import BaseModel

from waypost.networks import calling
from waypost.networks.articles.sites import same_place
from waypost.networks.contract import (
    UNKNOWN_SERVER,
    Account,
    Disconnected,
    Profile,
    Rejected,
)
from waypost.networks.ghost import client
from waypost.networks.ghost.keys import Key
from waypost.toolkit import http


class Site(BaseModel):
    """What a site says of itself to everybody."""

    title: str
    version: str


class SiteAnswer(BaseModel):
    """The same, as it is wrapped."""

    site: Site


def verify(account: Account) -> Profile:
    """Ask which site this key opens. An integration is nobody in particular: the account is the site.

    Raises Rejected with UNKNOWN_SERVER where no Ghost answers at this address, Disconnected where the key is none of
    its own, TryLater as ever.
    """
    Key.of(account.token)
    site, host = _site(account.server), client.host_of(account.server)
    client.get(account, "/posts/", client.PostsAnswer, limit=1, fields="id")
    return Profile(remote_id=host, handle=host, name=site.title.strip() or host)


def _site(server: str) -> Site:
    """What is there. Raises Rejected with UNKNOWN_SERVER."""
    try:
        answer = calling.fetch("GET", client.address(server, "/site/"))
        same_place(httpx.URL(client.site_of(server)), answer)
        return client.read(answer, SiteAnswer).site
    except (Disconnected, http.UnreadableAnswer, client.Missing) as error:
        sentence = (
            f"{client.host_of(server)} is not a Ghost site. Type the API URL that stands beside the key."
        )
        raise Rejected(sentence, UNKNOWN_SERVER) from error
