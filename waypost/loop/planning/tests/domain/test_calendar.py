from datetime import UTC, date, datetime, timedelta

import pytest

from waypost.loop.planning.domain.calendar import (
    CalendarItem,
    ChannelMark,
    Period,
    lay_sheet,
    month_after,
    period_of,
)
from waypost.loop.planning.domain.mix import MixPart, PillarTarget, RhythmWeek, mix, points_off, rhythm

GALLERY = ChannelMark(7, "Gallery", "sandbox")


def item(local: datetime, number: int = 1, pillar: str = "Craft") -> CalendarItem:
    return CalendarItem(
        kind="slot",
        id=number,
        at=local.replace(tzinfo=UTC),
        local=local,
        title="Craft",
        href=f"/tern/slots/{number}",
        state="Open",
        shape="ring",
        hue=2,
        pillar=pillar,
        channels=(GALLERY,),
    )


def test_a_month_shows_whole_weeks_from_monday():
    period = period_of("month", date(2026, 11, 17))

    assert (period.first_on, period.last_on) == (date(2026, 10, 26), date(2026, 12, 6))


def test_a_week_starts_on_its_monday():
    assert period_of("week", date(2026, 11, 1)) == Period(date(2026, 10, 26), date(2026, 11, 1))


def test_a_periods_moments_follow_the_wall_clock_across_a_change():
    start, end = Period(date(2026, 10, 25), date(2026, 10, 25)).moments("Europe/Lisbon")

    assert end - start == timedelta(hours=25)


def test_a_day_of_a_month_shows_six_slips_and_how_many_more():
    items = [item(datetime(2026, 11, 3, 20 - number), number) for number in range(9)]

    sheet = lay_sheet("month", date(2026, 11, 1), items, today=date(2026, 11, 3), blackouts={})

    day = next(day for day in sheet.days if day.on == date(2026, 11, 3))
    assert [shown.local.hour for shown in day.items] == [12, 13, 14, 15, 16, 17]
    assert day.more == 3
    assert day.is_today


def test_a_week_shows_everything_of_a_day():
    items = [item(datetime(2026, 11, 3, 20 - number), number) for number in range(9)]

    sheet = lay_sheet("week", date(2026, 11, 5), items, today=date(2026, 11, 3), blackouts={})

    assert len(sheet.days[1].items) == 9
    assert sheet.days[1].more == 0


def test_days_of_the_neighbouring_months_and_days_off_are_known():
    sheet = lay_sheet(
        "month", date(2026, 11, 1), [], today=date(2026, 11, 3), blackouts={date(2026, 11, 2): "All Souls"}
    )

    assert [day.is_outside for day in sheet.weeks[0]] == [True] * 6 + [False]
    assert sheet.weeks[1][0].blackout == "All Souls"


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


TARGETS = [PillarTarget("Craft", 2, 60), PillarTarget("Offers", 5, 20)]


def test_the_mix_counts_only_what_has_a_pillar():
    day = datetime(2026, 11, 3, 9)

    parts = mix(TARGETS, [item(day), item(day), item(day, pillar="Offers"), item(day, pillar="")])

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
