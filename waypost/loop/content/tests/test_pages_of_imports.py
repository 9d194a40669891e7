"""From a file to posts by the pages, and from posts to a file."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from waypost.loop.content.actions import posts
from waypost.loop.content.models import Post, PostImport
from waypost.loop.content.tests.factories import drafted_post, handed_over_table, marked_import
from waypost.toolkit.sheets import read

TABLE = "Scheduled Time,Caption,Profile,Label\n03/04/2030 09:00,Low tide.,Our Page,coast\n"


def uploaded(client, text: str, name: str = "queue.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post("/tern/imports", {"file": file}, follow=True)


def test_a_table_is_looked_at_chosen_and_imported(world):
    client = world.client("manager")
    page = uploaded(client, TABLE)
    assert "Read as a table of Later" in page.content.decode()
    assert "Which number is the day, and which the month?" in page.content.decode()
    address = f"/tern/imports/{PostImport.objects.get().pk}"

    said = {
        "format": "later", "order": "dmy", "channel_0": world.channel("gallery").pk, "label_0": "",
        "column_0": "when", "column_1": "text", "column_2": "channels", "column_3": "labels",
    }  # fmt: skip
    looked = client.post(address, said, follow=True).content.decode()
    assert "Wed 3 Apr 2030, 09:00" in looked
    assert "Import 1 post<" in looked

    report = client.post(address, said | {"start": "yes"}, follow=True).content.decode()
    assert "Low tide." in Post.objects.get().body
    assert "1 row was processed." in report


def test_a_file_that_is_no_table_is_explained_in_its_place(world):
    page = world.client("manager").post(
        "/tern/imports", {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}
    )

    assert page.status_code == 422
    assert "save the sheet as CSV" in page.content.decode()


def test_a_choice_that_is_none_keeps_the_page(world):
    made = handed_over_table(world)

    page = world.client("manager").post(f"/tern/imports/{made.pk}", {"column_0": "nonsense"})

    assert page.status_code == 422
    assert PostImport.objects.get().is_open


def test_the_report_says_what_still_waits_elsewhere(world):
    made = marked_import(world)
    client = world.client("manager")

    assert "Still in the old tool" in client.get(f"/tern/imports/{made.pk}").content.decode()
    client.post(f"/tern/imports/{made.pk}/moving-over")
    assert "Still in the old tool" not in client.get(f"/tern/imports/{made.pk}").content.decode()


def test_a_post_says_that_it_waits_elsewhere_and_is_let_go(world):
    post = drafted_post(world)
    Post.objects.filter(pk=post.pk).update(still_in="Buffer")
    client = world.client("manager")

    assert "would go out twice if Buffer" in client.get(f"/tern/posts/{post.pk}").content.decode()
    client.post(f"/tern/posts/{post.pk}/moving-over")
    assert Post.objects.get().still_in == ""


def test_labels_are_written_on_the_page_of_a_post(world):
    post = drafted_post(world)
    client = world.client("manager")

    client.post(f"/tern/posts/{post.pk}/labels", {"labels": "Sea, spring tide"})

    assert "Labels: Sea, spring tide" in client.get(f"/tern/posts/{post.pk}").content.decode()


def test_posts_leave_as_a_table(world):
    drafted_post(world, body="=HYPERLINK(1)")
    client = world.client("viewer")

    assert "1 post for Waypost" in client.get("/tern/posts/export", {"format": "waypost"}).content.decode()
    file = client.get("/tern/posts/export", {"format": "waypost", "download": "1"})

    assert "attachment" in file["Content-Disposition"]
    assert read(file.content).rows[1].cells[2] == "'=HYPERLINK(1)"


def test_days_leave_in_the_order_of_the_account_there(world):
    post = drafted_post(world)
    posts.plan(post, by=world.actor("manager"), local=datetime(2040, 3, 2, 9))
    client, said = world.client("manager"), {"format": "sprout", "channel": world.channel("gallery").pk}

    shown = client.get("/tern/posts/export", {**said, "order": "dmy"}).content.decode()
    file = client.get("/tern/posts/export", {**said, "order": "dmy", "download": "1"})

    assert f"Today is written {world.workspace.today:%d/%m/%Y}" in shown
    assert read(file.content).rows[1].cells[0] == "02/03/2040"
    assert client.get("/tern/posts/export", {**said, "download": "2"}).status_code == 404


def test_a_tool_of_one_channel_at_a_time_asks_for_it(world):
    page = world.client("manager").get("/tern/posts/export", {"format": "buffer"})

    assert page.status_code == 422
    assert "Buffer takes one channel at a time" in page.content.decode()


@pytest.mark.parametrize("count", [1, 40])
def test_looking_at_a_table_asks_the_same_however_long_it_is(world, django_assert_max_num_queries, count):
    made = handed_over_table(world, "".join(f"Tide {number}.\n" for number in range(count)))
    client = world.client("manager")

    with django_assert_max_num_queries(22):
        client.get(f"/tern/imports/{made.pk}")
