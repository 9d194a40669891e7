"""Pressing the buttons of one scheduled post: what each does, what it refuses, and what it says then."""

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


def test_a_slip_without_a_time_meets_a_sentence(world):
    publication = scheduled_publication(world)

    answer = press(world, of(publication, "time"), {"local_on": "2031-01-01", "back": "/"})

    assert "Choose a day and a time." in answer.content.decode()


def test_what_was_missed_is_offered_the_same_time_of_day_again(world):
    publication = scheduled_publication(world, state=State.MISSED, local=tomorrow(world, hour=9, days=-3))

    with clock.frozen_at(clock.to_utc(tomorrow(world, hour=12), "Europe/Lisbon")):
        page = world.client("manager").get(of(publication)).content.decode()

    assert f'value="{tomorrow(world, hour=9, days=2):%Y-%m-%dT%H:%M}"' in page
