"""Every network in turn, its fake, and a wire that can be troubled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

import pytest

from waypost.networks import registry
from waypost.networks.contract import Ability, Account, Card, Outgoing, Publisher, ReadyCall
from waypost.networks.tests.fakes import Fake, Troubled, image, ready
from waypost.toolkit import http


@dataclass
class Subject:
    """One network under the contract."""

    name: str
    fake: Fake
    wire: Troubled

    @property
    def card(self) -> Card:
        return registry.card(self.name)

    @property
    def account(self) -> Account:
        return self.fake.account

    @property
    def publisher(self) -> Publisher:
        return registry.publisher(self.name)

    def ready(self, outgoing: Outgoing) -> ReadyCall:
        return ready(self.publisher, self.account, outgoing)


@pytest.fixture(params=registry.names())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[name for name in registry.names() if Ability.PUBLISH in registry.abilities(name)])
def sender(request: pytest.FixtureRequest) -> str:
    """A network that a program may post on."""
    return str(request.param)


@pytest.fixture
def subject(sender: str) -> Iterator[Subject]:
    fake: Fake = import_module(f"waypost.networks.{sender}.tests.fake").fake()
    wire = Troubled(fake.wire)
    with http.wired(wire):
        yield Subject(sender, fake, wire)


@pytest.fixture
def outgoing(sender: str) -> Outgoing:
    media = (image(),) if registry.card(sender).media.images_max else ()
    link = "https://tern.example/n/k7f3"
    return Outgoing(text=f"The tide turns at six. {link}", key="k7f3", media=media, format="image", link=link)
