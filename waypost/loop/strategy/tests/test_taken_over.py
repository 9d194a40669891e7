from datetime import timedelta

import pytest

from waypost.loop.strategy.actions import histories, versions
from waypost.loop.strategy.domain.past import PastVersion
from waypost.loop.strategy.models import Pillar, StrategyVersion
from waypost.loop.strategy.queries import accepted_before, current_strategy
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def history():
    """A strategy that lost its last pillar half a year ago and changed its purpose last week."""
    now, first = clock.now(), tern_and_tide()
    shares = [pillar.model_copy(update={"share": 1 / (len(first.pillars) - 1)}) for pillar in first.pillars]
    fewer = first.model_copy(update={"pillars": tuple(shares[:-1])})
    latest = fewer.model_copy(update={"purpose": "To print the harbour."})
    return [
        PastVersion(first, now - timedelta(days=400)),
        PastVersion(fewer, now - timedelta(days=180), "One pillar less"),
        PastVersion(latest, now - timedelta(days=7)),
    ]


def test_a_strategy_comes_with_its_past(world):
    past = history()

    current = histories.take_over(world.workspace, versions=past, by=world.actor("owner"))

    assert (current.number, current.is_current, current.based_on) == (3, True, 2)
    assert current_strategy(world.workspace.pk) == past[-1].strategy
    then = accepted_before(world.access("viewer"), clock.now() - timedelta(days=100)).first()
    assert then is not None
    assert (then.number, then.note, then.strategy) == (2, "One pillar less", past[1].strategy)
    dropped = Pillar.objects.get(workspace=world.workspace, key=past[0].strategy.pillars[-1].key)
    assert (dropped.first_version, dropped.last_version) == (1, 1)
    assert dropped.archived_at is not None


def test_a_version_after_it_goes_on_counting(world):
    histories.take_over(world.workspace, versions=history(), by=world.actor("owner"))

    following = versions.put_in_force(
        world.workspace, strategy=tern_and_tide(), note="As before", by=world.actor("owner")
    )

    assert following.number == 4
    assert Pillar.objects.filter(workspace=world.workspace, archived_at=None).count() == len(
        tern_and_tide().pillars
    )


def test_a_brand_with_a_strategy_takes_no_other_past(world):
    accepted_strategy(world)

    with pytest.raises(Refusal, match="has a strategy already"):
        histories.take_over(world.workspace, versions=history(), by=world.actor("owner"))


@pytest.mark.parametrize("wrong", ["none", "turned round", "to come"])
def test_a_past_that_cannot_be_is_refused(world, wrong):
    past = history()
    late = PastVersion(tern_and_tide(), clock.now() + timedelta(days=1))
    said = {"none": [], "turned round": past[::-1], "to come": [*past, late]}[wrong]

    with pytest.raises(Refusal):
        histories.take_over(world.workspace, versions=said, by=world.actor("owner"))

    assert not StrategyVersion.objects.filter(workspace=world.workspace).exists()


def test_a_manager_takes_no_strategy_over(world):
    with pytest.raises(NotAllowed):
        histories.take_over(world.workspace, versions=history(), by=world.actor("manager"))
