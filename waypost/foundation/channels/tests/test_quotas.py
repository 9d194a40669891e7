"""What networks take in a while is never exceeded, whoever asks, and what waits knows until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.foundation.channels.actions import quotas
from waypost.foundation.channels.domain.quotas import LONGEST, Use, grant, sentence
from waypost.foundation.channels.models import Quota
from waypost.networks import registry
from waypost.networks.contract import REST, Allowance, Limit, Per, Spend, TryLater, overheard
from waypost.toolkit import clock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
POST = {Spend.POST: 1}
FIVE = Limit(name="posts", unit="posts", per=Per.CHANNEL, most=5, seconds=3600, costs={Spend.POST: 1})
POINTS = Limit(name="points", unit="points", per=Per.APP, most=10, seconds=600, costs={Spend.POST: 3})


@given(
    st.lists(st.tuples(st.floats(0, 4000), st.integers(1, 4)), max_size=40),
    st.sampled_from([FIVE, POINTS, replace(FIVE, most=1, seconds=1), replace(FIVE, most=30, seconds=86_400)]),
)
def test_no_window_ever_holds_more_than_the_limit(asked: list[tuple[float, int]], limit: Limit) -> None:
    now, uses, made = NOON, {}, []
    for pause, times in asked:
        now += timedelta(seconds=pause)
        granted, uses = grant([POST] * times, uses, [limit], now)
        made += [now] * granted.count

    window = timedelta(seconds=limit.seconds)
    for first in made:
        within = sum(first <= moment < first + window for moment in made)
        assert within * limit.cost(POST) <= limit.most


@given(st.integers(1, 12), st.floats(0, 3600))
def test_what_waits_fits_at_the_moment_that_it_is_told(times: int, pause: float) -> None:
    _granted, uses = grant([POST] * times, {}, [FIVE], NOON)
    later = NOON + timedelta(seconds=pause)

    waits, uses = grant([POST] * 6, uses, [FIVE], later)

    assert waits.until is not None
    again, _ = grant([POST], uses, [FIVE], waits.until)
    assert again.count == 1
    assert waits.until - later <= timedelta(seconds=3600 + 60)


def test_a_post_costs_as_many_points_as_the_network_says() -> None:
    granted, uses = grant([POST] * 5, {}, [POINTS], NOON)

    assert (granted.count, granted.limit) == (3, "points")
    assert uses["points"].spent(POINTS, NOON) == 9


def test_a_thread_that_costs_more_than_ever_fits_goes_out_alone_in_an_empty_window() -> None:
    long = {Spend.POST: 20}

    alone, uses = grant([long], {}, [POINTS], NOON)
    after, _ = grant([POST], uses, [POINTS], NOON)

    assert alone.count == 1
    assert after.count == 0


def test_an_upload_uses_nothing_of_a_limit_on_posts() -> None:
    full = Use().spending(FIVE, NOON, 5)

    granted, _ = grant([{Spend.UPLOAD: 1}], {"posts": full}, [FIVE], NOON)

    assert granted.count == 1


def test_what_the_server_says_is_left_counts_where_it_is_less() -> None:
    until = NOON + timedelta(minutes=7)
    told = Use().hearing(Allowance(limit="posts", left=2, until=until), NOON)

    granted, _ = grant([POST] * 5, {"posts": told}, [FIVE], NOON)

    assert (granted.count, granted.until) == (2, until)


def test_what_the_server_said_is_forgotten_when_its_time_is_over() -> None:
    told = Use().hearing(Allowance(limit=REST, left=0, until=NOON + timedelta(minutes=7)), NOON)

    before, _ = grant([POST], {REST: told}, [], NOON + timedelta(minutes=6))
    after, _ = grant([POST], {REST: told}, [], NOON + timedelta(minutes=7))

    assert (before.count, after.count) == (0, 1)


def test_a_rest_binds_every_call_and_an_unknown_limit_posts_alone() -> None:
    until = NOON + timedelta(minutes=1)
    rest = {REST: Use().hearing(Allowance(limit=REST, left=0, until=until), NOON)}
    other = {"odd": Use().hearing(Allowance(limit="odd", left=0, until=until), NOON)}

    assert grant([{Spend.UPLOAD: 1}], rest, [], NOON)[0].count == 0
    assert grant([{Spend.UPLOAD: 1}], other, [], NOON)[0].count == 1
    assert grant([POST], other, [], NOON)[0].count == 0


def test_nobody_is_believed_who_says_to_wait_for_ever() -> None:
    told = Use().hearing(Allowance(limit=REST, left=0, until=NOON + timedelta(days=4000)), NOON)

    assert told.left_until == NOON + LONGEST


def test_a_limit_is_said_in_words() -> None:
    assert sentence(FIVE, "Harbour") == "Harbour takes at most 5 posts an hour from this account."
    assert (
        sentence(POINTS, "Harbour") == "Harbour takes at most 10 points in 10 minutes from this installation."
    )
    assert sentence(None, "Harbour") == "Harbour asked for a pause."


@pytest.fixture
def harbour(monkeypatch):
    """The sandbox with a limit of its own for each account, and one for the installation."""
    card = replace(registry.card("sandbox"), limits=(FIVE, replace(POINTS, most=24)))
    monkeypatch.setattr(registry, "card", lambda name: card)


def test_channels_share_what_the_network_counts_together(world, harbour) -> None:
    gallery, journal = world.channel("gallery"), world.channel("journal")

    with clock.frozen_at(NOON):
        first = quotas.reserve(gallery, [POST] * 9)
        second = quotas.reserve(journal, [POST] * 9)

    assert (first.count, first.limit) == (5, "posts")
    assert (second.count, second.limit) == (3, "points")
    assert Quota.objects.filter(channel=None).count() == 1


def test_room_that_was_not_used_is_given_back(world, harbour) -> None:
    gallery = world.channel("gallery")

    with clock.frozen_at(NOON):
        quotas.reserve(gallery, [POST] * 5)
        quotas.settle(gallery, unused=[POST, POST])
        again = quotas.reserve(gallery, [POST] * 5)

    assert again.count == 2


def test_what_is_heard_stops_the_next_who_asks(world) -> None:
    gallery = world.channel("gallery")

    with clock.frozen_at(NOON):
        before = quotas.reserve(gallery, [POST])
        quotas.settle(gallery, heard=[Allowance(limit=REST, left=0, until=NOON + timedelta(seconds=40))])
        after = quotas.reserve(gallery, [POST])

    assert (before.count, after.count) == (1, 0)
    assert after.until == NOON + timedelta(seconds=40)


def test_whoever_reads_leaves_room_for_what_is_to_be_posted(world, monkeypatch) -> None:
    limit = replace(FIVE, most=4, costs={Spend.POST: 1, Spend.CALL: 1})
    card = replace(registry.card("sandbox"), limits=(limit,))
    monkeypatch.setattr(registry, "card", lambda name: card)
    gallery = world.channel("gallery")

    with clock.frozen_at(NOON):
        for _time in range(3):
            with quotas.asking(gallery):
                pass
        with pytest.raises(TryLater, match="at most 4 posts an hour") as caught, quotas.asking(gallery):
            pytest.fail("it was asked all the same")
        post = quotas.reserve(gallery, [POST])

    assert 0 < caught.value.after_seconds <= 3660
    assert post.count == 1


def test_a_reader_who_is_told_to_rest_spares_the_next_one_the_call(world) -> None:
    gallery = world.channel("gallery")
    rest = Allowance(limit=REST, left=0, until=NOON + timedelta(seconds=40))

    with clock.frozen_at(NOON):
        with pytest.raises(TryLater), quotas.asking(gallery):
            raise TryLater(40, "Slowly.", (rest,))
        with pytest.raises(TryLater, match="asked for a pause"), quotas.asking(gallery):
            pytest.fail("it was asked all the same")


def test_what_an_answer_says_is_left_binds_the_next_call_and_leaves_room_for_posts(
    world, monkeypatch
) -> None:
    limit = replace(FIVE, most=8, costs={Spend.POST: 1, Spend.CALL: 1})
    card = replace(registry.card("sandbox"), limits=(limit,))
    monkeypatch.setattr(registry, "card", lambda name: card)
    gallery, until = world.channel("gallery"), NOON + timedelta(minutes=7)

    with clock.frozen_at(NOON):
        with quotas.asking(gallery):
            overheard([Allowance(limit="posts", left=6, until=until)])
        with quotas.asking(gallery):
            overheard([Allowance(limit="posts", left=2, until=until)])
        with pytest.raises(TryLater) as caught, quotas.asking(gallery):
            pytest.fail("it was asked all the same")
        posts = quotas.reserve(gallery, [POST] * 3)

    assert caught.value.after_seconds == 420
    assert (posts.count, posts.until) == (2, until)


def test_while_much_is_left_nothing_is_written(world) -> None:
    with clock.frozen_at(NOON), quotas.asking(world.channel("gallery")):
        overheard([Allowance(limit="odd", left=200, until=NOON + timedelta(minutes=7))])

    assert not Quota.objects.exists()


def test_without_limits_nothing_is_written(world, django_assert_num_queries) -> None:
    gallery = world.channel("gallery")
    with quotas.asking(gallery):
        pass

    with django_assert_num_queries(1), quotas.asking(gallery):
        pass

    assert not Quota.objects.exists()
