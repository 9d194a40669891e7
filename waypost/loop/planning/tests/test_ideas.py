import pytest

from waypost.loop.planning import queries
from waypost.loop.planning.actions import briefs, ideas, slots
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit.refusal import NotAllowed, Refusal


def caught(world, **more):
    return ideas.capture(
        world.workspace, title="The tide table on every bag", by=world.actor("contributor"), **more
    )


def test_an_idea_is_caught_in_one_line(world):
    idea = caught(world)

    assert list(queries.fresh_ideas(world.access("viewer"))) == [idea]
    assert idea.captured_by == "Cato Lind"


def test_an_idea_without_words_is_refused(world):
    with pytest.raises(Refusal) as refused:
        ideas.capture(world.workspace, title="  ", by=world.actor("manager"))

    assert "title" in refused.value.fields


def test_an_archived_idea_waits_no_more(world):
    idea = ideas.archive(caught(world), by=world.actor("manager"))

    assert not queries.fresh_ideas(world.access("viewer")).exists()
    assert list(queries.settled_ideas(world.access("viewer"))) == [idea]
    with pytest.raises(Refusal):
        ideas.archive(idea, by=world.actor("manager"))


def test_an_idea_opens_the_brief_of_its_slot(world):
    opened_quarter(world)
    idea = caught(world, note="With the moon.", link="https://tern.example/tides")

    slot = ideas.take_into_slot(idea, slot=open_slot(world), by=world.actor("manager"))

    assert (slot.brief.title, slot.brief.message) == ("The tide table on every bag", "With the moon.")
    assert slot.brief.links == ["https://tern.example/tides"]
    assert not queries.fresh_ideas(world.access("viewer")).exists()


def test_an_idea_does_not_write_over_a_brief(world):
    opened_quarter(world)
    slot = open_slot(world)
    briefs.write(slot, title="Sanding", by=world.actor("manager"))

    ideas.take_into_slot(caught(world, note="With the moon."), slot=slot, by=world.actor("manager"))

    slot.brief.refresh_from_db()
    assert (slot.brief.title, slot.brief.message) == ("Sanding", "With the moon.")


def test_an_idea_gives_its_pillar_to_an_open_slot_only(world):
    opened_quarter(world)
    pillar = Pillar.objects.filter(workspace=world.workspace).last()
    reactive = Slot.objects.filter(is_reactive=True)[0]
    planned = Slot.objects.exclude(pillar=pillar).filter(is_reactive=False)[0]

    ideas.take_into_slot(caught(world, pillar=pillar), slot=reactive, by=world.actor("manager"))
    ideas.take_into_slot(caught(world, pillar=pillar), slot=planned, by=world.actor("manager"))

    assert Slot.objects.get(pk=reactive.pk).pillar == pillar
    assert Slot.objects.get(pk=planned.pk).pillar != pillar


def test_a_filled_slot_takes_no_idea_and_an_idea_goes_into_one_slot(world):
    opened_quarter(world)
    idea, slot = caught(world), open_slot(world)
    slots.take(slot, by=world.actor("manager"))

    with pytest.raises(Refusal):
        ideas.take_into_slot(idea, slot=slot, by=world.actor("manager"))
    ideas.take_into_slot(idea, slot=open_slot(world), by=world.actor("manager"))
    with pytest.raises(Refusal):
        ideas.take_into_slot(idea, slot=open_slot(world), by=world.actor("manager"))


def test_another_brands_slot_and_pillar_are_refused(world):
    opened_quarter(world)
    foreign_idea = ideas.capture(world.other, title="Buns", by=world.actor("neighbour"))
    foreign_pillar = Pillar.objects.filter(workspace=world.workspace)[0]

    with pytest.raises(Refusal):
        ideas.take_into_slot(foreign_idea, slot=open_slot(world), by=world.actor("neighbour"))
    with pytest.raises(Refusal):
        ideas.capture(world.other, title="Buns", pillar=foreign_pillar, by=world.actor("neighbour"))


@pytest.mark.parametrize("role", ["client", "viewer", "outsider", "neighbour"])
def test_those_outside_the_team_may_not_add_or_archive_ideas(world, role):
    idea = caught(world)

    with pytest.raises(NotAllowed):
        ideas.capture(world.workspace, title="Mine", by=world.actor(role))
    with pytest.raises(NotAllowed):
        ideas.archive(idea, by=world.actor(role))


@pytest.mark.parametrize("role", ["contributor", "approver", "client", "viewer", "outsider", "neighbour"])
def test_those_who_do_not_plan_may_not_take_an_idea_into_a_slot(world, role):
    opened_quarter(world)

    with pytest.raises(NotAllowed):
        ideas.take_into_slot(caught(world), slot=open_slot(world), by=world.actor(role))


def test_ideas_of_another_brand_are_not_seen(world):
    accepted_strategy(world)
    ideas.capture(world.other, title="Buns", by=world.actor("neighbour"))

    assert not queries.fresh_ideas(world.access("owner")).exists()
