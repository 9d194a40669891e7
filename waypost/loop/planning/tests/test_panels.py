import pytest

from waypost.loop.planning.actions import briefs, slots
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.models import Slot
from waypost.loop.planning.panels import carry_slot, touched_slots
from waypost.loop.planning.tests.factories import open_slot, opened_quarter, planned_campaign
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.domain.impact import Choice
from waypost.loop.strategy.models import Consequence, Pillar, Proposal, StrategyVersion
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.toolkit.refusal import Refusal


def without_pillar(key):
    strategy = tern_and_tide()
    return strategy.model_copy(update={"pillars": tuple(row for row in strategy.pillars if row.key != key)})


def test_a_new_version_says_how_many_open_slots_it_touches(world):
    opened_quarter(world)
    slot = open_slot(world)
    before, after = tern_and_tide(), without_pillar(slot.pillar.key)

    going, _briefs, _changed, following = touched_slots(
        world.access("strategist"), world.workspace, before, after
    )

    assert going.count == Slot.objects.filter(pillar=slot.pillar).count()
    assert following.count == 36


def test_a_renamed_pillar_goes_nowhere(world):
    opened_quarter(world)
    before = tern_and_tide()
    first, *others = before.pillars
    renamed = first.model_copy(update={"key": "renamed", "was": first.key})
    after = before.model_copy(update={"pillars": (renamed, *others)})

    going, briefs, *_others = touched_slots(world.access("strategist"), world.workspace, before, after)

    assert (going.count, briefs.count) == (0, 0)


def test_a_first_version_touches_nothing(world):
    touched = touched_slots(world.access("strategist"), world.workspace, None, tern_and_tide())

    assert [item.count for item in touched] == [0, 0, 0, 0]


def accept_without(world, key, **wishes):
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    shares = {"pillars": [{**row.as_record(), "share": 0.5} for row in without_pillar(key).pillars]}
    drafts.replace_section(draft, section="pillars", content=shares, by=world.actor("strategist"))
    versions.accept(draft, based_on=1, wishes=wishes, by=world.actor("strategist"))


def test_slots_of_a_pillar_that_goes_move_to_another_that_serves_somebody_too(world):
    opened_quarter(world)
    slot = open_slot(world)
    stays = next(pillar.key for pillar in tern_and_tide().pillars if pillar.key != slot.pillar.key)

    accept_without(world, slot.pillar.key, slots=f"move:{stays}")

    slot.refresh_from_db()
    pillar = tern_and_tide().pillar(stays)
    assert slot.pillar.key == stays
    assert (slot.persona.key in pillar.personas, slot.goal.key in pillar.goals) == (True, True)


def test_a_brief_of_a_pillar_that_goes_is_decided_on_apart_from_empty_slots(world):
    opened_quarter(world)
    slot = open_slot(world)
    owner = world.workspace.members.get(person=world.person("marketer"))
    briefs.write(slot, title="The first fog", owner=owner, by=world.actor("manager"))

    accept_without(world, slot.pillar.key, briefs="hold")

    slot.refresh_from_db()
    found = Consequence.objects.get(subject_id=slot.pk)
    assert slot.dropped_at is not None
    assert (found.label, found.responsible) == (f"The first fog, on {slot.channel.name}", owner)
    assert Slot.objects.filter(pillar=slot.pillar, dropped_at=None).exists()


def test_a_slot_that_goes_to_another_pillar_stays_in_its_campaign(world):
    opened_quarter(world)
    slot, spring = open_slot(world), planned_campaign(world)
    slots.point(slot, aim=Aim(slot.pillar, format="image", campaign=spring), by=world.actor("manager"))
    version = StrategyVersion.objects.get(workspace=world.workspace)
    other = Pillar.objects.filter(workspace=world.workspace).exclude(pk=slot.pillar_id)[0]

    carry_slot(version, slot.pk, Choice.MOVE, other, world.actor("strategist"))

    slot.refresh_from_db()
    assert (slot.pillar, slot.format, slot.campaign) == (other, "image", spring)


def test_a_slot_that_was_filled_meanwhile_stays_as_it_is(world):
    opened_quarter(world)
    slot = open_slot(world)
    version = StrategyVersion.objects.get(workspace=world.workspace)
    slots.take(slot, by=world.actor("manager"))

    with pytest.raises(Refusal, match="filled, dropped or has passed"):
        carry_slot(version, slot.pk, Choice.HOLD, None, world.actor("strategist"))


def test_a_change_is_suggested_from_a_brief(world):
    opened_quarter(world)
    slot = open_slot(world)
    briefs.write(slot, title="The first fog", message="Fog is ink.", by=world.actor("manager"))
    client = world.client("contributor")
    page = f"/tern/strategy/suggestions/brief/{slot.pk}/"

    assert page in client.get(f"/tern/slots/{slot.pk}").content.decode()
    shown = client.get(page).content.decode()
    client.post(page, {"words": "Never on Sundays.", "section": "pillars"})

    assert "Brief: The first fog" in shown
    assert "Fog is ink." in shown
    assert Proposal.objects.get().stands_on.page == f"slots/{slot.pk}"
