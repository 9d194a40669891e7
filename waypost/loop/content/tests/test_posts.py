from datetime import datetime

import pytest

from waypost.foundation.channels.actions.limits import limit
from waypost.foundation.journal.queries import history_of
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.content.actions import attachments, posts, reviews, variants
from waypost.loop.content.actions import media as media_actions
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.actions.writing import ChangedMeanwhile
from waypost.loop.content.models import Post
from waypost.loop.content.queries import is_approved, variants_of
from waypost.loop.content.queries import posts as posts_of
from waypost.loop.content.tests.factories import (
    approve,
    approved_post,
    attached,
    drafted_post,
    only_variant,
    picture,
    submitted_post,
    system,
    tomorrow,
)
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

WRITERS = ("owner", "strategist", "manager", "marketer", "contributor")
READERS = ("approver", "client", "viewer", "outsider", "neighbour")


def member_of(world, role: str) -> Member:
    return Member.objects.get(workspace=world.workspace, person=world.person(role))


def verbs(post: Post) -> list[str]:
    return [entry.verb for entry in history_of(post).order_by("id")]


@pytest.mark.parametrize("role", WRITERS)
def test_whoever_writes_may_draft_and_change(world, role):
    post = drafted_post(world, by=role)

    posts.write(post, by=world.actor(role), version=post.version, body="Another tide.")

    assert Post.objects.get(pk=post.pk).body == "Another tide."
    assert verbs(post) == ["post.drafted", "post.changed"]


@pytest.mark.parametrize("role", READERS)
def test_whoever_only_reads_changes_nothing(world, role):
    post = drafted_post(world)

    with pytest.raises(NotAllowed):
        drafted_post(world, by=role)
    with pytest.raises(NotAllowed):
        posts.write(post, by=world.actor(role), version=post.version, body="Ours now")
    with pytest.raises(NotAllowed):
        variants.adapt(post, by=world.actor(role), channel=world.channel("journal"))
    with pytest.raises(NotAllowed):
        posts.archive(post, by=world.actor(role))


def test_a_draft_knows_its_author_and_goes_where_it_was_told(world):
    post = drafted_post(world, by="contributor", channel_keys=("gallery", "journal"))

    assert post.author_label == "Cato Lind"
    assert {variant.channel.key for variant in post.variants.all()} == {"gallery", "journal"}
    assert all(variant.content_hash and not variant.approved_hash for variant in post.variants.all())


def test_a_channel_of_another_brand_is_refused(world):
    post = drafted_post(world)

    with pytest.raises(NotAllowed):
        variants.adapt(post, by=world.actor("manager"), channel=world.other_channel)
    with pytest.raises(NotAllowed):
        posts.draft(world.workspace, by=world.actor("manager"), body="Bread", channels=[world.other_channel])


def test_line_endings_of_a_form_are_plain_in_the_post(world):
    assert drafted_post(world, body="One\r\n\r\nTwo  ").body == "One\n\nTwo"


def test_nobody_overwrites_what_somebody_else_just_saved(world):
    post = drafted_post(world)
    seen = post.version
    posts.write(post, by=world.actor("owner"), version=seen, body="Saved first.")

    with pytest.raises(ChangedMeanwhile, match="still here"):
        posts.write(post, by=world.actor("manager"), version=seen, body="Saved second.")
    with pytest.raises(ChangedMeanwhile):
        variants.adapt(
            post, by=world.actor("manager"), channel=world.channel("gallery"), text="x", version=seen
        )

    assert Post.objects.get(pk=post.pk).body == "Saved first."


def test_a_time_is_the_wall_of_the_brand(world):
    post = drafted_post(world)

    with clock.frozen_at(datetime.fromisoformat("2026-01-10T12:00:00+00:00")):
        posts.plan(post, by=world.actor("manager"), local=datetime(2026, 7, 1, 9, 0))

    assert (post.planned_zone, post.planned_at.isoformat()) == ("Europe/Lisbon", "2026-07-01T08:00:00+00:00")
    assert post.planned_local == datetime(2026, 7, 1, 9, 0)


def test_a_time_in_the_hour_that_is_skipped_moves_forward(world):
    post = drafted_post(world)

    with clock.frozen_at(datetime.fromisoformat("2027-03-01T12:00:00+00:00")):
        posts.plan(post, by=world.actor("manager"), local=datetime(2027, 3, 28, 1, 30))

    assert post.planned_at.isoformat() == "2027-03-28T01:30:00+00:00"
    assert post.planned_local == datetime(2027, 3, 28, 1, 30)


def test_no_post_is_planned_for_the_past(world):
    post = drafted_post(world)

    with pytest.raises(Refusal, match="has passed"):
        posts.plan(post, by=world.actor("manager"), local=tomorrow(world, days=-1))


def test_a_time_can_be_taken_back(world):
    post = approved_post(world, local=tomorrow(world))

    posts.plan(post, by=world.actor("manager"), local=None)

    fresh = Post.objects.get(pk=post.pk)
    assert (fresh.planned_on, fresh.planned_time, fresh.planned_at, fresh.planned_zone) == (
        None,
        None,
        None,
        "",
    )


@pytest.mark.parametrize("role", ["contributor", "approver", "client", "viewer", "outsider", "neighbour"])
def test_only_who_may_schedule_gives_a_post_its_time(world, role):
    post = drafted_post(world, by="contributor")

    with pytest.raises(NotAllowed):
        posts.plan(post, by=world.actor(role), local=tomorrow(world))


def test_another_time_does_not_end_an_approval(world):
    post = approved_post(world, local=tomorrow(world))

    posts.plan(post, by=world.actor("manager"), local=tomorrow(world, hour=17))

    assert is_approved(only_variant(post))


def test_nine_stays_nine_when_the_brand_moves(world):
    nine = tomorrow(world)
    post = approved_post(world, local=nine)
    world.workspace.timezone = "America/New_York"
    world.workspace.save()

    moved = posts.derive_anew(world.workspace, by=system())

    fresh = Post.objects.get(pk=post.pk)
    assert moved == 1
    assert fresh.planned_local == nine
    assert clock.to_local(fresh.planned_at, "America/New_York") == nine


def test_an_archived_post_changes_no_more(world):
    post = drafted_post(world)
    posts.archive(post, by=world.actor("manager"))

    with pytest.raises(Refusal, match="archived"):
        posts.write(post, by=world.actor("manager"), version=post.version, body="Back again")


def test_a_writer_archives_their_own_posts_and_not_those_of_others(world):
    own, others = drafted_post(world, by="contributor"), drafted_post(world)

    posts.archive(own, by=world.actor("contributor"))

    assert own.is_archived
    with pytest.raises(NotAllowed):
        posts.archive(others, by=world.actor("contributor"))


EDITS = {
    "text": lambda world, post: posts.write(
        post, by=world.actor("manager"), version=post.version, body="Other"
    ),
    "own words": lambda world, post: variants.adapt(
        post, by=world.actor("manager"), channel=world.channel("gallery"), text="Other"
    ),
    "format": lambda world, post: variants.adapt(
        post, by=world.actor("manager"), channel=world.channel("gallery"), form="carousel"
    ),
    "options": lambda world, post: variants.adapt(
        post, by=world.actor("manager"), channel=world.channel("gallery"), options={"reply": "nobody"}
    ),
    "another channel": lambda world, post: variants.adapt(
        post, by=world.actor("manager"), channel=world.channel("harbour")
    ),
    "another picture": lambda world, post: attachments.attach(
        post, by=world.actor("manager"), media=picture(world, shade=9)
    ),
    "alt text here": lambda world, post: attachments.describe(
        post.attachments.get(), by=world.actor("manager"), alt="Three terns"
    ),
    "alt text of the library": lambda world, post: describe_in_library(world, post),
    "picture taken off": lambda world, post: attachments.detach(
        post.attachments.get(), by=world.actor("manager")
    ),
}


def describe_in_library(world, post):
    from_library = post.attachments.get().media
    media_actions.describe(from_library, by=world.actor("contributor"), alt="Three terns")


@pytest.mark.parametrize("edit", EDITS)
def test_any_edit_of_what_would_go_out_ends_the_approval(world, edit):
    post = submitted_and_approved_with_picture(world)
    assert is_approved(only_variant(post))

    EDITS[edit](world, post)

    fresh = Post.objects.get(pk=post.pk)
    assert fresh.state == Post.State.DRAFT
    assert not any(is_approved(variant) or variant.approved_hash for variant in variants_of(fresh))
    assert "approval.ended" in verbs(post)


def submitted_and_approved_with_picture(world) -> Post:
    post = drafted_post(world)
    attached(world, post)
    reviews.submit(post, by=world.actor("manager"))
    approve(world, post)
    return post


def test_what_does_not_go_out_does_not_end_the_approval(world):
    post = approved_post(world)

    posts.write(post, by=world.actor("manager"), version=post.version, title="For the team only")
    posts.explain(
        post, by=world.actor("manager"), reasons=Reasons(reactive=True), purpose=Post.Purpose.PERSONAL
    )

    assert is_approved(only_variant(post))


def test_leaving_a_channel_out_keeps_the_approval_of_the_others(world):
    post = submitted_post(world, channel_keys=("gallery", "journal"))
    approve(world, post)

    variants.remove(post.variants.get(channel__key="journal"), by=world.actor("manager"))

    assert is_approved(only_variant(post))


def test_an_edit_in_review_stays_in_review(world):
    post = submitted_post(world)

    posts.write(post, by=world.actor("manager"), version=post.version, body="Better words")

    assert Post.objects.get(pk=post.pk).state == Post.State.IN_REVIEW


def test_a_member_of_some_channels_sees_and_changes_only_what_goes_there(world):
    limit(member_of(world, "manager"), to=[world.channel("gallery")], by=world.actor("owner"))
    mine = drafted_post(world, by="owner", channel_keys=("gallery",))
    nowhere = drafted_post(world, by="owner", channel_keys=())
    both = drafted_post(world, by="owner", channel_keys=("gallery", "journal"))
    theirs = drafted_post(world, by="owner", channel_keys=("journal",))

    seen = set(posts_of(world.access("manager")))

    assert seen == {mine, nowhere, both}
    posts.write(mine, by=world.actor("manager"), version=mine.version, body="Mine")
    for post in (both, theirs):
        with pytest.raises(NotAllowed, match="The Tide Journal"):
            posts.write(post, by=world.actor("manager"), version=post.version, body="Mine too")
    with pytest.raises(NotAllowed):
        variants.adapt(mine, by=world.actor("manager"), channel=world.channel("journal"))


def test_posts_of_another_brand_are_not_found(world):
    drafted_post(world)

    assert not posts_of(access_of(world.actor("neighbour"), world.other.pk)).exists()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Low tide at nine.\nCome early.", "Low tide at nine."),
        ("tide " * 40, f"{'tide ' * 22}tide…"),
        ("x" * 200, f"{'x' * 119}…"),
        ("x" * 120, "x" * 120),
    ],
)
def test_a_long_first_line_ends_at_a_word_and_says_that_there_is_more(world, body, shown):
    post = drafted_post(world, body=body)

    assert str(post) == shown
