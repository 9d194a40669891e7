"""Putting and lifting a hold, and the second look after it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.world import World
from waypost.loop.content.tests.factories import tomorrow
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.toolkit import clock


def at(name: str, **kwargs: object) -> str:
    return reverse(f"publishing:{name}", kwargs={"workspace": "tern", **kwargs})


def of(publication: Publication, name: str = "publication") -> str:
    return at(name, publication_id=publication.pk)


def press(world: World, address: str, data: dict[str, object] | None = None, role: str = "manager"):
    return world.client(role).post(
        address, data or {}, follow=True, headers={"referer": f"http://testserver{at('queue')}"}
    )


def now_of(publication: Publication) -> Publication:
    return Publication.objects.get(pk=publication.pk)


def put(world: World, **details: object) -> Hold:
    return holds.put(world.workspace, reason="A storm at the coast", by=world.actor("manager"), **details)


def test_a_hold_on_everything_is_put_from_the_dialog(world):
    publication = scheduled_publication(world)

    answer = press(world, at("holds"), {"what": "everything", "reason": "A storm at the coast"})

    assert now_of(publication).state == State.HELD
    assert "Everything is on hold" in answer.content.decode()
    assert str(publication) in answer.content.decode()


def test_a_hold_on_one_channel_leaves_the_others(world):
    held, free = scheduled_publication(world, "gallery"), scheduled_publication(world, "journal")

    press(world, at("holds"), {"what": f"channel-{world.channel('gallery').pk}", "reason": "A wrong picture"})

    assert (now_of(held).state, now_of(free).state) == (State.HELD, State.SCHEDULED)


def test_a_hold_takes_a_reason_and_a_channel_of_this_brand(world):
    without = press(world, at("holds"), {"what": "everything", "reason": " "})
    foreign = press(world, at("holds"), {"reason": "Stop", "what": f"channel-{world.other_channel.pk}"})

    assert (without.status_code, foreign.status_code) == (422, 422)
    assert not Hold.objects.exists()


def test_a_second_hold_on_everything_meets_a_sentence(world):
    put(world)

    answer = press(world, at("holds"), {"what": "everything", "reason": "Again"})

    assert "It is on hold already." in answer.content.decode()


@pytest.mark.parametrize("role", ["contributor", "client", "viewer"])
def test_those_who_may_not_hold_see_no_switch(world, role):
    scheduled_publication(world)

    assert "Stop it now" not in world.client(role).get(at("queue")).content.decode()
    assert "Stop it now" not in world.client(role).get(at("holds")).content.decode()
    assert world.client(role).post(at("holds"), {"reason": "Stop"}).status_code == 403
    assert not Hold.objects.exists()


def test_an_approver_puts_a_hold_but_does_not_lift_it(world):
    press(world, at("holds"), {"what": "everything", "reason": "Wait"}, role="approver")
    hold = Hold.objects.get()

    page = world.client("approver").get(at("hold", hold_id=hold.pk)).content.decode()

    assert at("lifting", hold_id=hold.pk) not in page
    assert world.client("approver").post(at("lifting", hold_id=hold.pk)).status_code == 403
    assert world.client("approver").post(at("looks", hold_id=hold.pk)).status_code == 403


def test_a_hold_lists_what_was_just_leaving_and_how_it_ended(world):
    publication = scheduled_publication(world, state=State.ARMED)
    hold = put(world)

    page = world.client("manager").get(at("hold", hold_id=hold.pk)).content.decode()

    assert "On its way out when the hold began" in page
    assert str(publication) in page
    assert "Sending</span>" in page


def test_lifting_leads_to_the_second_look(world):
    publication = scheduled_publication(world, body="Storm pictures\nin two lines")
    hold = put(world)

    answer = press(world, at("lifting", hold_id=hold.pk))

    page = answer.content.decode()
    assert "Nothing goes out yet" in page
    assert "Look at again" in page
    assert "Storm pictures\nin two lines" in page
    assert now_of(publication).state == State.HELD


def lifted(world: World) -> Hold:
    hold = put(world)
    return holds.lift(hold, by=world.actor("manager"))


def test_the_chosen_are_released_and_the_rest_stays(world):
    first, second = scheduled_publication(world), scheduled_publication(world, "journal")
    hold = lifted(world)

    answer = press(world, at("looks", hold_id=hold.pk), {f"{first.pk}-chosen": "on", "decision": "release"})

    assert (now_of(first).state, now_of(second).state) == (State.SCHEDULED, State.HELD)
    assert "1 post released." in answer.content.decode()


def test_the_chosen_are_cancelled(world):
    first, second = scheduled_publication(world), scheduled_publication(world, "journal")
    hold = lifted(world)
    chosen = {f"{row.pk}-chosen": "on" for row in (first, second)}

    answer = press(world, at("looks", hold_id=hold.pk), {**chosen, "decision": "cancel"})

    assert {now_of(first).state, now_of(second).state} == {State.CANCELLED}
    assert "2 posts cancelled." in answer.content.decode()
    assert "All looked at" in answer.content.decode()


def test_one_whose_time_is_past_is_released_with_a_new_time_only(world):
    publication = scheduled_publication(world)
    hold = lifted(world)
    chosen = {f"{publication.pk}-chosen": "on", "decision": "release"}
    local = tomorrow(world, days=4)
    with clock.frozen_at(publication.due_at + timedelta(hours=5)):
        refused = press(world, at("looks", hold_id=hold.pk), chosen)
        assert refused.status_code == 422
        assert "Its time is too long past. Give it a new time." in refused.content.decode()
        assert now_of(publication).state == State.HELD

        press(
            world,
            at("looks", hold_id=hold.pk),
            {**chosen, f"{publication.pk}-local": f"{local:%Y-%m-%dT%H:%M}"},
        )

    assert now_of(publication).state == State.SCHEDULED
    assert now_of(publication).local == local


def test_choosing_nothing_meets_a_sentence(world):
    scheduled_publication(world)
    hold = lifted(world)

    answer = press(world, at("looks", hold_id=hold.pk), {"decision": "release"})

    assert "Nothing was chosen." in answer.content.decode()


def test_the_second_look_touches_nothing_that_another_hold_or_brand_holds(world):
    mine = scheduled_publication(world)
    hold = lifted(world)
    other = scheduled_publication(world, "journal", state=State.HELD)

    press(world, at("looks", hold_id=hold.pk), {f"{other.pk}-chosen": "on", "decision": "cancel"})

    assert (now_of(mine).state, now_of(other).state) == (State.HELD, State.HELD)


def test_nothing_can_be_released_from_the_page_of_a_hold_that_is_on(world):
    publication = scheduled_publication(world)
    hold = put(world)

    answer = press(
        world, at("looks", hold_id=hold.pk), {f"{publication.pk}-chosen": "on", "decision": "release"}
    )

    assert answer.status_code == 422
    assert now_of(publication).state == State.HELD


def test_a_long_second_look_has_pages(world):
    first = scheduled_publication(world)
    hold = lifted(world)
    rows = []
    for index in range(30):
        copy = now_of(first)
        copy.pk, copy.variant, copy.key = None, None, f"copy-{index}"
        rows.append(copy)
    Publication.objects.bulk_create(rows)

    page = world.client("manager").get(at("hold", hold_id=hold.pk)).content.decode()

    assert "31 posts held" in page
    assert "Page 1 of 2" in page


def test_a_hold_is_part_of_the_history_of_what_it_stopped(world):
    publication = scheduled_publication(world)
    lifted(world)

    page = world.client("manager").get(of(publication)).content.decode()

    assert "Stopped by a hold" in page
    assert "Hold lifted" in page


def test_reading_the_second_look_leads_to_the_page_of_the_hold(world):
    hold = lifted(world)

    answer = world.client("manager").get(at("looks", hold_id=hold.pk) + "?page=2")

    assert answer["Location"] == at("hold", hold_id=hold.pk) + "?page=2"
