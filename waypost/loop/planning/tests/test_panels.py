from waypost.loop.planning.models import Slot
from waypost.loop.planning.panels import touched_slots
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.loop.strategy.tests.documents import tern_and_tide


def without_pillar(key):
    strategy = tern_and_tide()
    return strategy.model_copy(update={"pillars": tuple(row for row in strategy.pillars if row.key != key)})


def test_a_new_version_says_how_many_open_slots_it_touches(world):
    opened_quarter(world)
    slot = open_slot(world)
    before, after = tern_and_tide(), without_pillar(slot.pillar.key)

    going, following = touched_slots(world.access("strategist"), world.workspace, before, after)

    assert going.count == Slot.objects.filter(pillar=slot.pillar).count()
    assert following.count == 36


def test_a_renamed_pillar_goes_nowhere(world):
    opened_quarter(world)
    before = tern_and_tide()
    first, *others = before.pillars
    renamed = first.model_copy(update={"key": "renamed", "was": first.key})
    after = before.model_copy(update={"pillars": (renamed, *others)})

    going, _following = touched_slots(world.access("strategist"), world.workspace, before, after)

    assert going.count == 0


def test_a_first_version_touches_nothing(world):
    touched = touched_slots(world.access("strategist"), world.workspace, None, tern_and_tide())

    assert [item.count for item in touched] == [0, 0]
