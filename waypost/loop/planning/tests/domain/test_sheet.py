from datetime import UTC, date, datetime

import pytest

from waypost.loop.planning.domain.calendar import CalendarItem, ChannelMark
from waypost.loop.planning.domain.sheet import Around, Run, folded, hours_of, lay_sheet, rows_of

GALLERY, JOURNAL = ChannelMark(7, "Gallery", "sandbox"), ChannelMark(8, "Journal", "sandbox")
TODAY = date(2026, 11, 3)


def item(local: datetime, number: int = 1, channels: tuple[ChannelMark, ...] = (GALLERY,)) -> CalendarItem:
    return CalendarItem(
        kind="slot",
        id=number,
        at=local.replace(tzinfo=UTC),
        local=local,
        words="Craft",
        href=f"/tern/slots/{number}",
        state="Open",
        shape="ring",
        channels=channels,
    )


def many(count: int) -> list[CalendarItem]:
    return [item(datetime(2026, 11, 3, 20 - number), number) for number in range(count)]


def run(name: str, first: date, last: date) -> Run:
    return Run(name, 3, first, last, f"/tern/campaigns/{name}")


def test_a_crowded_day_of_a_month_shows_its_first_four_and_how_many_more():
    sheet = lay_sheet("month", TODAY, many(9), today=TODAY)

    day = next(day for day in sheet.days if day.on == TODAY)
    assert [shown.local.hour for shown in day.items] == [12, 13, 14, 15]
    assert day.more == 5
    assert day.is_today


@pytest.mark.parametrize(("count", "shown", "more"), [(4, 4, 0), (5, 5, 0), (6, 4, 2)])
def test_one_more_is_shown_instead_of_counted(count, shown, more):
    items, left = folded(many(count), 4)

    assert (len(items), left) == (shown, more)


def test_a_week_shows_everything_of_a_day():
    sheet = lay_sheet("week", date(2026, 11, 5), many(9), today=TODAY)

    assert len(sheet.days[1].items) == 9
    assert sheet.days[1].more == 0


def test_days_of_the_neighbouring_months_days_off_and_holidays_are_known():
    around = Around(off={date(2026, 11, 2): "Stocktaking"}, holidays={date(2026, 11, 1): "All Saints"})

    sheet = lay_sheet("month", date(2026, 11, 1), [], today=TODAY, around=around)

    assert [day.is_outside for day in sheet.weeks[0]] == [True] * 6 + [False]
    assert sheet.weeks[1][0].off == "Stocktaking"
    assert sheet.weeks[0][6].holiday == "All Saints"


def test_campaigns_keep_their_lane_and_are_named_where_they_begin_and_on_mondays():
    long = run("Spring tides", date(2026, 10, 28), date(2026, 11, 10))
    short = run("Fair", date(2026, 11, 4), date(2026, 11, 5))

    sheet = lay_sheet("week", TODAY, [], today=TODAY, around=Around(runs=[short, long]))

    named = [[span and (span.run.name, span.is_named) for span in day.spans] for day in sheet.days[:5]]
    assert named == [
        [("Spring tides", True)],
        [("Spring tides", False)],
        [("Spring tides", False), ("Fair", True)],
        [("Spring tides", False), ("Fair", False)],
        [("Spring tides", False)],
    ]


def test_a_lane_is_used_again_once_it_is_free_and_a_gap_keeps_its_place():
    long = run("Long", date(2026, 11, 2), date(2026, 11, 4))
    beside = run("Beside", date(2026, 11, 3), date(2026, 11, 7))
    after = run("After", date(2026, 11, 6), date(2026, 11, 8))

    sheet = lay_sheet("week", TODAY, [], today=TODAY, around=Around(runs=[long, beside, after]))

    names = [[span and span.run.name for span in day.spans] for day in sheet.days]
    assert names[3] == [None, "Beside"]
    assert names[4] == ["After", "Beside"]
    assert names[6] == ["After"]


def test_each_channel_has_its_row_and_what_goes_nowhere_yet_comes_last():
    everywhere = item(datetime(2026, 11, 3, 9), 1, (GALLERY, JOURNAL))
    nowhere = item(datetime(2026, 11, 4, 9), 2, ())
    items = [everywhere, nowhere]
    sheet = lay_sheet("channels", TODAY, items, today=TODAY)

    rows = rows_of(sheet, items, [GALLERY, JOURNAL])

    assert [row.channel for row in rows] == [GALLERY, JOURNAL, None]
    assert [[shown.id for shown in row.days[1].items] for row in rows] == [[1], [1], []]
    assert [shown.id for shown in rows[2].days[2].items] == [2]


def test_without_anything_homeless_there_is_no_row_for_it():
    items = [item(datetime(2026, 11, 3, 9))]
    sheet = lay_sheet("channels", TODAY, items, today=TODAY)

    assert [row.channel for row in rows_of(sheet, items, [GALLERY, JOURNAL])] == [GALLERY, JOURNAL]


def test_a_day_has_its_hours_and_those_at_which_something_stands():
    early, late = item(datetime(2026, 11, 3, 5, 45), 1), item(datetime(2026, 11, 3, 23), 2)

    hours = hours_of([late, early])

    assert (min(hours), max(hours)) == (5, 23)
    assert [shown.id for shown in hours[5]] == [1]
    assert hours[12] == []
    assert list(hours_of([])) == list(range(7, 22))


def test_of_many_channels_a_day_shows_fewer_slips_each():
    marks = [ChannelMark(number, f"Quay {number}", "sandbox") for number in range(1, 15)]
    items = [item(datetime(2026, 11, 3, hour), hour, channels=(marks[0],)) for hour in range(9, 14)]
    sheet = lay_sheet("channels", TODAY, items, today=TODAY)

    few, many = (rows_of(sheet, items, some)[0].days[1] for some in (marks[:12], marks))

    assert (len(few.items), few.more) == (3, 2)
    assert (len(many.items), many.more) == (2, 3)
