from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.models import Post
from waypost.loop.content.queries import is_approved, seen_hash, variants_of
from waypost.loop.content.tests.factories import (
    approved_post,
    drafted_post,
    only_variant,
    submitted_post,
    tomorrow,
)
from waypost.loop.content.tests.pages import url, words
from waypost.loop.strategy.tests.factories import accepted_strategy


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


def test_whoever_approves_reads_first_what_stands_near(world):
    says = approved_post(world, body="Low tide at nine.", local=tomorrow(world))
    near = submitted_post(world, body="High tide at four.")
    posts.plan(near, by=world.actor("manager"), local=tomorrow(world, minute=20))
    again = submitted_post(world, body="Low tide at nine.")
    posts.plan(again, by=world.actor("manager"), local=tomorrow(world, days=4))

    pages = [
        words(world.client("approver").get(url(world, "approval", post_id=post.pk))) for post in (near, again)
    ]

    assert "Something else goes out on Tern & Tide Gallery within the hour" in pages[0]
    assert "Tern & Tide Gallery says the same on" in pages[1]
    for page in pages:
        assert page.count("Close to it on the same channel") == 1
        assert page.index("Close to it on the same channel") < page.index("Approve exactly this")
        assert url(world, "post", post_id=says.pk) in page


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
    posts.plan(post, by=world.actor("owner"), local=tomorrow(world, hour=9))
    planned = words(client.get(url(world, "post", post_id=post.pk)))
    late = client.post(submission, {**sent, "version": post.version - 1})
    client.post(submission, sent)

    assert "Approve it" in shown
    assert "Schedule it for" in planned
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


def test_withdrawing_by_the_form_makes_it_a_draft(world):
    post = submitted_post(world)

    world.client("manager").post(url(world, "withdrawal", post_id=post.pk))

    assert Post.objects.get().state == Post.State.DRAFT
    assert not only_variant(post).approved_hash
