from datetime import date

import pytest

from waypost.loop.strategy.domain.exports import Unreadable, read_export

TODAY = date(2026, 11, 22)


def test_an_export_gives_the_last_post_the_rhythm_and_the_best() -> None:
    table = 'Published at,Caption,Likes,Comments\n2026-11-20T09:00:00Z,Fog,10,2\n2026-11-01,"The net,\nmended","1,200",30\n2026-01-05,Old,9000,1\n'

    found = read_export(table.encode(), TODAY)

    assert found.activity.last_post_on == date(2026, 11, 20)
    assert (found.activity.posts, found.activity.interactions) == (2, 1242)
    assert (found.activity.best, found.activity.best_interactions) == ("The net, mended", 1230)
    assert (found.rows, found.skipped) == (3, 0)


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["13/11/2026", "02/11/2026"], "day, month, year"),
        (["11/13/2026 09:00", "11/02/2026 10:00"], "month, day, year"),
        (["13.11.2026", "02.11.2026"], "day, month, year"),
        (["2026-11-13 09:00:00", "2026-11-02"], "year, month, day"),
    ],
)
def test_days_are_read_in_the_order_that_fits_the_whole_column(cells: list[str], days: str) -> None:
    found = read_export("\n".join(["Date;Text", *(f"{cell};Fog" for cell in cells)]).encode(), TODAY)

    assert found.dates == days
    assert found.activity.last_post_on == date(2026, 11, 13)
    assert found.activity.posts == 2


def test_months_may_be_words() -> None:
    found = read_export(b'Post date\tMessage\n12 Nov 2026 09:00\tFog\n"Nov 14, 2026"\tTide\n', TODAY)

    assert found.activity.last_post_on == date(2026, 11, 14)


@pytest.mark.parametrize(
    ("encoding", "best"),
    [
        ("utf-8-sig", "Möwe"),
        ("utf-16", "Möwe"),
        ("utf-16-le", "Möwe"),
        ("cp1252", "Möwe"),
        ("cp1250", "Książka"),
        ("cp1251", "Привет"),
        ("shift-jis", "おはよう"),
    ],
)
def test_files_of_other_programs_are_read(encoding: str, best: str) -> None:
    found = read_export(f"Date,Text,Likes\n2026-11-20,{best},3\n".encode(encoding), TODAY)

    assert found.activity.best == best


def test_what_a_tool_writes_above_the_columns_is_passed_over() -> None:
    table = "Posts of Harbour Shop, all kinds\n1 Aug to 22 Nov\n\nPublish time;Title;Reactions\n2026-11-20;Fog;3\n"

    found = read_export(table.encode(), TODAY)

    assert (found.rows, found.activity.best, found.activity.interactions) == (1, "Fog", 3)


def test_a_total_counts_before_its_parts() -> None:
    found = read_export(b"Date,Engagements,Likes\n2026-11-20,7,5\n", TODAY)

    assert found.activity.interactions == 7


def test_what_is_yet_to_come_is_not_the_last_post() -> None:
    found = read_export(b"Date,Text\n2026-11-20,Fog\n2026-12-24,Later\n", TODAY)

    assert (found.activity.last_post_on, found.activity.posts) == (date(2026, 11, 20), 1)


def test_rows_without_a_day_are_counted_as_left_out() -> None:
    assert read_export(b"Date,Text\n2026-11-20,Fog\nTotal,\n", TODAY).skipped == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello", "not a table"),
        (b"", "not a table"),
        (b"\x89PNG\r\n\x1a\n", "not a table"),
        (b"PK\x03\x04Date,Text\n2026-11-20,Fog\n", "save the sheet of posts as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save the sheet of posts as CSV"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not text"),
        (b"Date,Text\n", "no rows"),
        (b"Name,Text\nA,B\n", "No column"),
        (b"Date,Text\nsoon,B\n", "No date"),
        (b"Date,Text\n" + b"2026-11-20,x\n" * 20_001, "20,000"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_export(content, TODAY)
