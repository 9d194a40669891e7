import io
import re
from datetime import timedelta

import pytest

from tests.world import World
from waypost.loop.content.actions import media, posts, reviews
from waypost.loop.content.models import Post
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.content.tests.factories import (
    approved_post,
    attached,
    drafted_post,
    tomorrow,
)
from waypost.loop.content.tests.pages import url, words
from waypost.loop.content.tests.pictures import png
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock

ROLES = ["owner", "strategist", "manager", "marketer", "contributor", "approver", "client", "viewer"]


PAGES = ["posts", "reviews", "media"]
POST_PAGES = ["post", "approval"]
CHANGES = {
    "text": {"body": "Mine", "version": "2"},
    "post_channels": {"channels": "1"},
    "reasons": {"reactive": "on"},
    "time": {"local_on": "2031-01-01", "local_time": "09:00"},
    "time_removal": {},
    "archive": {},
    "submission": {"body": "Mine", "version": "2"},
    "withdrawal": {},
    "approval": {"seen": "x"},
    "return": {"note": "No", "seen": "x"},
    "pictures": {"media": "1"},
    "checks": {"body": "Mine"},
}


@pytest.mark.parametrize("role", ROLES)
def test_every_member_reads_the_pages(world, post, role):
    for name in PAGES:
        assert world.client(role).get(url(world, name)).status_code == 200
    for name in POST_PAGES:
        assert world.client(role).get(url(world, name, post_id=post.pk)).status_code == 200


@pytest.mark.parametrize("role", ["outsider", "neighbour"])
def test_nobody_else_finds_anything(world, post, role):
    client = world.client(role)
    shown = attached(world, post).media
    version = Post.objects.get().version

    for name in [*PAGES, "draft"]:
        assert client.get(url(world, name)).status_code == 404
    for name in [*POST_PAGES, "time", "reasons"]:
        assert client.get(url(world, name, post_id=post.pk)).status_code == 404
    for name, sent in CHANGES.items():
        assert client.post(url(world, name, post_id=post.pk), sent).status_code == 404
    assert client.get(url(world, "media_file", media_id=shown.pk)).status_code == 404
    assert Post.objects.get().version == version


def test_the_id_of_another_brand_is_not_found_here(world, post):
    theirs = posts.draft(world.other, by=world.actor("neighbour"), body="Bread")
    bun = media.add(world.other, by=world.actor("neighbour"), file=io.BytesIO(png()), name="bun.png")
    client = world.client("owner")

    for name in POST_PAGES:
        assert client.get(url(world, name, post_id=theirs.pk)).status_code == 404
    for name, sent in CHANGES.items():
        assert client.post(url(world, name, post_id=theirs.pk), sent).status_code == 404
    for name in ("media_file", "media_description", "media_removal"):
        assert client.post(url(world, name, media_id=bun.pk), {"alt": "x"}).status_code in (404, 405)
    assert client.post(url(world, "pictures", post_id=post.pk), {"media": bun.pk}).status_code == 404
    assert Post.objects.get(pk=theirs.pk).version == theirs.version


@pytest.mark.parametrize("role", ["approver", "client", "viewer"])
def test_whoever_only_reads_changes_nothing_by_a_form(world, post, role):
    client = world.client(role)
    writing = ("text", "post_channels", "reasons", "archive", "submission", "pictures", "checks")

    answers = {
        name: client.post(url(world, name, post_id=post.pk), CHANGES[name]).status_code for name in writing
    }

    assert set(answers.values()) == {403}
    assert Post.objects.get().version == post.version
    assert client.get(url(world, "draft")).status_code == 403


def test_a_writer_cannot_plan_or_approve_by_a_form(world, post):
    client = world.client("contributor")
    reviews.submit(post, by=world.actor("manager"))

    assert client.post(url(world, "time", post_id=post.pk), CHANGES["time"]).status_code == 403
    answer = client.post(url(world, "approval", post_id=post.pk), {"seen": seen_hash(variants_of(post))})

    assert answer.status_code in (403, 422)
    assert Post.objects.get().state == Post.State.IN_REVIEW
    assert Post.objects.get().planned_at is None


def test_an_empty_list_teaches_and_offers_the_first_step(world):
    page = words(world.client("manager").get(url(world, "posts")))

    assert "No posts yet" in page
    assert url(world, "draft") in page


def test_the_list_shows_what_one_must_know(world, post):
    approved_post(world, local=tomorrow(world, hour=9), body="Terns & tides")

    page = words(world.client("viewer").get(url(world, "posts")))

    assert "Terns & tides" in page
    assert "Approved" in page
    assert "09:00" in page
    assert "no time yet" in page
    assert "Mateus Ribeiro" in page


def test_the_list_can_be_narrowed_by_its_form(world, post):
    approved_post(world, channel_key="harbour", body="Only this")

    page = words(
        world.client("viewer").get(
            url(world, "posts"), {"state": "approved", "channel": world.channel("harbour").pk, "month": ""}
        )
    )

    assert "Only this" in page
    assert "Low tide" not in page
    assert "No post matches" in words(world.client("viewer").get(url(world, "posts"), {"state": "returned"}))


def test_a_wrong_month_says_so_and_shows_everything_else(world, post):
    page = words(world.client("viewer").get(url(world, "posts"), {"month": "soon"}))

    assert "Write a month like" in page
    assert "Low tide" in page


def test_the_list_asks_few_questions_however_long_it_is(world, monkeypatch, django_assert_max_num_queries):
    accepted_strategy(world)
    monkeypatch.setattr("waypost.loop.content.views.posts.ON_A_PAGE", 9)
    client = world.client("manager")
    for _ in range(10):
        drafted_post(world, channel_keys=("gallery", "journal"))

    with django_assert_max_num_queries(15):
        page = words(client.get(url(world, "posts")))

    assert "Page 1 of 2" in page
    assert page.count("post-row ") == 9


def test_the_page_of_a_post_asks_few_questions(world, post, django_assert_max_num_queries):
    for shade in range(3):
        attached(world, post, shade=shade)
    client = world.client("manager")

    with django_assert_max_num_queries(15):
        client.get(url(world, "post", post_id=post.pk), {"channel": world.channel("journal").pk})


def test_the_page_shows_each_channels_count_preview_and_findings(world, post):
    posts.write(post, by=world.actor("manager"), version=post.version, body="An artisanal tide " + "x" * 500)

    page = words(world.client("manager").get(url(world, "post", post_id=post.pk)))

    assert page.count("<live-count") == 2
    assert "518</span>/500" in page
    assert "18 too many for Sandbox: 518 of 500." in page
    assert "“artisanal” is on the list of words your voice avoids." in page
    assert '<mark class="pencil">artisanal<sup>' in page


def test_whoever_writes_reads_what_the_strategy_says_about_the_channel(world, post):
    asked = {"channel": world.channel("gallery").pk}

    page = words(world.client("manager").get(url(world, "post", post_id=post.pk), asked))

    assert "From the strategy" in page
    assert "Never here: Prices without the print beside them" in page


def test_saving_by_the_form_keeps_the_words(world, post):
    sent = {"title": "Tide", "body": "Low tide at ten.", "version": post.version}

    answer = world.client("contributor").post(url(world, "text", post_id=post.pk), sent)

    assert answer.status_code == 302
    assert Post.objects.get().body == "Low tide at ten."


def test_nobody_loses_words_when_two_save_at_once(world, post):
    posts.write(post, by=world.actor("owner"), version=post.version, body="Low tide at nine sharp.")

    answer = world.client("manager").post(
        url(world, "text", post_id=post.pk), {"body": "Low tide at ten.", "version": post.version - 1}
    )

    page = words(answer)
    assert answer.status_code == 409
    assert "Low tide at ten.</textarea>" in page
    assert "<del>" in page
    assert f'name="version" value="{post.version}"' in page
    again = world.client("manager").post(
        url(world, "text", post_id=post.pk), {"body": "Low tide at ten.", "version": post.version}
    )
    assert again.status_code == 302


def test_a_channel_gets_words_of_its_own_and_can_be_left_out(world, post):
    client, journal = world.client("manager"), world.channel("journal")
    side = url(world, "variant", post_id=post.pk, channel_id=journal.pk)

    saved = client.post(side, {"text": "For printers", "format": "", "version": post.version})

    assert saved["Location"].endswith(f"?channel={journal.pk}")
    assert "For printers" in words(client.get(saved["Location"]))
    client.post(url(world, "variant_removal", post_id=post.pk, channel_id=journal.pk))
    assert [variant.channel.key for variant in variants_of(post)] == ["gallery"]
    client.post(
        url(world, "post_channels", post_id=post.pk), {"channels": [journal.pk, world.channel("harbour").pk]}
    )
    assert variants_of(post).count() == 3


def test_counting_while_writing_saves_nothing(world, post):
    answer = world.client("manager").post(
        url(world, "checks", post_id=post.pk), {"body": "An artisanal tide"}, headers={"HX-Request": "true"}
    )

    page = words(answer)
    assert "17</span>/500" in page
    assert "words your voice avoids" in page
    assert 'hx-swap-oob="true"' in page
    assert Post.objects.get().body != "An artisanal tide"


def test_a_draft_from_a_slot_knows_where_when_and_why(world):
    opened_quarter(world)
    slot = open_slot(world)
    client = world.client("manager")

    form = words(client.get(url(world, "draft"), {"slot": slot.pk}))
    answer = client.post(url(world, "draft"), {"slot": slot.pk, "body": "Ink", "channels": [slot.channel_id]})

    assert slot.pillar.label in form
    made = Post.objects.get()
    assert answer["Location"] == url(world, "post", post_id=made.pk)
    assert (made.slot, made.pillar, made.planned_local) == (slot, slot.pillar, slot.local)
    assert "This slot has a post" in words(client.get(url(world, "draft"), {"slot": slot.pk}))


def test_a_draft_from_nothing_guesses_its_pillar_from_the_text(world):
    accepted_strategy(world)

    world.client("contributor").post(url(world, "draft"), {"body": "Behind the scenes: ink"})

    assert Post.objects.get().pillar.key == "behind-the-scenes"


def test_the_why_can_be_changed(world, post):
    why, client = url(world, "reasons", post_id=post.pk), world.client("manager")

    assert "Why this post exists" in words(client.get(why))
    assert "Why this post exists" not in words(client.get(why, headers={"HX-Request": "true"}))
    assert client.post(why, {"pillar": "nonsense"}).status_code == 422
    client.post(why, {"pillar": "finished-work", "purpose": "promotional"})

    fresh = Post.objects.get()
    assert (fresh.pillar.key, fresh.goal.key, fresh.purpose) == (
        "finished-work",
        "shop-orders",
        "promotional",
    )


def test_a_post_is_planned_moved_and_the_move_can_be_undone(world, post):
    client = world.client("manager")
    when = url(world, "time", post_id=post.pk)
    nine, ten = tomorrow(world), tomorrow(world, hour=10)

    client.post(when, {"local_on": nine.date(), "local_time": "09:00"})
    moved = client.post(when, {"local_on": ten.date(), "local_time": "10:00", "back": url(world, "posts")})

    assert Post.objects.get().planned_local == ten
    assert moved["Location"].startswith(f"{url(world, 'posts')}?undo=")
    assert client.post(when, {"local_on": ten.date()}).status_code == 422
    assert client.get(when).status_code == 200
    client.post(url(world, "time_removal", post_id=post.pk))
    assert Post.objects.get().planned_at is None


def test_a_post_can_leave_with_the_next_minute(world, post):
    world.client("manager").post(url(world, "time", post_id=post.pk), {"soon": "yes"})

    planned = Post.objects.get().planned_at
    assert timedelta(0) < planned - clock.now() <= timedelta(minutes=1)
    assert planned.second == 0


def test_the_next_minute_asks_for_no_day_first(world, post):
    page = world.client("manager").get(url(world, "post", post_id=post.pk)).content.decode()

    (button,) = re.findall(r"<button[^>]*name=\"soon\"[^>]*>", page)
    assert "formnovalidate" in button


def test_nothing_on_the_pages_is_said_in_script_or_style(world, post):
    attached(world, post)
    reviews.submit(post, by=world.actor("manager"))

    for name, kwargs in [
        ("posts", {}),
        ("media", {}),
        ("post", {"post_id": post.pk}),
        ("approval", {"post_id": post.pk}),
    ]:
        page = words(world.client("owner").get(url(world, name, **kwargs)))
        assert "onclick" not in page
        assert "<style" not in page


def test_a_text_with_markup_is_shown_as_it_was_written(world, post):
    posts.write(
        post, by=world.actor("manager"), version=post.version, body="<b>Tide</b> <script>alert(1)</script>"
    )

    for name, kwargs in [("posts", {}), ("post", {"post_id": post.pk}), ("approval", {"post_id": post.pk})]:
        raw = world.client("owner").get(url(world, name, **kwargs)).content.decode()
        assert "<script>alert" not in raw
        assert "&lt;b&gt;Tide" in raw


def test_an_archived_post_can_be_read_and_not_written(world, post):
    world.client("manager").post(url(world, "archive", post_id=post.pk))

    page = words(world.client("manager").get(url(world, "post", post_id=post.pk)))

    assert "Archived; nothing of it goes out." in page
    assert "Save for this channel" not in page
    assert only_archived(world)


def only_archived(world: World) -> bool:
    page = words(world.client("manager").get(url(world, "posts"), {"state": "archived"}))
    return "Low tide" in page
