"""The world, built once for a module that visits it hundreds of times; each test's changes are taken back."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.world import NAMES, World


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world with everybody signed in, until the module ends."""
    with django_db_blocker.unblock(), taken_back():
        world = World.build()
        for role in NAMES:
            world.client(role)
        yield world


@pytest.fixture
def world(town: World, db: None) -> World:
    """The world for one test: the same rows, in objects that it may change."""
    rows = (town.workspace, town.other, town.people, town.channels, town.other_channel)
    return World(*copy.deepcopy(rows), clients=town.clients)


@contextmanager
def taken_back() -> Iterator[None]:
    """Let the database forget whatever happens inside the block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
