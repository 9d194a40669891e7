import io
from html import unescape

import pytest
from django.urls import reverse

from tests.world import World
from waypost.loop.content.actions import media, posts, reviews
from waypost.loop.content.models import Attachment, Media, Post
from waypost.loop.content.queries import is_approved, seen_hash, variants_of
from waypost.loop.content.tests.factories import (
    approved_post,
    attached,
    drafted_post,
    only_variant,
    picture,
    submitted_post,
    tomorrow,
)
from waypost.loop.content.tests.pictures import png
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.loop.strategy.tests.factories import accepted_strategy

ROLES = ["owner", "strategist", "manager", "marketer", "contributor", "approver", "client", "viewer"]


def url(world: World, name: str, **kwargs: int) -> str:
    return reverse(f"content:{name}", kwargs={"workspace": world.workspace.slug, **kwargs})


def words(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def post(world) -> Post:
    accepted_strategy(world)
    return drafted_post(world, channel_keys=("gallery", "journal"))


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


def test_a_post_is_sent_for_review_and_approved_by_forms(world, post):
    sent = {"body": "Low tide at ten.", "version": post.version, "note": "Please look"}
    world.client("manager").post(url(world, "submission", post_id=post.pk), sent)
    assert post.reviews.get().note == "Please look"
    assert Post.objects.get().body == "Low tide at ten."
    waiting = words(world.client("client").get(url(world, "reviews")))
    approval = url(world, "approval", post_id=post.pk)

    page = words(world.client("client").get(approval))
    answer = world.client("client").post(approval, {"seen": seen_hash(variants_of(post)), "note": ""})

    assert approval in waiting
    assert "Approve exactly this" in page
    assert answer["Location"] == url(world, "post", post_id=post.pk)
    assert all(is_approved(variant) for variant in variants_of(post))


def test_a_form_of_yesterday_approves_nothing(world, post):
    reviews.submit(post, by=world.actor("manager"))
    seen = seen_hash(variants_of(post))
    posts.write(post, by=world.actor("manager"), version=post.version, body="Quietly changed")

    answer = world.client("client").post(url(world, "approval", post_id=post.pk), {"seen": seen})

    assert answer.status_code == 422
    assert "changed while you were reading" in words(answer)
    assert f'name="seen" value="{seen_hash(variants_of(post))}"' in words(answer)
    assert Post.objects.get().state == Post.State.IN_REVIEW


def test_after_an_edit_the_review_shows_what_changed_since_the_approval(world):
    post = approved_post(world, body="Low tide at nine.")
    posts.write(post, by=world.actor("manager"), version=post.version, body="Low tide at ten.")
    reviews.submit(post, by=world.actor("manager"))

    page = words(world.client("approver").get(url(world, "approval", post_id=post.pk)))

    assert "Changed since it was approved" in page
    assert "Low tide at <del>nine</del><ins>ten</ins>." in page


def test_returning_needs_a_note(world, post):
    reviews.submit(post, by=world.actor("manager"))
    back = url(world, "return", post_id=post.pk)
    seen = seen_hash(variants_of(post))

    silent = world.client("approver").post(back, {"seen": seen})
    said = world.client("approver").post(back, {"seen": seen, "note": "The tide is at ten."})

    assert "what should change" in words(silent)
    assert said.status_code == 302
    assert "The tide is at ten." in words(world.client("manager").get(url(world, "post", post_id=post.pk)))


def test_one_person_approves_in_one_step_on_the_page(world, post):
    world.workspace.size = "solo"
    world.workspace.save()
    client = world.client("owner")
    submission = url(world, "submission", post_id=post.pk)
    sent = {"body": "Exactly this", "version": post.version}

    shown = words(client.get(url(world, "post", post_id=post.pk)))
    late = client.post(submission, {**sent, "version": post.version - 1})
    client.post(submission, sent)

    assert "Approve it" in shown
    assert late.status_code == 409
    assert Post.objects.get().is_approved
    assert Post.objects.get().body == "Exactly this"


def test_what_keeps_a_post_from_review_is_said_on_its_page(world):
    accepted_strategy(world)
    post = drafted_post(world, channel_keys=())

    sent = {"body": "Kept all the same", "version": post.version}
    answer = world.client("manager").post(url(world, "submission", post_id=post.pk), sent)

    assert answer.status_code == 422
    assert "Choose a channel first." in words(answer)
    assert Post.objects.get().body == "Kept all the same"


def test_pictures_come_and_go_by_forms(world, post):
    client = world.client("contributor")
    file = io.BytesIO(png())
    file.name = "tern.png"

    client.post(url(world, "pictures", post_id=post.pk), {"file": file, "alt": "Two terns"})
    on_post = Attachment.objects.get()
    one = {"post_id": post.pk, "picture_id": on_post.pk}
    client.post(url(world, "picture", **one), {"alt": "Three terns", "position": 1})

    assert Attachment.objects.get().alt == "Three terns"
    assert 'alt="Three terns"' in words(client.get(url(world, "post", post_id=post.pk)))
    client.post(url(world, "picture_removal", **one))
    assert not Attachment.objects.exists()
    client.post(url(world, "pictures", post_id=post.pk), {"media": on_post.media_id})
    assert Attachment.objects.get().media == on_post.media


def test_a_picture_of_the_library_is_chosen_for_a_post(world, post):
    shown = picture(world)

    page = words(world.client("manager").get(url(world, "media"), {"post": post.pk}))

    assert "Put it on the post" in page
    assert f'name="media" value="{shown.pk}"' in page
    assert "Put it on the post" not in words(
        world.client("viewer").get(url(world, "media"), {"post": post.pk})
    )


def test_a_file_that_is_no_picture_is_refused_on_the_page(world, post):
    file = io.BytesIO(b"<svg onload=alert(1)>")
    file.name = "x.png"

    answer = world.client("manager").post(url(world, "pictures", post_id=post.pk), {"file": file})

    assert answer.status_code == 422
    assert "not a whole JPEG" in words(answer)


def test_the_library_teaches_takes_describes_and_removes(world):
    client = world.client("contributor")
    assert "No pictures yet" in words(client.get(url(world, "media")))
    file = io.BytesIO(png())
    file.name = "tern.png"

    client.post(url(world, "media"), {"file": file, "alt": ""})
    kept = Media.objects.get()
    assert "1 of 1 still needs an alt text" in words(client.get(url(world, "media")))
    client.post(url(world, "media_description", media_id=kept.pk), {"alt": "Two terns"})

    assert "Every picture says what it shows" in words(client.get(url(world, "media")))
    assert world.client("viewer").post(url(world, "media_removal", media_id=kept.pk)).status_code == 403
    client.post(url(world, "media_removal", media_id=kept.pk))
    assert "No pictures yet" in words(client.get(url(world, "media")))


def test_a_picture_travels_once_and_only_to_members(world):
    shown = picture(world)
    file = url(world, "media_file", media_id=shown.pk)
    client = world.client("viewer")

    first = client.get(file)
    second = client.get(file, headers={"If-None-Match": first["ETag"]})

    assert (first.content, first["Content-Type"]) == (png(), "image/png")
    assert "private" in first["Cache-Control"]
    assert second.status_code == 304
    assert client.get(url(world, "media_file", media_id=shown.pk + 1)).status_code == 404


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


def test_withdrawing_by_the_form_makes_it_a_draft(world):
    post = submitted_post(world)

    world.client("manager").post(url(world, "withdrawal", post_id=post.pk))

    assert Post.objects.get().state == Post.State.DRAFT
    assert not only_variant(post).approved_hash
