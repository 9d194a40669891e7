"""What another tool sent comes in with its figures, is marked as told, counts once, and can be taken out again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import World
from waypost.loop.analytics import tasks
from waypost.loop.analytics.actions import natives, pasts
from waypost.loop.analytics.domain.pasts.choices import PastChoices
from waypost.loop.analytics.domain.pasts.fields import PastField
from waypost.loop.analytics.domain.pasts.reading import number_of, understand
from waypost.loop.analytics.models import ChannelDay, Measured, NativePost, PastImport, Reading
from waypost.loop.analytics.queries.measured import results
from waypost.loop.analytics.queries.pasts import sheet_of, went_out
from waypost.loop.analytics.tests.factories import (
    EXPORT,
    METER,
    handed_past,
    published,
    running_past,
    taken_past,
)
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.content.tests.factories import begun_switch
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.networks.contract import Metric
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.sheets import read

SENT = datetime(2026, 8, 3, 8, tzinfo=UTC)
"""9:00 on the wall of Lisbon."""


def sheet(text: str):
    return understand(read(text.encode()), "Europe/Lisbon", PastChoices())


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (
            "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts",
            "id date text link impressions likes - saves - - comments shares",
        ),
        (
            "Post ID,Description,Publish time,Permalink,Post type,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves",
            "id text when link format - impressions reach likes shares - comments saves",
        ),
        ("Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views",
         "text link when likes comments shares video_views"),
        ("Post title,Post link,Post type,Created date,Impressions,Clicks,Likes,Comments,Reposts,Engagement rate",
         "text link format date impressions clicks likes comments shares -"),
    ],
)  # fmt: skip
def test_the_columns_of_known_exports_are_understood(head, fields):
    found = sheet(f"{head}\n" + ",".join(["1"] * len(head.split(","))))

    assert [field.value or "-" for field, _guess in found.columns] == fields.split()


def test_lines_above_the_names_are_passed_over_and_days_without_a_time_are_noon():
    found = sheet(
        "LinkedIn updates\nPost title,Post link,Created date,Likes\nTide,https://x.example/1,07/14/2026,4\n"
    )

    assert found.rows[0].local == datetime(2026, 7, 14, 12)
    assert found.untimed == 1
    assert found.rows[0].counts == {Metric.LIKES: 4}


@pytest.mark.parametrize(
    ("cell", "count"),
    [("1,204", 1204), ("1.204", 1204), ("1.2K", 1200), ("3m", 3_000_000), ("--", None), ("", None), ("12.0", 12),
     ("1 204", 1204)],
)  # fmt: skip
def test_counts_are_read_as_tools_write_them(cell, count):
    assert number_of(cell) == count


@pytest.mark.parametrize("cell", ["abc", "-3", "5%", "nan", "inf"])
def test_what_is_no_count_is_told(cell):
    with pytest.raises(ValueError, match=r".*"):
        number_of(cell)


def test_an_export_comes_in_marked_and_counts(world: World):
    accepted_strategy(world)

    made = taken_past(world)

    assert (made.state, made.taken, made.known, made.wrong_count) == ("done", 2, 0, 0)
    native = NativePost.objects.get(channel=world.channel("gallery"))
    assert (native.told_by, native.at, native.url) == ("Buffer", SENT, "https://net.example/1")
    row = Measured.objects.get(native=native)
    assert (row.impressions, row.likes, row.next_due_at) == (1200, 40, None)
    day = ChannelDay.objects.get(channel=world.channel("gallery"), on=SENT.date())
    assert (day.native_count, day.impressions) == (1, 1200)
    learned = results(world.workspace.pk, SENT - timedelta(days=1), SENT + timedelta(days=1))
    assert [each.counts[Metric.LIKES] for each in learned] == [40]


def test_the_same_export_again_counts_nothing_twice(world: World):
    taken_past(world)

    again = taken_past(world)

    assert (again.taken, again.known) == (0, 2)
    assert Measured.objects.count() == 2


def test_what_was_sent_from_here_keeps_its_own_figures(world: World):
    publication = published(world, at=SENT + timedelta(seconds=40), body="Low tide.")
    Measured.objects.all().delete()
    from_here = Measured.objects.create(
        workspace=world.workspace, channel=publication.channel, publication=publication, post=publication.post,
        remote_id="r", format="text", published_at=publication.published_at, local_on=SENT.date(),
    )  # fmt: skip

    made = taken_past(world)

    assert (made.taken, made.known) == (1, 1)
    assert Measured.objects.get(channel=publication.channel) == from_here


def test_a_tag_that_is_called_like_a_pillar_or_stands_for_one_gives_the_why(world: World):
    accepted_strategy(world)
    switch = begun_switch(world)
    switch.tags = {"Coast": "harbour-life"}
    switch.save()

    taken_past(world)

    rows = dict(NativePost.objects.values_list("text", "pillar__key"))
    assert rows == {"Low tide.": "harbour-life", "Ink on the sleeves.": None}
    assert switch.steps.get(name="results").words == "2 posts of the past count with their figures."


def test_figures_that_the_network_does_not_count_are_left_out(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "waypost.loop.analytics.actions.pasts.comparable", lambda channel: frozenset({Metric.LIKES})
    )

    taken_past(world)

    reading = Reading.objects.get(measured__channel=world.channel("gallery"))
    assert (reading.likes, reading.impressions, reading.comments) == (40, None, None)


def test_rows_that_cannot_be_taken_say_why(world: World):
    made = taken_past(
        world,
        b"Profile,Sent at,Text,Likes\nnowhere,2026-08-03 09:00,A,1\ngallery,31/02/2026 09:00,B,1\n"
        b"gallery,2026-08-03 09:00,C,many\ngallery,2099-08-03 09:00,D,1\n",
    )

    assert made.taken == 0
    assert [line for line, _sentence in made.wrong] == [2, 3, 4, 5]
    sentences = " ".join(sentence for _line, sentence in made.wrong)
    assert "“nowhere” is not a channel here." in sentences
    assert "“many” is not a number." in sentences
    assert "after the day whose figures these are" in sentences


def test_a_name_that_is_left_out_takes_its_rows_along(world: World):
    made = handed_past(world)
    pasts.choose(made, by=world.actor("manager"), choices=PastChoices(channels={"journal": 0}))
    PastImport.objects.filter(pk=made.pk).update(state="running")
    made.refresh_from_db()

    pasts.carry_on(made, sheet_of(made).rows, by=world.actor("manager"))

    assert (made.taken, made.wrong_count) == (1, 0)


def test_what_it_brought_is_taken_out_again(world: World):
    made = taken_past(world)

    assert pasts.take_out(made, by=world.actor("manager")) == 2

    assert not Measured.objects.exists()
    assert not ChannelDay.objects.exclude(posts_count=0).exists()
    assert PastImport.objects.get().state == "out"


def test_an_export_is_started_once_and_needs_a_day_and_a_figure(world: World):
    by = world.actor("manager")
    made = handed_past(world, b"Foo,Bar\nx,y\n")
    with pytest.raises(Refusal, match="Choose which column is the day"):
        pasts.start(made, by=by)
    with pytest.raises(Refusal, match="not yours"):
        pasts.choose(made, by=by, choices=PastChoices(to=world.other_channel.pk))

    good = handed_past(world)
    pasts.start(good, by=by)
    with pytest.raises(Refusal, match="on its way"):
        pasts.start(good, by=by)


def test_a_day_that_has_not_come_is_refused(world: World):
    with pytest.raises(Refusal, match="has not come yet"):
        pasts.hand_over(
            world.workspace, by=world.actor("manager"), name="a.csv", content=EXPORT, told_by="X",
            counted_on=world.workspace.today + timedelta(days=1),
        )  # fmt: skip


def test_the_network_takes_over_from_the_export(world: World, network: FakeNetwork):
    at = clock.now().replace(microsecond=0) - timedelta(days=30)
    local = world.workspace.local(at)
    taken_past(
        world, f"Profile,Sent at,Text,Likes\ngallery,{local:%Y-%m-%d %H:%M:%S},Low tide.,40\n".encode()
    )
    network.has_posted("n1", "Low tide.", at + timedelta(seconds=30))
    network.has_posted("n2", "Another.", at)

    natives.bring_in(world.channel("gallery"), by=METER)

    rows = {row.text: row for row in NativePost.objects.all()}
    assert {text: row.remote_id for text, row in rows.items()} == {"Low tide.": "n1", "Another.": "n2"}
    row = Measured.objects.get(native=rows["Low tide."])
    assert (row.remote_id, row.likes) == ("n1", 40)
    assert row.next_due_at is not None


def test_a_worker_that_died_is_followed_by_another(world: World, network: FakeNetwork):
    running_past(world)

    tasks.bring_in_due()

    assert PastImport.objects.get().state == "done"


def test_the_past_tells_when_posts_went_out(world: World):
    taken_past(world)

    found = went_out(world.access("manager"), SENT - timedelta(days=1))

    assert found[world.channel("gallery").pk] == [SENT]


def test_an_export_is_looked_at_chosen_and_taken_in_by_its_pages(world: World):
    client = world.client("manager")
    upload = {
        "file": SimpleUploadedFile("posts.csv", EXPORT.replace(b"gallery", b"@Our Page")),
        "told_by": "Buffer",
        "counted_on": world.workspace.today.isoformat(),
    }
    page = said(client.post("/tern/results/past/", upload, follow=True))
    assert "2 rows from Buffer; 1 can count." in page
    assert "“@Our Page” is not a channel here." in page
    made = PastImport.objects.get()
    columns = {f"column_{place}": field for place, field in enumerate(
        ["channel", "when", "text", "link", "tags", "impressions", "likes", ""]
    )}  # fmt: skip
    answers = columns | {"channel_0": world.channel("harbour").pk, "channel_1": world.channel("journal").pk}

    looked = said(client.post(f"/tern/results/past/{made.pk}/", answers, follow=True))
    assert "2 can count" in looked
    report = said(client.post(f"/tern/results/past/{made.pk}/", answers | {"start": "yes"}, follow=True))

    assert "2 posts from Buffer count now" in report
    row = Measured.objects.get(channel=world.channel("harbour"))
    assert (row.likes, row.comments) == (40, None)
    shown = said(client.get(f"/tern/results/posts/{row.pk}/"))
    assert "Buffer told of it" in shown
    assert "told by Buffer" in said(client.get("/tern/results/natives/"))
    gone = said(client.post(f"/tern/results/past/{made.pk}/removal/", follow=True))
    assert "2 posts count no more." in gone


def test_a_file_that_is_no_table_is_explained(world: World):
    upload = {
        "file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04"),
        "told_by": "Buffer",
        "counted_on": world.workspace.today.isoformat(),
    }

    answer = world.client("manager").post("/tern/results/past/", upload)

    assert answer.status_code == 422
    assert "save the sheet as CSV" in said(answer)


def test_a_column_without_a_known_name_is_chosen_by_hand(world: World):
    made = handed_past(world, b"Wann,Was,Herzen,Seite\n2026-08-03 09:00,Ebbe,12,gallery\n")
    page = said(world.client("manager").get(f"/tern/results/past/{made.pk}/"))
    assert "When did they go out?" in page
    fields = {0: PastField.WHEN, 1: PastField.TEXT, 2: PastField.LIKES, 3: PastField.CHANNEL}

    pasts.choose(made, by=world.actor("manager"), choices=PastChoices(fields=fields))

    assert sheet_of(made).rows[0].counts == {Metric.LIKES: 12}
