"""Pressing the buttons of publishing: what each does, what it refuses, and what it says then."""

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


def test_the_page_in_doubt_shows_sentence_evidence_and_the_three_ways(world):
    publication = scheduled_publication(world, state=State.UNKNOWN, body="Are the terns back?")

    page = world.client("manager").get(of(publication)).content.decode()

    assert f"It was sent to Sandbox on {publication.due_at:%a}" in page
    assert "Whether it arrived is not known" in page
    assert "Are the terns back?" in page
    assert "No usable answer came (ReadTimeout)." in page
    assert publication.key in page
    for words in ("It is there", "It is not there: send it again", "not wanted any more", "simulated"):
        assert words in page


def test_it_is_there_ends_the_doubt_with_its_address(world):
    publication = scheduled_publication(world, state=State.UNKNOWN)

    answer = press(world, of(publication, "presence"), {"url": "https://sandbox.example/posts/7"})

    assert now_of(publication).state == State.PUBLISHED
    assert 'href="https://sandbox.example/posts/7"' in answer.content.decode()
    assert "See it on the simulated network" in answer.content.decode()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "no address at all"])
def test_an_address_that_is_none_is_refused(world, url):
    publication = scheduled_publication(world, state=State.UNKNOWN)

    answer = press(world, of(publication, "presence"), {"url": url})

    assert answer.status_code == 422
    assert now_of(publication).state == State.UNKNOWN


def test_it_is_not_there_sends_it_again_while_there_is_time(world):
    publication = scheduled_publication(world, state=State.UNKNOWN)
    with clock.frozen_at(publication.due_at + timedelta(minutes=5)):
        answer = press(world, of(publication, "absence"))

    assert now_of(publication).state == State.READY
    assert "It is sent again now." in answer.content.decode()


def test_it_is_not_there_asks_for_a_new_time_when_its_own_is_past(world):
    publication = scheduled_publication(world, state=State.UNKNOWN)
    with clock.frozen_at(publication.due_at + timedelta(hours=3)):
        answer = press(world, of(publication, "absence"))

    assert now_of(publication).state == State.MISSED
    assert "Give it a new one" in answer.content.decode()


def test_what_is_given_up_never_goes_out(world):
    publication = scheduled_publication(world, state=State.UNKNOWN)

    press(world, of(publication, "abandonment"))

    assert now_of(publication).state == State.CANCELLED


def test_a_second_decision_meets_a_sentence(world):
    publication = scheduled_publication(world, state=State.UNKNOWN)
    press(world, of(publication, "presence"))

    answer = press(world, of(publication, "abandonment"))

    assert "This was decided meanwhile." in answer.content.decode()
    assert now_of(publication).state == State.PUBLISHED


@pytest.mark.parametrize(
    "state", [State.SCHEDULED, State.MISSED, State.REJECTED, State.HELD, State.CANCELLED]
)
def test_a_new_time_is_the_wall_clock_of_the_brand(world, state):
    world.workspace.timezone = "America/New_York"
    world.workspace.save()
    publication = scheduled_publication(world, state=state)
    Publication.objects.filter(pk=publication.pk).update(given_up=state is State.CANCELLED)
    local = tomorrow(world, hour=18, days=3)

    press(world, of(publication, "time"), {"local": f"{local:%Y-%m-%dT%H:%M}"})

    changed = now_of(publication)
    assert changed.state == State.SCHEDULED
    assert changed.due_at == clock.to_utc(local, "America/New_York")


def test_a_time_that_has_passed_is_refused_at_its_field(world):
    publication = scheduled_publication(world)

    answer = press(world, of(publication, "time"), {"local": "2020-01-01T09:00"})

    assert answer.status_code == 422
    assert "That time has passed." in answer.content.decode()


def test_no_time_at_all_is_refused_at_its_field(world):
    publication = scheduled_publication(world)

    answer = press(world, of(publication, "time"))

    assert answer.status_code == 422
    assert "Choose a day and a time." in answer.content.decode()


def test_the_calendar_moves_it_and_offers_to_undo(world):
    publication = scheduled_publication(world)
    local = tomorrow(world, hour=11, days=2)
    calendar = reverse("planning:calendar", args=["tern"])

    answer = world.client("manager").post(
        of(publication, "time"),
        {"local_on": f"{local:%Y-%m-%d}", "local_time": "11:00", "back": calendar},
    )

    assert now_of(publication).local == local
    assert answer["Location"].startswith(f"{calendar}?undo=")


def test_one_that_is_held_back_says_who_and_why(world):
    publication = scheduled_publication(world)

    answer = press(world, of(publication, "hold-back"), {"reason": "Ask the harbour master first"})

    assert now_of(publication).state == State.HELD
    assert "“Ask the harbour master first” Mateus Ribeiro" in answer.content.decode()


def test_holding_back_takes_a_reason(world):
    publication = scheduled_publication(world)

    answer = press(world, of(publication, "hold-back"), {"reason": ""})

    assert answer.status_code == 422
    assert now_of(publication).state == State.SCHEDULED


def test_a_release_lets_it_go_at_its_time(world):
    publication = scheduled_publication(world, state=State.HELD)

    press(world, of(publication, "release"))

    assert now_of(publication).state == State.SCHEDULED


def test_nothing_is_released_while_a_hold_is_on(world):
    publication = scheduled_publication(world)
    put(world)

    page = world.client("manager").get(of(publication)).content.decode()
    answer = press(world, of(publication, "release"))

    assert of(publication, "release") not in page
    assert "Lift it first" in page
    assert "The hold is still on." in answer.content.decode()
    assert now_of(publication).state == State.HELD


def test_a_cancelled_one_can_be_put_back(world):
    publication = scheduled_publication(world)

    answer = press(world, of(publication, "cancellation"))

    assert now_of(publication).state == State.CANCELLED
    assert "Put it back at this time" in answer.content.decode()


def test_what_the_network_refused_says_its_words_and_leads_to_the_post(world):
    publication = scheduled_publication(world, state=State.REJECTED)

    page = world.client("manager").get(of(publication)).content.decode()

    assert "The text is too long for this network." in page
    assert reverse("content:post", args=["tern", publication.post_id]) in page


def test_the_history_is_told_in_the_words_of_the_screen(world):
    publication = scheduled_publication(world)
    press(world, of(publication, "hold-back"), {"reason": "Ask first"})

    page = world.client("manager").get(of(publication)).content.decode()

    assert "Held back" in page
    assert "Mateus Ribeiro" in page
    assert "What happened" not in world.client("viewer").get(of(publication)).content.decode()


def test_a_hold_on_everything_is_put_from_the_dialog(world):
    publication = scheduled_publication(world)

    answer = press(world, at("holds"), {"channel": "everything", "reason": "A storm at the coast"})

    assert now_of(publication).state == State.HELD
    assert "Everything is on hold" in answer.content.decode()
    assert str(publication) in answer.content.decode()


def test_a_hold_on_one_channel_leaves_the_others(world):
    held, free = scheduled_publication(world, "gallery"), scheduled_publication(world, "journal")

    press(world, at("holds"), {"channel": world.channel("gallery").pk, "reason": "A wrong picture"})

    assert (now_of(held).state, now_of(free).state) == (State.HELD, State.SCHEDULED)


def test_a_hold_takes_a_reason_and_a_channel_of_this_brand(world):
    without = press(world, at("holds"), {"channel": "everything", "reason": " "})
    foreign = press(world, at("holds"), {"reason": "Stop", "channel": world.other_channel.pk})

    assert (without.status_code, foreign.status_code) == (422, 422)
    assert not Hold.objects.exists()


def test_a_second_hold_on_everything_meets_a_sentence(world):
    put(world)

    answer = press(world, at("holds"), {"channel": "everything", "reason": "Again"})

    assert "It is on hold already." in answer.content.decode()


@pytest.mark.parametrize("role", ["marketer", "contributor", "client", "viewer"])
def test_those_who_may_not_hold_see_no_switch(world, role):
    scheduled_publication(world)

    assert "Stop it now" not in world.client(role).get(at("queue")).content.decode()
    assert "Stop it now" not in world.client(role).get(at("holds")).content.decode()
    assert world.client(role).post(at("holds"), {"reason": "Stop"}).status_code == 403
    assert not Hold.objects.exists()


def test_an_approver_puts_a_hold_but_does_not_lift_it(world):
    press(world, at("holds"), {"channel": "everything", "reason": "Wait"}, role="approver")
    hold = Hold.objects.get()

    page = world.client("approver").get(at("hold", hold_id=hold.pk)).content.decode()

    assert at("lifting", hold_id=hold.pk) not in page
    assert world.client("approver").post(at("lifting", hold_id=hold.pk)).status_code == 403
    assert world.client("approver").post(at("looks", hold_id=hold.pk)).status_code == 403


def test_a_hold_lists_what_was_just_leaving_and_how_it_ended(world):
    publication = scheduled_publication(world, state=State.ARMED)
    hold = put(world)

    page = world.client("manager").get(at("hold", hold_id=hold.pk)).content.decode()

    assert "Just leaving when it was put" in page
    assert str(publication) in page
    assert "Leaving</span>" in page


def test_lifting_leads_to_the_second_look(world):
    publication = scheduled_publication(world, body="Storm pictures\nin two lines")
    hold = put(world)

    answer = press(world, at("lifting", hold_id=hold.pk))

    page = answer.content.decode()
    assert "Nothing leaves yet" in page
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


def test_a_slip_without_a_time_meets_a_sentence(world):
    publication = scheduled_publication(world)

    answer = press(world, of(publication, "time"), {"local_on": "2031-01-01", "back": "/"})

    assert "Choose a day and a time." in answer.content.decode()


def test_what_was_missed_is_offered_the_same_time_of_day_again(world):
    publication = scheduled_publication(world, state=State.MISSED, local=tomorrow(world, hour=9, days=-3))

    with clock.frozen_at(clock.to_utc(tomorrow(world, hour=12), "Europe/Lisbon")):
        page = world.client("manager").get(of(publication)).content.decode()

    assert f'value="{tomorrow(world, hour=9, days=2):%Y-%m-%dT%H:%M}"' in page
