from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.world import World
from waypost.loop.content.tests.factories import tomorrow
from waypost.loop.publishing.actions import holds, rescheduling
from waypost.loop.publishing.domain.spreading import Manner, Missed, spread
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

MORNING = datetime(2026, 10, 5, 6, tzinfo=UTC)
START = datetime(2026, 10, 5, 10)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def morning():
    with clock.frozen_at(MORNING):
        yield


def missed(world: World, hour: int = 9, **details) -> Publication:
    """Something that was due last Friday."""
    return scheduled_publication(world, local=datetime(2026, 10, 2, hour), state=State.MISSED, **details)


def page(world: World) -> str:
    return reverse("publishing:missed", kwargs={"workspace": world.workspace.slug})


def said(world: World, *chosen: Publication, **more: str) -> dict[str, object]:
    return {
        "manner": "in-turn",
        "start": "2026-10-05T10:00",
        "every": "60",
        "chosen": [str(each.pk) for each in chosen],
        **more,
    }


def test_one_after_another_keeps_the_order_and_each_channel_by_itself():
    rows = [Missed(1, 7, time(9)), Missed(2, 8, time(9)), Missed(3, 7, time(17))]

    assert spread(rows, manner=Manner.IN_TURN, start=START, every=HOUR) == {
        1: START,
        2: START,
        3: START + HOUR,
    }


def test_at_its_own_hour_each_takes_the_first_day_that_is_free():
    rows = [Missed(1, 7, time(9)), Missed(2, 7, time(17)), Missed(3, 7, time(17, 30)), Missed(4, 8, time(17))]

    found = spread(rows, manner=Manner.OWN_HOUR, start=START, every=HOUR)

    assert [f"{found[id_]:%a %H:%M}" for id_ in (1, 2, 3, 4)] == [
        "Tue 09:00",
        "Mon 17:00",
        "Tue 17:30",
        "Mon 17:00",
    ]


@given(
    st.lists(st.tuples(st.integers(1, 3), st.times()), max_size=12),
    st.sampled_from(list(Manner)),
    st.sampled_from([15, 60, 1440]),
)
def test_nothing_comes_too_early_or_too_near(rows, manner, minutes):
    every = timedelta(minutes=minutes)
    things = [Missed(number, channel, hour) for number, (channel, hour) in enumerate(rows)]

    found = spread(things, manner=manner, start=START, every=every)

    assert all(at >= START for at in found.values())
    for one in things:
        for other in things:
            if one.id < other.id and one.channel_id == other.channel_id:
                assert abs(found[one.id] - found[other.id]) >= every


def test_what_was_missed_is_listed_in_its_order(world):
    missed(world, hour=17, body="Second.")
    missed(world, hour=9, body="First.")

    words = world.client("viewer").get(page(world)).content.decode()

    assert "2 posts missed their time" in words
    assert words.index("First.") < words.index("Second.")
    assert "Show the new times" not in words


def test_a_look_at_the_new_times_changes_nothing(world):
    one, other = missed(world), missed(world, hour=11)

    words = world.client("manager").post(page(world), said(world, one, other, preview="1")).content.decode()

    assert "Mon 5 Oct</time>, 10:00" in words
    assert "Mon 5 Oct</time>, 11:00" in words
    assert "Give them these times" in words
    assert set(Publication.objects.values_list("state", flat=True)) == {"missed"}


def test_the_chosen_get_their_times_in_one_go(world):
    one, other, third = missed(world), missed(world, hour=11), missed(world, hour=12)

    words = world.client("manager").post(page(world), said(world, one, third), follow=True).content.decode()

    assert "2 posts have a new time." in words
    found = {each.pk: (each.state, each.due_at) for each in Publication.objects.all()}
    assert found[one.pk] == ("scheduled", datetime(2026, 10, 5, 9, tzinfo=UTC))
    assert found[third.pk] == ("scheduled", datetime(2026, 10, 5, 10, tzinfo=UTC))
    assert found[other.pk][0] == "missed"


def test_the_look_warns_of_what_leaves_within_the_hour(world):
    one = missed(world)
    scheduled_publication(world, local=datetime(2026, 10, 5, 10, 30))
    scheduled_publication(world, "journal", local=datetime(2026, 10, 5, 10, 30))
    elsewhere = missed(world, channel_key="harbour")

    words = (
        world.client("manager").post(page(world), said(world, one, elsewhere, preview="1")).content.decode()
    )

    assert words.count("Something else goes out there within the hour.") == 1


def test_the_look_says_what_the_clock_does(world):
    one = missed(world)

    words = (
        world.client("manager")
        .post(page(world), said(world, one, preview="1", start="2026-10-25T01:30"))
        .content.decode()
    )

    assert "shows 01:30 twice. It goes out the first time." in words


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"chosen": []}, "Nothing is ticked."),
        ({"start": "2026-10-05T06:00"}, "That time has passed."),
        ({"start": ""}, "Fill this in."),
        ({"every": "7"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_says_so(world, more, why):
    one = missed(world)

    answer = world.client("manager").post(page(world), said(world, one) | more)

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert Publication.objects.get().state == "missed"


def test_it_is_all_or_nothing(world):
    one, other = missed(world), missed(world, hour=11)
    times = {one.pk: tomorrow(world), other.pk: datetime(2026, 10, 1, 9)}

    with pytest.raises(Refusal, match="That time has passed"):
        rescheduling.give_times(
            world.workspace, publication_ids=[one.pk, other.pk], times=times, by=world.actor("manager")
        )

    assert set(Publication.objects.values_list("state", flat=True)) == {"missed"}


def test_what_was_decided_meanwhile_is_not_moved(world):
    one, leaving = missed(world), scheduled_publication(world)

    with pytest.raises(Refusal, match="decided meanwhile"):
        rescheduling.give_times(
            world.workspace,
            publication_ids=[one.pk, leaving.pk],
            times={one.pk: tomorrow(world), leaving.pk: tomorrow(world)},
            by=world.actor("manager"),
        )


def test_under_a_hold_it_stays_held(world):
    one = missed(world)
    holds.put(world.workspace, reason="A storm.", by=world.actor("owner"))

    words = world.client("manager").post(page(world), said(world, one), follow=True).content.decode()

    assert "1 of it stays held: a hold is on." in words
    assert Publication.objects.get().state == "held"


def test_the_queue_leads_there_and_an_empty_page_teaches(world):
    queue = reverse("publishing:queue", kwargs={"workspace": world.workspace.slug})
    assert page(world) not in world.client("manager").get(queue).content.decode()
    assert "Nothing was missed" in world.client("viewer").get(page(world)).content.decode()
    missed(world)

    assert page(world) in world.client("manager").get(queue).content.decode()
    assert page(world) in world.client("manager").get(queue, {"state": "missed"}).content.decode()


def test_only_those_who_schedule_give_times(world):
    one = missed(world)

    with pytest.raises(NotAllowed):
        rescheduling.give_times(
            world.workspace,
            publication_ids=[one.pk],
            times={one.pk: tomorrow(world)},
            by=world.actor("contributor"),
        )


def test_the_list_asks_few_questions(world, django_assert_max_num_queries):
    found = [missed(world, hour=hour) for hour in range(8, 12)]
    client = world.client("manager")

    with django_assert_max_num_queries(15):
        client.post(page(world), said(world, *found, preview="1"))


def test_the_page_of_a_scheduled_post_says_what_the_clock_does(world):
    publication = scheduled_publication(world, local=datetime(2026, 10, 25, 1, 30))
    here = reverse("publishing:publication", kwargs={"workspace": "tern", "publication_id": publication.pk})

    assert "shows 01:30 twice" in world.client("viewer").get(here).content.decode()
