"""What the tests of pages share: asking for one, reading a file, time gone by."""

import csv
from datetime import timedelta
from typing import Any

from django.http import HttpResponse

from tests.world import World
from waypost.foundation.channels.actions import limits
from waypost.foundation.workspaces.models import Member
from waypost.loop.analytics.tests.factories import NOON
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock


def get(world: World, path: str = "", role: str = "manager") -> HttpResponse:
    return world.client(role).get(f"/tern/results/{path}")


def page(world: World, path: str = "", role: str = "manager") -> str:
    answer = get(world, path, role)
    assert answer.status_code == 200
    return answer.content.decode()


def table(answer: HttpResponse) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))


def strategy_of_old(world: World) -> None:
    with clock.frozen_at(NOON - timedelta(days=100)):
        accepted_strategy(world)


def ago(days: float) -> Any:
    return NOON - timedelta(days=days)


def limit(world: World, key: str) -> None:
    member = Member.objects.get(pk=world.access("manager").member_id)
    limits.limit(member, to=[world.channel(key)], by=world.actor("owner"))
