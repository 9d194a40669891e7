from datetime import datetime

import pytest

from tests.world import World
from waypost.foundation.notices.models import Notice
from waypost.loop.strategy.tasks import remind_of_statements
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock

pytestmark = pytest.mark.django_db


def told(world: World) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(workspace=world.workspace, sentence__contains="arrived damaged")
    return sorted(
        (notice.person.email.split("@")[0], notice.href) for notice in rows.select_related("person")
    )


def test_those_who_write_the_strategy_are_told_once_that_words_end(world: World) -> None:
    accepted_strategy(world)
    with clock.frozen_at(datetime.fromisoformat("2027-12-20T05:10+00:00")):
        remind_of_statements()
        remind_of_statements()

    expected = {world.person("owner").email.split("@")[0], world.person("strategist").email.split("@")[0]}
    assert {name for name, _href in told(world)} == expected
    assert len(told(world)) == 2
    assert told(world)[0][1] == "/tern/strategy/#statement-broken-print"


def test_they_are_told_again_when_the_words_have_ended(world: World) -> None:
    accepted_strategy(world)
    for day in ("2027-12-01", "2027-12-20", "2028-01-02", "2028-01-03"):
        with clock.frozen_at(datetime.fromisoformat(f"{day}T05:10+00:00")):
            remind_of_statements()

    assert len(told(world)) == 4
