from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.planning.domain.capacity import (
    Capacity,
    Hands,
    Need,
    Unit,
    amount_words,
    in_words,
    loads,
)

MONDAY = date(2026, 10, 5)
WEEK = [MONDAY + timedelta(days=number) for number in range(7)]
ANA = Hands("Ana", 240, frozenset({"gallery"}))
BEN = Hands("Ben", 120)
NAMES = {"gallery": "The Gallery", "journal": "The Journal"}


def needs(channel, format_, count):
    return [Need(MONDAY, channel, format_)] * count


def test_nothing_is_limited_where_nothing_is_known():
    assert Capacity().limits(WEEK, ["gallery"]) == ()
    assert loads(Capacity(), [WEEK], needs("gallery", "", 99))[0].fits


def test_a_week_that_asks_for_more_says_so_in_words():
    capacity = Capacity(hands=(BEN,), efforts={"reel": 180})

    [load] = loads(capacity, [WEEK], needs("gallery", "reel", 3))

    assert (load.needs, load.has, load.fits) == (540, 120, False)
    assert in_words(load.shortfalls[0], NAMES) == "The Gallery: 3 × reel need 9 hours; Ben has 2 hours."


def test_channels_that_only_some_may_use_fall_short_by_themselves():
    capacity = Capacity(hands=(ANA, BEN), efforts={"text": 60})

    [load] = loads(capacity, [WEEK], needs("journal", "text", 3) + needs("gallery", "text", 1))

    assert load.needs < load.has
    assert [shortfall.limit.channels for shortfall in load.shortfalls] == [{"journal"}]
    assert (load.shortfalls[0].needs, load.shortfalls[0].limit.amount) == (180, 120)


def test_a_channel_without_anybody_is_named():
    [load] = loads(Capacity(hands=(ANA,)), [WEEK], needs("journal", "", 1) + needs("gallery", "", 1))

    said = [in_words(shortfall, NAMES) for shortfall in load.shortfalls]
    assert said == ["The Journal needs 45 minutes, and nobody is down for it."]


def test_posts_count_one_each_whatever_their_format():
    capacity = Capacity(Unit.POSTS, (Hands("Ana", 3),), {"reel": 180})

    [load] = loads(capacity, [WEEK], needs("gallery", "reel", 4))

    assert in_words(load.shortfalls[0], NAMES) == "The Gallery: 4 posts are planned; Ana can make 3 posts."


def test_a_day_away_takes_a_seventh_of_the_week_and_half_a_week_half_the_hours():
    away = Hands("Ana", 420, away=frozenset(WEEK[:2]))

    assert away.on(WEEK) == 300
    assert Hands("Ana", 420).on(WEEK[:3]) == 180


@pytest.mark.parametrize(
    ("amount", "words"),
    [(540, "9 hours"), (150, "2½ hours"), (140, "2 hours 20 minutes"), (60, "1 hour"), (30, "30 minutes")],
)
def test_an_amount_is_said_as_people_say_it(amount, words):
    assert amount_words(amount, Unit.HOURS) == words


CHANNELS = ("a", "b", "c")


@given(
    st.lists(st.tuples(st.integers(0, 12), st.frozensets(st.sampled_from(CHANNELS))), min_size=1, max_size=4),
    st.lists(st.sampled_from(CHANNELS), max_size=14),
)
def test_the_limits_hold_exactly_when_posts_can_be_dealt_to_people(people, posts):
    """Against a search: units of work are dealt one by one, with augmenting paths (a bipartite matching)."""
    hands = tuple(Hands(str(n), amount, channels) for n, (amount, channels) in enumerate(people))
    capacity = Capacity(Unit.POSTS, hands)
    every = frozenset(posts)

    [load] = loads(capacity, [WEEK], [Need(MONDAY, channel, "") for channel in posts])

    seats = [who.channels or every for who in hands for _seat in range(who.amount)]
    assert load.fits == (matched(posts, seats) == len(posts))


def matched(posts, seats):
    taken = {}

    def place(post, seen):
        for seat, channels in enumerate(seats):
            if posts[post] in channels and seat not in seen:
                seen.add(seat)
                if seat not in taken or place(taken[seat], seen):
                    taken[seat] = post
                    return True
        return False

    return sum(place(post, set()) for post in range(len(posts)))
