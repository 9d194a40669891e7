"""Many senders at the same moment, each over a connection of its own, never take more room than there is."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from tests.world import World
from waypost.foundation.channels.actions import quotas
from waypost.loop.publishing.actions import circuits, lanes
from waypost.loop.publishing.engine.ledger import OneWriterLedger, ThreadLedger
from waypost.loop.publishing.models import Circuit
from waypost.networks import registry
from waypost.networks.contract import Limit, Per, Spend
from waypost.toolkit import clock

pytestmark = pytest.mark.django_db(transaction=True)
SENDERS = 6


def ledgers() -> list[OneWriterLedger | ThreadLedger]:
    """What the publishers of as many processes as the database is for would take."""
    if connection.vendor == "sqlite":
        return [OneWriterLedger()]
    return [ThreadLedger(threads=2) for _process in range(3)]


def test_no_more_is_granted_than_the_limit(monkeypatch) -> None:
    world = World.build()
    shared = Limit(name="all", unit="posts", per=Per.APP, most=20, seconds=3600, costs={Spend.POST: 1})
    card = replace(registry.card("sandbox"), limits=(shared,))
    monkeypatch.setattr(registry, "card", lambda name: card)
    asked, processes = [world.channels[number % 3] for number in range(SENDERS)], ledgers()

    with ThreadPoolExecutor(SENDERS) as pool:
        granted = list(
            pool.map(
                lambda numbered: (
                    processes[numbered[0] % len(processes)]
                    .do(quotas.reserve, numbered[1], [{Spend.POST: 1}] * 6)
                    .count
                ),
                enumerate(asked),
            )
        )
    for process in processes:
        process.close()

    assert sum(granted) == 20


def test_only_one_of_many_tries_a_silent_server() -> None:
    channel = World.build().channel("gallery")
    lanes.open_for(channel)
    claim = lanes.claim(channel.pk, holder="a publisher")
    silent = Circuit.objects.create(network="sandbox", open_until=clock.now(), failures=5)
    processes = ledgers()

    with ThreadPoolExecutor(SENDERS) as pool:
        turns = list(
            pool.map(
                lambda number: processes[number % len(processes)].do(circuits.take_turn, silent, claim=claim),
                range(SENDERS),
            )
        )
    for process in processes:
        process.close()

    assert sorted(turns) == [False] * (SENDERS - 1) + [True]
