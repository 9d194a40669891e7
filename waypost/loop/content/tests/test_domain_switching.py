"""Posting times and hashtags are read as other tools list them; what cannot be read is said in a sentence."""

from datetime import datetime, time, timedelta

import pytest

from waypost.loop.content.domain.switching.hashtags import NotSets, TagSet, sets_in
from waypost.loop.content.domain.switching.posting_times import (
    NotTimes,
    by_day,
    by_time,
    pasted,
    seen,
)
from waypost.loop.content.forms.switching import in_words

WEEKDAYS = {(day, time(9)) for day in range(5)}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Mon–Fri 09:00", WEEKDAYS),
        ("Monday to Friday at 9 AM", WEEKDAYS),
        ("Weekdays 9.00", WEEKDAYS),
        ("lun-ven 09:00", WEEKDAYS),
        ("Montag bis Freitag 9 Uhr", WEEKDAYS),
        ("Monday\n09:00 AM\n05:30 PM\nTuesday\n12 PM", {(0, time(9)), (0, time(17, 30)), (1, time(12))}),
        ("Sat–Mon 10:15", {(5, time(10, 15)), (6, time(10, 15)), (0, time(10, 15))}),
        ("12:05 AM daily", {(day, time(0, 5)) for day in range(7)}),
        ("18:00", {(day, time(18)) for day in range(7)}),
        ("Mon, Wed 08:00, 8:00", {(0, time(8)), (2, time(8))}),
    ],
)
def test_times_are_read_as_they_are_listed(text, times):
    assert set(pasted(text)) == times


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Mon 25:00", "“25:00” is not a time of day."),
        ("Foo 09:00", "“Foo” is neither a day nor a time."),
        ("Mon–Fri", "There is no time in it."),
        ("", "There is no time in it."),
    ],
)
def test_what_is_no_time_is_said(text, sentence):
    with pytest.raises(NotTimes, match=sentence.replace("(", r"\(")):
        pasted(text)


def test_times_in_words_are_read_back_as_the_same():
    times = pasted("Mon–Fri 09:00, 17:30\nSun 20:15\nany day 12:00")

    assert pasted(in_words(times)) == times


def test_times_stand_by_time_and_by_day():
    times = pasted("Mon, Tue 09:00\nTue 17:00")

    assert by_time(times) == [((0, 1), time(9)), ((1,), time(17))]
    assert by_day(times)[1] == [time(9), time(17)]
    assert by_day(times)[2] == []


def test_a_habit_is_what_comes_back_most_often_as_many_times_as_a_week_has():
    monday = datetime(2031, 3, 3, 9, 2)
    weeks = [timedelta(weeks=number) for number in range(4)]
    regular = [monday + week for week in weeks] + [
        monday + week + timedelta(days=2, hours=8) for week in weeks
    ]
    once = [monday + timedelta(days=5, hours=3)]

    habit = seen(regular + once)

    assert habit is not None
    assert habit.times == ((0, time(9)), (2, time(17)))
    assert (habit.a_week, habit.posts, habit.weeks) == (2.2, 9, 4)
    assert seen([]) is None


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("Coast: #sea #Tide #SEA", [TagSet("Coast", ("sea", "Tide"))]),
        ("Craft\n#print\n#ink\n\n#lone", [TagSet("Craft", ("print", "ink")), TagSet("lone", ("lone",))]),
        ('name,hashtags\n"Summer","#sun,#sand"', [TagSet("Summer", ("sun", "sand"))]),
        ("Gulls\tsea, tide", [TagSet("Gulls", ("sea", "tide"))]),
        ("بحر: #بحر", [TagSet("بحر", ("بحر",))]),
        ("Coast: #sea\ncoast: #tide", [TagSet("Coast", ("sea", "tide"))]),
    ],
)
def test_sets_are_read_as_people_copy_them(text, sets):
    assert sets_in(text) == sets


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nothing here", "There is no hashtag in it."),
        ("A: " + " ".join(f"#t{number}" for number in range(61)), "“A” has more than 60 hashtags."),
        ("\n".join(f"S{number}: #t" for number in range(61)), "These are more than 60 sets."),
        ("A: #" + "x" * 101, "A hashtag in line 1 is longer"),
    ],
)
def test_what_is_no_set_is_said(text, sentence):
    with pytest.raises(NotSets, match=sentence):
        sets_in(text)
