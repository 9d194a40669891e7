"""Our side of the line: what a network's `publish.py` does, for each family, and how the registry finds them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType, SimpleNamespace
from typing import Any, cast
from urllib.parse import quote

from pydantic import BaseModel

import waypost.networks
from tests.chaos.ledger.families import FAMILIES, Family
from waypost.networks import registry
from waypost.networks.contract import Ability, Account, Handle, Identity, Outgoing, Sent, Step, Unreachable
from waypost.networks.sandbox import client
from waypost.networks.sandbox import text as texts
from waypost.toolkit import http

CONTAINER = "container"
CONNECT_SECONDS, AGAIN_SECONDS = 2.0, 1.0


def introduce() -> None:
    """Let the registry of this process find the families as if each had a folder."""
    known, able = registry.names(), registry.abilities
    registry.names = cast(Any, lambda: tuple(sorted({*known, *FAMILIES})))
    registry.abilities = cast(
        Any, lambda name: frozenset({Ability.PUBLISH}) if name in FAMILIES else able(name)
    )
    for name, family in FAMILIES.items():
        package = f"{waypost.networks.__name__}.{name}"
        parts = {"card": SimpleNamespace(CARD=family.card), "publish": Speaker(family), "text": texts}
        sys.modules[package] = ModuleType(package)
        sys.modules |= {f"{package}.{part}": cast(ModuleType, module) for part, module in parts.items()}


class ContainerAnswer(BaseModel):
    id: str


class FoundAnswer(BaseModel):
    post: client.PostAnswer | None


@dataclass(frozen=True)
class Speaker:
    """The publisher of one family."""

    family: Family

    def steps(self, account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
        return (Step(name=CONTAINER, label="Make the container"),) if self._has_containers else ()

    def run_step(
        self, account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]
    ) -> Handle:
        made = client.call(account, "POST", "/api/containers", ContainerAnswer, json={"text": outgoing.text})
        return Handle(value=made.id)

    def prepare(self, account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> Ready:
        body = {"key": outgoing.key, "in_reply_to": outgoing.in_reply_to}
        says = {CONTAINER: handles[CONTAINER].value} if self._has_containers else {"text": outgoing.text}
        headers = client.headers(account)
        if self.family.offers is Identity.HEADER:
            headers["idempotency-key"] = outgoing.key
        try:
            request = http.request(
                "POST", client.address(account, "/api/posts"), headers=headers, json=body | says
            )
            return Ready(http.connect(request, http.Deadline(CONNECT_SECONDS)))
        except http.NotSent as error:
            raise Unreachable(AGAIN_SECONDS, str(error)) from error

    def find(
        self, account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]
    ) -> Sent | None:
        if self.family.offers is Identity.KEY or self.family.named:
            return self._ask(account, outgoing.key)
        elif self._has_containers:
            made = outgoing.made.get(CONTAINER)
            return self._ask(account, made) if made else None
        else:
            return _look_through(account, outgoing, since, known_ids)

    @property
    def _has_containers(self) -> bool:
        return self.family.offers is Identity.TWO_PHASE

    @staticmethod
    def _ask(account: Account, name: str) -> Sent | None:
        path = f"/api/published/{quote(name, safe='')}"
        found = client.call(account, "GET", path, FoundAnswer).post
        return Sent(remote_id=found.id, url=found.url) if found else None


@dataclass(frozen=True)
class Ready:
    """A call that needs only to be written."""

    connected: http.Connected

    def send(self, seconds_left: float) -> Sent:
        try:
            answer = self.connected.send(http.Deadline(seconds_left))
        except http.NotSent as error:
            raise Unreachable(AGAIN_SECONDS, str(error)) from error
        post = client.read(answer, client.PostAnswer)
        return Sent(remote_id=post.id, url=post.url)

    def close(self) -> None:
        self.connected.close()


def _look_through(
    account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]
) -> Sent | None:
    params = {"since": since.isoformat()}
    while True:
        page = client.call(account, "GET", "/api/posts", client.PostsAnswer, params=params)
        for post in page.posts:
            same = (post.text, post.in_reply_to) == (outgoing.text, outgoing.in_reply_to)
            if post.id not in known_ids and (outgoing.link in post.text if outgoing.link else same):
                return Sent(remote_id=post.id, url=post.url)
        if not page.older:
            return None
        params["before"] = page.older
