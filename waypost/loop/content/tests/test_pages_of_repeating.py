from datetime import datetime, timedelta

import pytest

from waypost.loop.content.actions import posts
from waypost.loop.content.models import Evergreen, Repeat, Series
from waypost.loop.content.tests.factories import (
    approved_post,
    drafted_post,
    first_repeat,
    repeating_post,
    slot_with_evergreen,
    tomorrow,
)
from waypost.loop.content.tests.pages import url, words
from waypost.loop.planning.actions import blackouts
from waypost.loop.planning.tests.factories import MORNING, opened_quarter
from waypost.toolkit import clock

WEEKLY = {"pattern": "weekly", "every": "1"}


@pytest.fixture(autouse=True)
def morning():
    with clock.frozen_at(MORNING):
        yield


def test_a_look_at_the_days_changes_nothing(world):
    post = approved_post(world, local=tomorrow(world))

    page = words(
        world.client("manager").post(url(world, "series", post_id=post.pk), {**WEEKLY, "preview": "1"})
    )

    assert "Nothing is changed yet" in page
    assert "Tue 13 Oct</time>, 09:00" in page
    assert not Series.objects.exists()


def test_the_look_says_what_clocks_and_days_off_do(world):
    post = approved_post(world, local=tomorrow(world, hour=1, minute=30, days=6))
    blackouts.add(
        world.workspace,
        starts_on=datetime(2026, 11, 1),
        ends_on=datetime(2026, 11, 1),
        reason="All Saints",
        by=world.actor("manager"),
    )

    page = words(
        world.client("manager").post(url(world, "series", post_id=post.pk), {**WEEKLY, "preview": "1"})
    )

    assert "The clock is put back then and shows 01:30 twice. It goes out the first time." in page
    assert "Days off: All Saints." in page


def test_nine_stays_nine_and_the_look_says_so(world):
    post = approved_post(world, local=tomorrow(world))

    page = words(
        world.client("manager").post(url(world, "series", post_id=post.pk), {**WEEKLY, "preview": "1"})
    )

    assert page.count("The clocks were put back before this one; on the wall it stays 09:00.") == 1


def test_a_post_repeats_from_its_page_on(world):
    client, post = world.client("manager"), approved_post(world, local=tomorrow(world))
    assert "Repeat it" in words(client.get(url(world, "post", post_id=post.pk)))

    answer = client.post(
        url(world, "series", post_id=post.pk),
        {"pattern": "weekly", "every": "2", "days": ["TU", "TH"], "times": "5"},
        follow=True,
    )

    assert Series.objects.get().rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=5"
    page = words(answer)
    assert "Every 2 weeks on Tuesday and Thursday, 5 times" in page
    assert page.count("Take it out: ") == 4
    assert "Take it out: Tue 6 Oct, 09:00" not in page
    page = words(client.get(url(world, "post", post_id=post.pk)))
    assert "Every 2 weeks on Tuesday and Thursday, 5 times" in page
    assert "Repeat it" not in page
    again = Repeat.objects.all()[0].post
    assert "One of a series: Every 2 weeks" in words(client.get(url(world, "post", post_id=again.pk)))


def test_a_rule_of_ones_own_is_read_as_the_standard_has_it(world):
    post = approved_post(world, local=tomorrow(world))
    said = {"pattern": "custom", "every": "1", "rule": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"}

    page = words(
        world.client("manager").post(url(world, "series", post_id=post.pk), {**said, "preview": "1"})
    )

    assert "Fri 30 Oct</time>, 09:00" in page


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"pattern": "custom", "every": "1", "rule": "FREQ=HOURLY"}, "Say how often with FREQ"),
        ({"pattern": "custom", "every": "1"}, "Write the rule."),
        ({**WEEKLY, "times": "3", "until": "2026-12-01"}, "Leave one of them empty"),
        ({**WEEKLY, "until": "2026-01-01"}, "The last day comes before the first"),
        ({"pattern": "weekly", "every": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(world, said, why):
    post = approved_post(world, local=tomorrow(world))

    answer = world.client("manager").post(url(world, "series", post_id=post.pk), said)

    assert answer.status_code == 422
    assert why in words(answer)
    assert not Series.objects.exists()


def test_a_post_without_a_time_is_told_to_get_one(world):
    page = words(world.client("manager").get(url(world, "series", post_id=drafted_post(world).pk)))

    assert "Give it a time first" in page


def test_one_is_taken_out_and_put_back(world):
    going_on = repeating_post(world)
    client, here = world.client("manager"), {"post_id": going_on.source_id}
    local = (going_on.start + timedelta(days=7)).isoformat()

    page = words(client.post(url(world, "series_skip", **here), {"local": local}, follow=True))
    assert "Taken out. The others stay." in page
    assert page.count("Put it back: Tue 13 Oct, 09:00") == 1
    page = words(client.post(url(world, "series_skip_removal", **here), {"local": local}, follow=True))

    assert "Put it back" not in page
    assert going_on.repeats.count() == 3


def test_what_somebody_changed_says_so(world):
    going_on = repeating_post(world)
    again = going_on.repeats.all()[0].post
    posts.plan(again, local=going_on.start + timedelta(days=8), by=world.actor("manager"))

    page = words(world.client("viewer").get(url(world, "series", post_id=going_on.source_id)))

    assert "Changed: now" in page
    assert "Take it out" not in page


def test_the_rule_changes_and_ends(world):
    going_on = repeating_post(world)
    client, here = world.client("manager"), {"post_id": going_on.source_id}

    page = words(client.post(url(world, "series", **here), {"pattern": "daily", "every": "1"}, follow=True))
    assert "It follows the new rule" in page
    assert "Every day" in page
    page = words(client.post(url(world, "series_removal", **here), follow=True))

    assert "It no longer repeats" in page
    assert not Series.objects.filter(ended_at=None).exists()


def test_ending_what_does_not_repeat_says_so(world):
    post = approved_post(world, local=tomorrow(world))

    answer = world.client("manager").post(url(world, "series_removal", post_id=post.pk), follow=True)

    assert "does not repeat" in words(answer)


def test_a_post_is_kept_evergreen_and_let_go(world):
    _slot, evergreen = slot_with_evergreen(world)
    client, here = world.client("manager"), {"post_id": evergreen.post_id}
    evergreen.delete()
    assert "Keep it evergreen" in words(client.get(url(world, "post", **here)))

    page = words(
        client.post(
            url(world, "evergreen", **here), {"rest_days": "45", "expires_on": "2027-03-01"}, follow=True
        )
    )
    assert "It fills slots of its pillar that stay empty." in page
    assert Evergreen.objects.get().rest_days == 45
    assert "Evergreen: goes out again after 45 days, until 1 Mar 2027" in words(
        client.get(url(world, "post", **here))
    )
    client.post(url(world, "evergreen_removal", **here))

    assert not Evergreen.objects.exists()


def test_a_day_that_has_passed_is_said_at_its_field(world):
    _slot, evergreen = slot_with_evergreen(world)

    answer = world.client("manager").post(
        url(world, "evergreen", post_id=evergreen.post_id), {"rest_days": "45", "expires_on": "2026-01-01"}
    )

    assert answer.status_code == 422
    assert "That day has passed" in words(answer)


def test_everything_that_repeats_is_on_one_page(world):
    client = world.client("viewer")
    assert "Nothing repeats yet" in words(client.get(url(world, "repeating")))
    repeating_post(world)
    slot_with_evergreen(world)

    page = words(client.get(url(world, "repeating")))

    assert "1 series, 1 evergreen post." in page
    assert "Every week at 09:00" in page
    assert "Rests 30 days" in page


def test_the_next_free_slot_is_offered_and_taken(world):
    opened_quarter(world)
    post = drafted_post(world, reactive=False, body="Hello.")
    client = world.client("manager")
    assert "Next free slot" in words(client.get(url(world, "post", post_id=post.pk)))

    page = words(client.post(url(world, "next_free", post_id=post.pk), follow=True))

    post.refresh_from_db()
    assert post.slot is not None
    assert "Next free slot" not in page


def test_the_page_warns_of_the_same_words_and_the_same_hour(world):
    other = drafted_post(world)
    posts.plan(other, local=tomorrow(world), by=world.actor("manager"))
    post = drafted_post(world)
    posts.plan(post, local=tomorrow(world, minute=30), by=world.actor("manager"))

    page = words(world.client("viewer").get(url(world, "post", post_id=post.pk)))

    assert "Tern & Tide Gallery says the same on Tue 6 Oct, 09:00." in page
    assert url(world, "post", post_id=other.pk) in page


def test_the_page_says_what_the_clock_does_to_its_time(world):
    post = drafted_post(world)
    posts.plan(post, local=datetime(2027, 3, 28, 1, 30), by=world.actor("manager"))

    page = words(world.client("viewer").get(url(world, "post", post_id=post.pk)))

    assert "never shows 01:30 that day. It goes out at 02:30." in page


def test_the_pages_ask_few_questions(world, django_assert_max_num_queries):
    going_on = repeating_post(world)
    again = going_on.repeats.all()[0]
    client = world.client("manager")

    with django_assert_max_num_queries(15):
        client.get(url(world, "series", post_id=going_on.source_id))
    with django_assert_max_num_queries(15):
        client.get(url(world, "repeating"))
    with django_assert_max_num_queries(15):
        client.get(url(world, "post", post_id=again.post_id))


def test_a_repeat_leads_to_its_series(world):
    again = first_repeat(world)

    page = words(world.client("viewer").get(url(world, "post", post_id=again.post_id)))

    assert url(world, "series", post_id=again.source_id) in page


def test_the_first_of_a_series_is_the_post_itself(world):
    going_on = repeating_post(world)
    posts.plan(going_on.source, local=tomorrow(world, hour=15), by=world.actor("manager"))

    page = words(world.client("manager").get(url(world, "series", post_id=going_on.source_id)))

    assert "Changed: now" in page
    assert "15:00." in page
    assert page.count("Take it out: ") == 11
