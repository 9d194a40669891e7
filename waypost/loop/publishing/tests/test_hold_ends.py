"""A hold may end by itself: the queue opens, people are told, and nothing leaves before somebody looked."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.notices.models import Notice
from waypost.loop.content.tests.factories import tomorrow
from waypost.loop.publishing import tasks
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Lane, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import on_the_network, send_due
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def local(world: World, moment: datetime) -> datetime:
    return clock.to_local(moment, world.workspace.timezone)


def put(world: World, *, hours: float = 2, **details: object) -> Hold:
    until = local(world, clock.now() + timedelta(hours=hours))
    return holds.put(
        world.workspace, reason="A storm at the coast", until=until, by=world.actor("manager"), **details
    )


def at(name: str, **kwargs: object) -> str:
    return reverse(f"publishing:{name}", kwargs={"workspace": "tern", **kwargs})


def now_of(publication: Publication) -> Publication:
    return Publication.objects.get(pk=publication.pk)


def test_a_hold_ends_by_itself_and_what_it_held_is_not_fired(world, network, preparer, sender):
    publication = scheduled_publication(world, local=local(world, clock.now() + timedelta(hours=1)))
    hold = put(world)

    with clock.frozen_at(hold.ends_at):
        tasks.end_holds()
        send_due(world, preparer, sender)

    hold.refresh_from_db()
    assert hold.ended_by_itself
    assert not Lane.objects.filter(is_held=True).exists()
    assert now_of(publication).state == State.HELD
    assert on_the_network(network) == []


def test_a_hold_stays_until_its_end(world):
    hold = put(world)

    with clock.frozen_at(hold.ends_at - timedelta(seconds=1)):
        tasks.end_holds()

    assert Hold.objects.get().is_on


def test_after_its_end_what_is_past_takes_a_new_time_and_the_rest_leaves_at_its_own(world):
    past = scheduled_publication(world, local=local(world, clock.now() + timedelta(hours=1)))
    coming = scheduled_publication(world, local=tomorrow(world, days=2))
    hold = put(world)

    with clock.frozen_at(hold.ends_at):
        tasks.end_holds()
        with pytest.raises(Refusal, match="too long past"):
            holds.release(past, by=world.actor("manager"))
        holds.release(coming, by=world.actor("manager"))

    assert now_of(past).state == State.HELD
    assert now_of(coming).state == State.SCHEDULED


def test_the_end_of_one_hold_opens_no_lane_that_another_closes(world):
    first = put(world, channel=world.channel("gallery"))
    holds.put(world.workspace, reason="Worse", by=world.actor("manager"))

    with clock.frozen_at(first.ends_at):
        tasks.end_holds()

    assert Lane.objects.get(channel=world.channel("gallery")).is_held


def test_people_are_told_when_a_hold_begins_and_when_it_has_ended_but_nobody_twice(world):
    scheduled_publication(world)
    hold = put(world)

    with clock.frozen_at(hold.ends_at):
        tasks.end_holds()
        tasks.end_holds()

    owner = Notice.objects.filter(person=world.person("owner"), kind="hold").order_by("id")
    said = [notice.sentence for notice in owner]
    assert len(said) == 2
    assert said[0].startswith("Everything is on hold, says ")
    assert "1 post is held" in said[0]
    assert said[1] == "A hold has ended: “A storm at the coast” 1 post waits for a look before going out."
    assert all(notice.urgent for notice in owner)
    told = Notice.objects.filter(kind="hold")
    assert not told.filter(person=world.person("viewer")).exists()
    assert [notice.sentence for notice in told.filter(person=world.person("manager"))] == said[1:]


def test_nobody_is_told_of_the_end_of_a_hold_that_held_nothing(world):
    hold = put(world)
    Notice.objects.all().delete()

    with clock.frozen_at(hold.ends_at):
        tasks.end_holds()

    assert not Notice.objects.filter(kind="hold").exists()


def test_one_post_is_held_until_a_day_and_waits_then_for_a_look(world):
    publication = scheduled_publication(world, local=tomorrow(world, days=3))
    until = tomorrow(world, days=2)
    held = holds.put_one(
        publication, reason="The photo is being redone", until=until, by=world.actor("manager")
    )

    with clock.frozen_at(held.hold.ends_at):
        tasks.end_holds()
        page = world.client("manager").get(at("publication", publication_id=held.pk)).content.decode()

    notice = Notice.objects.get(person=world.person("owner"), kind="hold")
    assert now_of(publication).state == State.HELD
    assert notice.href == at("publication", publication_id=held.pk)
    assert "it waits for a look" in page
    assert "Release it" in page


def test_releasing_one_post_ends_its_hold(world):
    held = holds.put_one(
        scheduled_publication(world), reason="Wait", until=tomorrow(world, days=2), by=world.actor("manager")
    )

    holds.release(held, by=world.actor("strategist"))

    hold = Hold.objects.get()
    assert not hold.is_on
    assert not hold.ended_by_itself


def test_an_end_lies_ahead(world):
    publication = scheduled_publication(world)
    past = local(world, clock.now() - timedelta(hours=1))

    with pytest.raises(Refusal, match="has passed"):
        holds.put(world.workspace, reason="Late", until=past, by=world.actor("manager"))
    with pytest.raises(Refusal, match="has passed"):
        holds.put_one(publication, reason="Late", until=past, by=world.actor("manager"))

    assert not Hold.objects.exists()


def test_the_end_can_be_moved_and_taken_away_by_those_who_may_lift(world):
    hold = put(world)
    later = tomorrow(world, days=2)

    holds.end_at(hold, until=later, by=world.actor("strategist"))
    assert hold.ends_at == clock.to_utc(later, world.workspace.timezone)
    holds.end_at(hold, until=None, by=world.actor("strategist"))

    assert hold.ends_at is None
    with pytest.raises(NotAllowed):
        holds.end_at(hold, until=later, by=world.actor("approver"))


def test_a_hold_that_is_over_takes_no_other_end(world):
    hold = holds.lift(put(world), by=world.actor("manager"))

    with pytest.raises(Refusal, match="over already"):
        holds.end_at(hold, until=tomorrow(world), by=world.actor("manager"))


# The pages


def test_the_end_is_chosen_where_the_hold_is_put_and_stands_on_its_page(world):
    until = tomorrow(world, days=2)
    form = {"what": "everything", "reason": "A storm", "until": until.isoformat(timespec="minutes")}

    page = world.client("manager").post(at("holds"), form, follow=True).content.decode()

    assert Hold.objects.get().ends_at == clock.to_utc(until, world.workspace.timezone)
    assert "Ends by itself" in page


def test_an_end_that_has_passed_is_refused_at_its_field(world):
    past = local(world, clock.now() - timedelta(hours=1)).isoformat(timespec="minutes")
    publication = scheduled_publication(world)
    manager = world.client("manager")

    everything = manager.post(at("holds"), {"what": "everything", "reason": "A storm", "until": past})
    one = manager.post(at("hold-back", publication_id=publication.pk), {"reason": "A storm", "until": past})

    assert (everything.status_code, one.status_code) == (422, 422)
    assert "Choose one that is still to come" in everything.content.decode()
    assert "Choose one that is still to come" in one.content.decode()
    assert not Hold.objects.exists()


def test_the_end_is_changed_on_the_page_of_the_hold(world):
    hold = put(world)
    later = tomorrow(world, days=2)
    manager = world.client("manager")

    page = manager.post(at("ending", hold_id=hold.pk), {"until": later.isoformat()}, follow=True)
    past = manager.post(at("ending", hold_id=hold.pk), {"until": "2020-01-01T09:00"})
    assert Hold.objects.get().ends_at == clock.to_utc(later, world.workspace.timezone)
    manager.post(at("ending", hold_id=hold.pk), {"until": ""})

    assert "It ends by itself then." in page.content.decode()
    assert past.status_code == 422
    assert Hold.objects.get().ends_at is None
    assert manager.get(at("ending", hold_id=hold.pk)).url == at("hold", hold_id=hold.pk)


def test_the_page_of_a_hold_says_what_would_have_left_by_now(world):
    scheduled_publication(world, local=local(world, clock.now() + timedelta(hours=1)))
    scheduled_publication(world, local=tomorrow(world, days=2))
    hold = put(world)
    page = at("hold", hold_id=hold.pk)

    with clock.frozen_at(hold.ends_at):
        during = world.client("manager").get(page).content.decode()
        tasks.end_holds()
        after = world.client("manager").get(page).content.decode()

    assert "2 posts held: 1 would have gone out by now, 1 is still to come." in during
    assert "Ended by itself" in after
    assert "2 posts held: 1 would have gone out by now, 1 is still to come." in after
    assert "takes a new time" in after


def test_the_history_of_a_post_says_that_the_hold_ended(world):
    publication = scheduled_publication(world)
    hold = put(world)
    with clock.frozen_at(hold.ends_at):
        tasks.end_holds()

        page = world.client("manager").get(at("publication", publication_id=publication.pk)).content.decode()

    assert "Hold ended by itself" in page
