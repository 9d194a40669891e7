from datetime import UTC, date, datetime, timedelta

import pytest

from waypost.loop.planning.domain.calendar import (
    CalendarItem,
    ChannelMark,
    Filters,
    Period,
    aimed,
    month_after,
    period_of,
)
from waypost.loop.planning.domain.mix import MixPart, RhythmWeek, Target, mix, points_off, rhythm

GALLERY = ChannelMark(7, "Gallery", "sandbox")


def item(local: datetime, number: int = 1) -> CalendarItem:
    return CalendarItem(
        kind="slot",
        id=number,
        at=local.replace(tzinfo=UTC),
        local=local,
        words="Craft",
        href=f"/tern/slots/{number}",
        state="Open",
        shape="ring",
        hue=2,
        pillar="Craft",
        channels=(GALLERY,),
    )


def test_a_month_shows_whole_weeks_from_monday():
    period = period_of("month", date(2026, 11, 17))

    assert (period.first_on, period.last_on) == (date(2026, 10, 26), date(2026, 12, 6))


def test_a_week_starts_on_its_monday():
    assert period_of("week", date(2026, 11, 1)) == Period(date(2026, 10, 26), date(2026, 11, 1))


def test_a_day_is_itself_and_a_list_has_four_weeks():
    day = date(2026, 11, 4)

    assert period_of("day", day) == Period(day, day)
    assert period_of("list", day) == Period(date(2026, 11, 2), date(2026, 11, 29))
    assert period_of("channels", day) == period_of("week", day)


def test_what_is_chosen_becomes_lookups_of_the_row_that_is_aimed():
    chosen = Filters(channel_id=7, pillar_id=3, persona="skipper", phase="out")

    assert aimed(chosen.places, before="post__") == {"post__pillar_id": 3, "post__persona__key": "skipper"}


@pytest.mark.parametrize(
    ("filters", "is_any", "is_part"),
    [(Filters(), False, False), (Filters(channel_id=7), True, False), (Filters(phase="open"), True, True)],
)
def test_a_channel_alone_keeps_its_mix_and_rhythm(filters, is_any, is_part):
    assert (filters.is_any, filters.is_part) == (is_any, is_part)


def test_a_periods_moments_follow_the_wall_clock_across_a_change():
    start, end = Period(date(2026, 10, 25), date(2026, 10, 25)).moments("Europe/Lisbon")

    assert end - start == timedelta(hours=25)


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date(2026, 1, 5), -1, date(2025, 12, 1)),
        (date(2026, 5, 5), 3, date(2026, 8, 1)),
    ],
)
def test_months_are_counted_across_years(day, months, first):
    assert month_after(day, months) == first


TARGETS = [Target("Craft", 2, 60), Target("Offers", 5, 20)]


def test_the_mix_counts_only_what_has_a_pillar():
    parts = mix(TARGETS, ["Craft", "Craft", "Offers", ""])

    assert parts == [MixPart("Craft", 2, 0.75, 2 / 3), MixPart("Offers", 5, 0.25, 1 / 3)]
    assert points_off(parts) == 8


def test_an_empty_calendar_is_not_off_plan():
    parts = mix(TARGETS, [])

    assert [part.planned for part in parts] == [None, None]
    assert points_off(parts) is None


def test_rhythm_counts_each_channels_weeks_against_its_cadence():
    mondays = [date(2026, 11, 2), date(2026, 11, 9)]
    post = item(datetime(2026, 11, 3, 9))
    place = item(datetime(2026, 11, 8, 9))._replace(is_open=True)

    (gallery,) = rhythm([(7, "Gallery", "sandbox")], {7: 1.5}, mondays, [post, place])

    assert gallery.weeks == (RhythmWeek(mondays[0], 2, 1, 1), RhythmWeek(mondays[1], 1, 0, 0))
    assert (gallery.wanted, gallery.posts) == (3, 1)


@pytest.mark.parametrize(
    ("wanted", "posts", "open_places", "beat"),
    [
        (3, 3, 0, "kept"),
        (3, 4, 1, "kept"),
        (3, 1, 2, "planned"),
        (3, 0, 2, "short"),
        (0, 0, 0, "rest"),
        (0, 0, 1, "kept"),
    ],
)
def test_a_week_says_by_its_beat_whether_the_rhythm_is_kept(wanted, posts, open_places, beat):
    assert RhythmWeek(date(2026, 11, 2), wanted, posts, open_places).beat == beat
