from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.loop.planning.domain.apportion import normalised
from waypost.loop.planning.domain.layout import (
    EVERGREEN,
    ChannelPlan,
    PersonaPlan,
    PillarPlan,
    Plan,
    PlannedSlot,
    counts,
    lay_out,
)
from waypost.loop.planning.domain.rhythm import Cadence, PostingTime
from waypost.toolkit import clock

MONDAY = date(2026, 9, 28)
QUARTER_END = MONDAY + timedelta(days=13 * 7 - 1)
PLAN = Plan(
    channels=(
        ChannelPlan(
            Cadence("gallery", 3, (PostingTime(time(9)), PostingTime(time(17)))),
            {"image": 60, "carousel": 40},
        ),
        ChannelPlan(Cadence("journal", 2.5), {"text": 1}),
        ChannelPlan(Cadence("harbour", 5), {"text": 1, "image": 1}),
    ),
    pillars=(
        PillarPlan(
            "behind-the-scenes",
            30,
            formats=("image",),
            personas=(PersonaPlan("anna"), PersonaPlan("ben")),
            goals=("visits", "sales"),
        ),
        PillarPlan("craft", 50),
        PillarPlan("offers", 20),
    ),
    zone="Europe/Lisbon",
)

channel_plans = st.lists(
    st.builds(
        ChannelPlan,
        st.builds(
            Cadence,
            st.just("gallery"),
            st.integers(0, 60).map(lambda tenths: tenths / 10),
            st.lists(
                st.builds(
                    PostingTime, st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.none()
                ),
                max_size=3,
            ).map(tuple),
        ),
        st.dictionaries(st.sampled_from(["image", "carousel", "text"]), st.integers(1, 9)),
        st.sampled_from([0.0, 0.1, 0.2, 0.35, 1.0]),
    ),
    min_size=1,
    max_size=4,
).map(
    lambda plans: tuple(
        replace(plan, cadence=replace(plan.cadence, channel=f"channel-{number}"))
        for number, plan in enumerate(plans)
    )
)
pillar_plans = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 60), max_size=6).map(
    lambda shares: tuple(PillarPlan(key, share) for key, share in shares.items())
)
plans = st.builds(
    Plan,
    channels=channel_plans,
    pillars=pillar_plans,
    zone=st.sampled_from(
        [
            "Europe/Lisbon",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "America/Santiago",
            "Africa/Casablanca",
        ]
    ),
)
blackouts = st.sets(st.integers(0, 90).map(lambda number: MONDAY + timedelta(days=number)), max_size=30)


def pillar_shares(plan):
    return normalised({pillar.key: pillar.share for pillar in plan.pillars})


few = settings(max_examples=15)


@few
@given(plans, blackouts)
def test_totals_are_exact_and_no_day_off_is_used(plan, off):
    slots = lay_out(plan, MONDAY, QUARTER_END, blackouts=off)

    by_channel, _by_pillar = counts(slots)
    for channel in plan.channels:
        assert by_channel[channel.key] == int(channel.cadence.posts_per_week * 13 + 0.5)
    assert all(slot.local.date() not in off for slot in slots)
    assert slots == sorted(slots)


@few
@given(plans, blackouts)
def test_pillars_are_within_one_slot_of_their_share(plan, off):
    slots = lay_out(plan, MONDAY, QUARTER_END, blackouts=off)

    planned = [slot.pillar for slot in slots if slot.pillar]
    for pillar, share in pillar_shares(plan).items():
        assert abs(planned.count(pillar) - share * len(planned)) < 1


@few
@given(plans, blackouts)
def test_each_channels_open_share_is_within_one_slot_of_what_it_should_be(plan, off):
    slots = lay_out(plan, MONDAY, QUARTER_END, blackouts=off)

    for channel in plan.channels:
        mine = [slot.pillar for slot in slots if slot.channel == channel.key]
        wanted = channel.reactive_share if plan.pillars else 1
        assert abs(mine.count(None) - wanted * len(mine)) < 1


@few
@given(plans, blackouts)
def test_formats_are_within_one_slot_of_their_channels_mix(plan, off):
    slots = lay_out(plan, MONDAY, QUARTER_END, blackouts=off)

    for channel in plan.channels:
        planned = [slot for slot in slots if slot.channel == channel.key and slot.pillar]
        formats = Counter(slot.format for slot in planned)
        for key, share in normalised(channel.formats).items():
            assert abs(formats[key] - share * len(planned)) < 1


@few
@given(plans, st.sampled_from([0.1, 0.25, 1.0]))
def test_what_is_kept_for_evergreen_posts_is_within_one_slot_of_its_share_and_the_formats_share_the_rest(
    plan, share
):
    channels = tuple(replace(channel, evergreen_share=share) for channel in plan.channels)

    slots = lay_out(replace(plan, channels=channels), MONDAY, QUARTER_END)

    for channel in channels:
        planned = [slot for slot in slots if slot.channel == channel.key and slot.pillar]
        formats = Counter(slot.format for slot in planned)
        assert abs(formats[EVERGREEN] - share * len(planned)) < 1
        for key, part in normalised(channel.formats).items():
            assert abs(formats[key] - (1 - Fraction(share)) * part * len(planned)) < 1


@few
@given(plans, st.integers(1, 12))
def test_a_week_more_changes_nothing_before_the_former_last_week(plan, weeks):
    last_on = MONDAY + timedelta(days=weeks * 7 - 1)

    before = lay_out(plan, MONDAY, last_on)
    after = lay_out(plan, MONDAY, last_on + timedelta(days=7))

    settled = datetime.combine(last_on - timedelta(days=6), time.min)
    assert [slot for slot in after if slot.local < settled] == [
        slot for slot in before if slot.local < settled
    ]
    places = [(slot.local, slot.channel) for slot in before]
    assert [(slot.local, slot.channel) for slot in after][: len(places)] == places


@few
@given(plans)
def test_the_same_plan_gives_the_same_slots(plan):
    assert lay_out(plan, MONDAY, QUARTER_END) == lay_out(plan, MONDAY, QUARTER_END)


@few
@given(plans, st.integers(0, 400))
def test_a_slot_shows_its_time_on_the_wall_in_every_week_of_the_year(plan, start):
    first_on = date(2026, 1, 1) + timedelta(days=start)

    for slot in lay_out(plan, first_on, first_on + timedelta(days=27)):
        shown = clock.to_local(slot.at(plan.zone), plan.zone)
        if clock.exists(slot.local, plan.zone):
            assert shown == slot.local
        else:
            assert timedelta(0) < shown - slot.local <= timedelta(hours=1)


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Lisbon",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Santiago",
        "Africa/Casablanca",
        "Pacific/Auckland",
    ],
)
def test_a_quarter_across_each_clock_change_keeps_its_times_on_the_wall(zone):
    times = tuple(PostingTime(time(hour, minute)) for hour, minute in ((0, 20), (1, 50), (2, 20), (9, 0)))
    plan = replace(PLAN, channels=(ChannelPlan(Cadence("gallery", 28, times)),), zone=zone)
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(366)]
    ahead = [clock.offset(datetime.combine(day, time(12)), zone) for day in days]
    changes = [day for day, (was, now) in zip(days[1:], pairwise(ahead), strict=True) if was != now]

    assert len(changes) >= 2
    for change in changes:
        slots = lay_out(plan, change - timedelta(days=45), change + timedelta(days=45))
        moments = [slot.at(zone) for slot in slots]
        assert len(slots) == len(set(moments)) == 28 * 13
        assert [slot.local.time() for slot in slots if slot.local.date() == change] == [at.at for at in times]
        for slot, moment in zip(slots, moments, strict=True):
            moved = clock.to_local(moment, zone) - slot.local
            assert (moved == timedelta(0)) == clock.exists(slot.local, zone)
            assert timedelta(0) <= moved <= timedelta(hours=1)


def test_nine_is_nine_on_both_sides_of_the_clock_change():
    plan = replace(PLAN, channels=(ChannelPlan(Cadence("gallery", 7, (PostingTime(time(9)),))),))

    slots = lay_out(plan, date(2026, 10, 24), date(2026, 10, 25))

    assert [slot.at("Europe/Lisbon") for slot in slots] == [
        datetime(2026, 10, 24, 8, tzinfo=UTC),
        datetime(2026, 10, 25, 9, tzinfo=UTC),
    ]


def test_a_time_that_does_not_exist_moves_forward_and_a_repeated_one_is_the_first():
    gap = PlannedSlot(datetime(2026, 3, 29, 1, 30), "gallery")
    repeated = PlannedSlot(datetime(2026, 10, 25, 1, 30), "gallery")

    assert clock.to_local(gap.at("Europe/Lisbon"), "Europe/Lisbon") == datetime(2026, 3, 29, 2, 30)
    assert repeated.at("Europe/Lisbon") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_one_slot_in_five_stays_open_for_what_nobody_could_plan():
    slots = lay_out(PLAN, MONDAY, QUARTER_END)

    reactive = [slot for slot in slots if slot.pillar is None]

    assert len(reactive) == 28
    assert all((slot.format, slot.persona, slot.goal) == ("", None, None) for slot in reactive)


def test_without_pillars_every_slot_is_open():
    slots = lay_out(replace(PLAN, pillars=()), MONDAY, QUARTER_END)

    assert {slot.pillar for slot in slots} == {None}


def test_three_even_pillars_never_stand_twice_running_on_a_channel():
    plan = Plan(
        channels=(ChannelPlan(Cadence("gallery", 7), reactive_share=0),),
        pillars=tuple(PillarPlan(key, 1) for key in "abc"),
        zone="UTC",
    )

    pillars = [slot.pillar for slot in lay_out(plan, MONDAY, MONDAY + timedelta(days=20))]

    assert all(first != second for first, second in pairwise(pillars))


def test_every_channel_gets_its_part_of_every_pillar():
    slots = lay_out(PLAN, MONDAY, QUARTER_END)

    met = Counter((slot.channel, slot.pillar) for slot in slots)
    by_channel, _by_pillar = counts(slot for slot in slots if slot.pillar)
    for pillar, share in pillar_shares(PLAN).items():
        for channel, count in by_channel.items():
            assert abs(met[channel, pillar] - share * count) <= 3


def test_a_pillar_gets_the_formats_it_likes_where_the_mix_allows_it():
    slots = lay_out(PLAN, MONDAY, QUARTER_END)

    pairs = Counter(
        slot.format for slot in slots if slot.channel == "gallery" and slot.pillar == "behind-the-scenes"
    )

    assert pairs["image"] > 4 * pairs["carousel"]


def test_personas_and_goals_of_a_pillar_take_turns_and_all_pairs_meet():
    slots = [slot for slot in lay_out(PLAN, MONDAY, QUARTER_END) if slot.pillar == "behind-the-scenes"]

    assert [slot.persona for slot in slots[:4]] == ["anna", "ben", "anna", "ben"]
    assert {(slot.persona, slot.goal) for slot in slots} == {
        (persona, goal) for persona in ("anna", "ben") for goal in ("visits", "sales")
    }


def test_slots_that_stand_fill_the_nearest_place_and_count_for_their_pillar():
    fresh = lay_out(PLAN, MONDAY, QUARTER_END)
    moved = replace(fresh[4], local=fresh[4].local + timedelta(minutes=40))
    kept = [*fresh[:4], moved, *fresh[5:20]]

    added = lay_out(PLAN, MONDAY, QUARTER_END, kept=kept)

    assert len(added) + len(kept) == len(fresh)
    assert (fresh[4].local, fresh[4].channel) not in {(slot.local, slot.channel) for slot in added}
    _by_channel, by_pillar = counts([*kept, *added])
    planned = len(fresh) - by_pillar[None]
    for pillar, share in pillar_shares(PLAN).items():
        assert abs(by_pillar[pillar] - share * planned) <= 1


def test_a_place_that_was_cleared_stays_empty():
    fresh = lay_out(PLAN, MONDAY, QUARTER_END)
    cleared = (fresh[7].local, fresh[7].channel)

    again = lay_out(PLAN, MONDAY, QUARTER_END, emptied=[cleared])

    assert len(again) == len(fresh) - 1
    assert cleared not in {(slot.local, slot.channel) for slot in again}


@pytest.mark.parametrize("hour", [0, 12])
def test_nothing_is_laid_before_now(hour):
    now = datetime.combine(MONDAY + timedelta(days=9), time(hour))

    slots = lay_out(PLAN, MONDAY, QUARTER_END, not_before=now)

    assert min(slot.local for slot in slots) >= now


def test_a_persona_is_met_only_where_they_are():
    pillar = PillarPlan(
        "craft", 1, personas=(PersonaPlan("anna", frozenset({"journal"})), PersonaPlan("ben"))
    )

    slots = [slot for slot in lay_out(replace(PLAN, pillars=(pillar,)), MONDAY, QUARTER_END) if slot.pillar]

    assert {slot.persona for slot in slots if slot.channel == "gallery"} == {"ben"}
    assert {slot.persona for slot in slots if slot.channel == "journal"} == {"anna", "ben"}
