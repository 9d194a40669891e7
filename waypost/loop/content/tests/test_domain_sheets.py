"""Sheets of posts: ours loses nothing, theirs are recognised, awkward ones are read or explained."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from itertools import product
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.loop.content.domain.sheets.dates import NotAMoment, Order, moment_of, orders
from waypost.loop.content.domain.sheets.fields import Field
from waypost.loop.content.domain.sheets.formats import (
    BUFFER,
    FORMATS,
    HOOTSUITE,
    METRICOOL,
    SPROUT,
    WAYPOST,
    words_for,
)
from waypost.loop.content.domain.sheets.post import Own, SheetPost
from waypost.loop.content.domain.sheets.reading import Sheet, understand
from waypost.loop.content.domain.sheets.writing import as_sheet
from waypost.networks import registry
from waypost.toolkit.sheets import Unreadable, read

LISBON = "Europe/Lisbon"


def sheet(text: str | bytes, **said: object) -> Sheet:
    content = text.encode() if isinstance(text, str) else text
    return understand(read(content), LISBON, **said)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=80).map(
    str.strip
)
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30).map(
    lambda text: " ".join(text.split())
)
NAME = st.text(ascii_lowercase + "-éß", min_size=1, max_size=12)
POSTS = st.builds(
    SheetPost,
    id=st.integers(1, 10**9).map(str),
    title=LINE,
    text=WORDS.filter(bool),
    local=st.none()
    | st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)).map(
        lambda at: at.replace(second=0, microsecond=0)
    ),
    channels=st.lists(NAME, unique=True, max_size=3).map(tuple),
    pictures=st.lists(NAME.map("library:{}".format), max_size=3).map(tuple),
    alts=st.lists(LINE, max_size=3).map(lambda alts: tuple(alts) if alts and alts[-1] else ()),
    labels=st.lists(NAME, unique=True, max_size=3).map(tuple),
    pillar=NAME | st.just(""),
    persona=NAME | st.just(""),
    goal=NAME | st.just(""),
    funnel_stage=NAME | st.just(""),
    campaign=NAME | st.just(""),
    purpose=NAME | st.just(""),
    origin=NAME | st.just(""),
    reactive=st.booleans(),
    own=st.dictionaries(
        NAME, st.builds(Own, text=WORDS, format=NAME, options=st.just('{"thread": "yes"}')), max_size=2
    ),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(POSTS, min_size=1, max_size=4))
def test_our_own_sheet_loses_nothing(posts):
    found = sheet(as_sheet(posts, WAYPOST).files[0].text)

    assert found.format is WAYPOST
    assert [_bare(post) for post in found.posts] == posts


def _bare(post: SheetPost) -> SheetPost:
    assert not post.problems
    return SheetPost(**{**vars(post), "line": 0, "problems": ()})


AT_NINE = datetime(2026, 12, 24, 9, 0)
ROWS = (
    ("2026-12-24 09:00", "Grüße vom Fluß, „heute“", "Tee"),
    ("2026-12-25 10:30", 'Sie sagte "ja";\nund ging', ""),
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "utf-16-be")
AWKWARD = list(
    product(ENCODINGS, (",", ";", "\t", "|"), ("\n", "\r\n"), (csv.QUOTE_ALL, csv.QUOTE_MINIMAL), (0, 2))
)


@pytest.mark.parametrize(("encoding", "separator", "ends", "quoting", "above"), AWKWARD)
def test_a_table_is_read_however_it_was_written(encoding, separator, ends, quoting, above):
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator, lineterminator=ends, quoting=quoting)
    text = ends * above
    writer.writerow(("Posting Time", "Text", "Tags"))
    writer.writerows(ROWS)

    found = sheet((text + written.getvalue()).encode(encoding))

    assert found.format is BUFFER
    assert [(post.local, post.text, post.labels) for post in found.posts] == [
        (AT_NINE, ROWS[0][1], ("Tee",)),
        (datetime(2026, 12, 25, 10, 30), ROWS[1][1], ()),
    ]


def test_there_are_two_hundred_of_them():
    assert len(AWKWARD) >= 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"PK\x03\x04rest", "save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0rest", "save the sheet as CSV"),
        (b"%PDF-1.7", "PDF"),
        (b'Text,Date\n"It never closes,2026-01-01\nmore\n', "line 2 and never closes"),
        (b'Text,Date\nfine,1\n"a "b" c",2\n', "line 3, a quotation mark stands inside"),
        (b"Text\n" + b"a\n" * 10_001, "more than 10,000 rows"),
        (b"a," * 500 + b"\n", "more than 400 cells"),
        (b'Text\n"' + b"a" * 140_000 + b'"\n', "longer than any post"),
        (b"Text\x00,Date\n", "not text"),
    ],
)
def test_what_cannot_be_read_is_explained_with_its_line(content, words):
    with pytest.raises(Unreadable, match=words):
        read(content)


def test_ten_thousand_rows_are_one_table():
    assert len(sheet("Text\n" + "Low tide.\n" * 10_000).posts) == 10_000


def test_every_format_recognises_what_it_writes():
    post = SheetPost(
        text="Low tide.",
        local=AT_NINE,
        channels=("gallery",),
        networks=("facebook",),
        labels=("sea",),
        pillar="coast",
    )
    for chosen in FORMATS.values():
        found = sheet(as_sheet([post], chosen).files[0].text)

        assert found.format is chosen, chosen.label
        assert (found.posts[0].text, found.posts[0].local) == ("Low tide.", AT_NINE), chosen.label


@pytest.mark.parametrize(
    "text", ["@tern saw it.", "+++ Low tide +++", "- one\n- two", "=1+1", "'Tis low tide."]
)
def test_another_tool_says_what_we_said_and_no_spreadsheet_runs_it(text):
    written = as_sheet([SheetPost(text=text, local=AT_NINE)], BUFFER).files[0].text

    cell = next(csv.DictReader(io.StringIO(written)))["Text"]
    assert cell.strip() == text
    assert not cell.startswith(("=", "+", "-", "@"))


def test_the_pillar_leaves_as_a_tag_where_a_tool_has_no_place_for_it():
    written = as_sheet([SheetPost(text="Low tide.", local=AT_NINE, pillar="coast")], BUFFER)

    assert sheet(written.files[0].text).posts[0].labels == ("pillar:coast",)


@pytest.mark.parametrize("chosen", [each for each in FORMATS.values() if each is not WAYPOST])
def test_pictures_stay_here_because_no_other_tool_could_fetch_them(chosen):
    post = SheetPost(text="Low tide.", local=AT_NINE, pictures=("library:a1b2",), alts=("A quay.",))

    written = as_sheet([post], chosen).files[0].text

    assert "a1b2" not in written
    assert "A quay." not in written


def test_what_a_tool_cannot_hold_is_left_out_and_said():
    written = as_sheet([SheetPost(text="No time."), SheetPost(local=AT_NINE, pictures=("a",))], SPROUT)

    assert [why for _, why in written.left_out] == ["It has no time yet.", "It has no text."]
    assert len(read(written.files[0].text.encode()).rows) == 1


@pytest.mark.parametrize("chosen", [SPROUT, HOOTSUITE])
@pytest.mark.parametrize("order", [Order.DAY_FIRST, Order.MONTH_FIRST])
def test_where_an_account_says_how_days_are_read_they_are_written_so(chosen, order):
    second_of_march = datetime(2026, 3, 2, 9)

    written = as_sheet([SheetPost(text="Low tide.", local=second_of_march)], chosen, order).files[0].text

    assert sheet(written, order=order).posts[0].local == second_of_march


def test_a_tool_that_takes_so_many_at_a_time_gets_several_files():
    written = as_sheet([SheetPost(text=f"Tide {number}.", local=AT_NINE) for number in range(205)], BUFFER)

    assert [file.posts for file in written.files] == [100, 100, 5]
    assert sheet(written.files[2].text).posts[0].text == "Tide 200."


def test_a_table_without_names_is_when_what_and_a_link():
    found = sheet("24/12/2026 09:00,Low tide.,https://tern.example\n")

    assert found.format is HOOTSUITE
    assert found.posts[0].text == "Low tide.\n\nhttps://tern.example"
    assert all(column.guess for column in found.columns)


def test_a_column_for_each_network_says_where_a_post_goes():
    found = sheet("Text,Date,Time,Draft,Facebook,Instagram,Picture Url 1,Picture Url 2,Alt text picture 2\n"
                  "Hi,2026-12-24,09:00:00,FALSE,TRUE,FALSE,https://a.example/1.png,https://a.example/2.png,Terns\n")  # fmt: skip

    assert found.format is METRICOOL
    assert found.posts[0].networks == ("Facebook",)
    assert found.posts[0].pictures == ("https://a.example/1.png", "https://a.example/2.png")


def test_every_network_with_a_column_of_its_own_is_one_of_ours():
    ours = {word for network in registry.names() for word in words_for(network)}

    columns = [column.name.lower() for column in METRICOOL.columns if column.field == Field.ON_NETWORK]
    assert set(columns) <= ours


def test_what_a_person_says_of_a_column_goes_before_the_guess():
    table = "Datum;Was\n24.12.2026 09:00;Low tide.\n"

    assert not sheet(table).has_text
    found = sheet(table, fields={0: Field.WHEN, 1: Field.TEXT})
    assert (found.posts[0].text, found.posts[0].local) == ("Low tide.", AT_NINE)


def test_days_that_can_be_read_two_ways_are_asked_about():
    table = "Posting Time,Text\n03/04/2026 09:00,Low tide.\n"

    asked = sheet(table)

    assert asked.order is None
    assert asked.example == "03/04/2026 09:00"
    assert sheet(table, order=Order.DAY_FIRST).posts[0].local == datetime(2026, 4, 3, 9)
    assert sheet(table, order=Order.MONTH_FIRST).posts[0].local == datetime(2026, 3, 4, 9)


def test_one_day_after_the_twelfth_answers_for_all():
    assert orders(["03/04/2026", "13/04/2026"]) == {Order.DAY_FIRST}
    assert orders(["03/04/2026", "04/13/2026"]) == {Order.MONTH_FIRST}


@pytest.mark.parametrize(
    ("cell", "local"),
    [
        ("2026-12-24 09:00", AT_NINE),
        ("2026/12/24 9:00 AM", AT_NINE),
        ("24.12.2026 09:00", AT_NINE),
        ("24.12.26, 9:00", AT_NINE),
        ("2026-12-24T09:00:00Z", AT_NINE),
        ("2026-12-24T10:00:00+01:00", AT_NINE),
        ("Dec 24, 2026 9:00 am", AT_NINE),
        ("24 December 2026, 21:00", datetime(2026, 12, 24, 21)),
        ("24/12/2026 12:00 AM", datetime(2026, 12, 24, 0)),
        ("24/12/2026 12:30 p.m.", datetime(2026, 12, 24, 12, 30)),
    ],
)
def test_moments_are_read_as_people_write_them(cell, local):
    assert moment_of(cell, Order.DAY_FIRST, LISBON) == local


@pytest.mark.parametrize(
    "cell",
    [
        "31/11/2026 09:00",
        "46380.5",
        "tomorrow",
        "24/12/2026",
        "24/12/2026 25:00",
        "Dec 2026",
        "24 December 9999, 21:00",
        "0001-01-01T00:00:00+10:00",
        "24 December 2026 09:00 -3000",
    ],
)
def test_nothing_is_made_up_for_what_a_cell_does_not_say(cell):
    with pytest.raises(NotAMoment):
        moment_of(cell, Order.DAY_FIRST, LISBON)


DATED = st.from_regex(
    r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}[ T,]*(\d{1,2}([:.h]\d{2}){0,2} ?([ap]m)?)?", fullmatch=True
)
SPELLED = st.from_regex(
    r"(\d{1,2} ?)?(Jan|March|Dec|Mon) ?\d{0,4},? ?\d{0,4} (\d{1,2}:\d{2} ?([+-]\d{4})?)?", fullmatch=True
)
NAMED = st.sampled_from(
    [column.name for each in FORMATS.values() for column in each.columns] + ["gallery: options", "Datum", ""]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(NAMED, max_size=6),
    st.lists(st.lists(st.text(max_size=12) | DATED | SPELLED, max_size=6), max_size=4),
    st.sampled_from(",;\t|"),
    st.sampled_from(("utf-8", "utf-16", "cp1252", "shift-jis")),
)
def test_whatever_stands_in_a_table_every_row_is_read_or_says_what_is_wrong(head, rows, separator, encoding):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows([head, *rows])

    found = posts_or_why(written.getvalue().encode(encoding, "replace"))

    assert isinstance(found, str) or all(post.problems or not post.is_empty for post in found)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=120))
def test_any_bytes_are_a_table_or_explained(content):
    found = posts_or_why(content)

    assert not isinstance(found, str) or found.endswith(".")


def posts_or_why(content: bytes) -> Sequence[SheetPost] | str:
    try:
        return sheet(content).posts
    except Unreadable as error:
        return str(error)


@given(st.dates(date(1990, 1, 1), date(2200, 12, 31)), st.times())
def test_a_moment_written_in_any_order_comes_back(day, at):
    local = datetime.combine(day, at).replace(second=0, microsecond=0)
    for order, pattern in (
        (Order.DAY_FIRST, "%d/%m/%Y %H:%M"),
        (Order.MONTH_FIRST, "%m-%d-%Y %I:%M %p"),
        (Order.YEAR_FIRST, "%Y.%m.%d %H:%M:%S"),
    ):
        assert moment_of(local.strftime(pattern), order, LISBON) == local


def test_a_row_says_what_is_wrong_with_it():
    found = sheet("Text,Date,Time\nLow tide.,2026-02-30,09:00\n,2026-12-24,09:00\nHigh tide.,,09:00\n")

    assert [post.problems for post in found.posts] == [
        ("“2026-02-30” is not a day of the calendar.",),
        ("There is neither text nor a picture.",),
        ("“09:00” has a time but no day.",),
    ]
