"""The rules of a zone change with tzdata: what is still to come is at the hour that its wall shows all the same."""

import zoneinfo
from datetime import timedelta

import pytest
from django.db.models import F

from waypost.foundation.journal.models import Entry
from waypost.loop.content.models import Post
from waypost.loop.content.tests.factories import tomorrow
from waypost.loop.planning.actions import slots
from waypost.loop.planning.models import Slot
from waypost.loop.publishing import tasks
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.actions.preparing import LEAD
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.toolkit import clock

HOUR = timedelta(hours=1)


def as_it_is(publication: Publication) -> Publication:
    return Publication.objects.select_related("post").get(pk=publication.pk)


def an_hour_off(publication: Publication) -> None:
    """Its moments as they were derived by rules that put the clock on an hour less."""
    at = {"due_at": F("due_at") + HOUR, "planned_at": F("planned_at") + HOUR}
    Publication.objects.filter(pk=publication.pk).update(**at)
    Post.objects.filter(pk=publication.post_id).update(planned_at=F("planned_at") + HOUR)


def test_the_rules_are_the_pinned_ones_not_the_machines() -> None:
    assert zoneinfo.TZPATH == ()
    assert "Europe/Lisbon" in clock.zone_names()


@pytest.mark.parametrize("state", [State.SCHEDULED, State.READY, State.HELD])
def test_what_is_queued_follows_new_rules_with_its_post(world, state) -> None:
    publication = scheduled_publication(world, state=state)
    an_hour_off(publication)

    tasks.keep_the_wall_clock()

    found = as_it_is(publication)
    assert (found.due_at, found.planned_at) == (publication.due_at, publication.due_at)
    assert found.post.planned_at == publication.due_at
    if state is State.HELD:
        assert (found.state, found.act_at) == (State.HELD, None)
    else:
        assert (found.state, found.act_at) == (State.SCHEDULED, publication.due_at - LEAD)


def test_a_time_of_its_own_stays_its_own(world) -> None:
    publication = scheduled_publication(world)
    own = tomorrow(world, hour=15, days=2)
    schedule.move_to(publication, local=own, by=world.actor("manager"))
    an_hour_off(publication)

    tasks.keep_the_wall_clock()
    schedule.follow(publication.post, by=world.actor("manager"))

    found = as_it_is(publication)
    assert found.local == own
    assert found.due_at == clock.to_utc(own, world.workspace.timezone)
    assert found.planned_at == found.post.planned_at


def test_a_slot_follows_new_rules(world) -> None:
    local = tomorrow(world, hour=12)
    slot = slots.add(
        world.workspace, channel=world.channel("gallery"), local=local, by=world.actor("manager")
    )
    Slot.objects.filter(pk=slot.pk).update(at=F("at") + HOUR)

    tasks.keep_the_wall_clock()

    assert Slot.objects.get(pk=slot.pk).at == clock.to_utc(local, world.workspace.timezone)


def test_where_the_wall_is_right_nothing_is_touched(world) -> None:
    publication = scheduled_publication(world, state=State.READY)
    before = Entry.objects.count()

    tasks.keep_the_wall_clock()

    assert as_it_is(publication).state == State.READY
    assert Entry.objects.count() == before


def test_one_brand_that_is_off_moves_no_other_post_of_it_that_is_right(world) -> None:
    right, off = scheduled_publication(world, state=State.READY), scheduled_publication(world, "journal")
    an_hour_off(off)

    tasks.keep_the_wall_clock()

    assert as_it_is(off).due_at == off.due_at
    assert as_it_is(right).state == State.READY
