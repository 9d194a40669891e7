import pytest

from waypost.foundation.journal.queries import history_of
from waypost.foundation.notices.models import Notice, Task
from waypost.loop.content.actions import posts, reviews, variants
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.models import CheckException, Post, Review
from waypost.loop.content.queries import is_approved, last_approval, outgoing_of, seen_hash, variants_of
from waypost.loop.content.tests.factories import (
    approve,
    approved_post,
    drafted_post,
    only_variant,
    submitted_post,
)
from waypost.toolkit.refusal import NotAllowed, Refusal

APPROVERS = ("owner", "strategist", "approver", "client")
OTHERS = ("manager", "marketer", "contributor", "viewer", "outsider", "neighbour")


def state_of(post: Post) -> str:
    return Post.objects.get(pk=post.pk).state


@pytest.mark.parametrize("role", APPROVERS)
def test_whoever_approves_binds_the_approval_to_the_content(world, role):
    post = submitted_post(world)

    approve(world, post, by=role)

    variant = only_variant(post)
    assert state_of(post) == Post.State.APPROVED
    assert variant.approved_hash == content_hash(outgoing_of(variant))
    assert history_of(post).first().verb == "post.approved"


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_approves_or_returns(world, role):
    post = submitted_post(world)

    with pytest.raises(NotAllowed):
        approve(world, post, by=role)
    with pytest.raises(NotAllowed):
        reviews.return_(post, by=world.actor(role), note="No")

    assert state_of(post) == Post.State.IN_REVIEW


def test_what_changed_while_it_was_read_is_not_approved(world):
    post = submitted_post(world)
    seen = seen_hash(variants_of(post))
    posts.write(post, by=world.actor("manager"), version=post.version, body="Quietly changed")

    with pytest.raises(Refusal, match="changed while you were reading"):
        reviews.approve(post, by=world.actor("approver"), seen=seen)

    assert not is_approved(only_variant(post))


def test_a_channel_added_while_it_was_read_is_not_approved(world):
    post = submitted_post(world)
    seen = seen_hash(variants_of(post))
    variants.adapt(post, by=world.actor("manager"), channel=world.channel("harbour"))

    with pytest.raises(Refusal, match="changed while"):
        reviews.approve(post, by=world.actor("approver"), seen=seen)


def test_a_row_changed_behind_the_actions_is_not_approved_content(world):
    post = approved_post(world)

    Post.objects.filter(pk=post.pk).update(body="Smuggled in")

    assert not is_approved(only_variant(post))


def test_a_draft_cannot_be_approved_before_it_was_submitted(world):
    post = drafted_post(world)

    with pytest.raises(Refusal, match="Submit it first"):
        approve(world, post)


def test_a_writer_submits_their_own_posts_and_not_those_of_others(world):
    own, others = drafted_post(world, by="contributor"), drafted_post(world)

    reviews.submit(own, by=world.actor("contributor"))

    assert state_of(own) == Post.State.IN_REVIEW
    with pytest.raises(NotAllowed):
        reviews.submit(others, by=world.actor("contributor"))


@pytest.mark.parametrize("role", ["approver", "client", "viewer", "outsider", "neighbour"])
def test_whoever_does_not_write_submits_nothing(world, role):
    post = drafted_post(world)

    with pytest.raises(NotAllowed):
        reviews.submit(post, by=world.actor(role))


def test_a_post_that_goes_nowhere_cannot_be_submitted(world):
    post = drafted_post(world, channel_keys=())

    with pytest.raises(Refusal, match="Choose a channel"):
        reviews.submit(post, by=world.actor("manager"))


def test_a_post_that_its_network_would_refuse_cannot_be_submitted(world):
    post = drafted_post(world, body="tide " * 101)

    with pytest.raises(Refusal, match=r"Tern & Tide Gallery: .* too many for"):
        reviews.submit(post, by=world.actor("manager"))


def test_a_returned_post_says_what_should_change_and_can_come_again(world):
    post = submitted_post(world)

    with pytest.raises(Refusal, match="what should change"):
        reviews.return_(post, by=world.actor("client"), note=" ")
    reviews.return_(post, by=world.actor("client"), note="The tide is at ten.")

    review = Review.objects.first()
    assert (review.decision, review.by_label, review.note) == (
        "returned",
        "Clara Nunes",
        "The tide is at ten.",
    )
    assert state_of(post) == Post.State.RETURNED
    reviews.submit(post, by=world.actor("manager"))
    assert state_of(post) == Post.State.IN_REVIEW


def test_an_approval_can_be_taken_back_by_whoever_approves(world):
    post = approved_post(world)

    reviews.return_(post, by=world.actor("approver"), note="Not this week")

    assert not only_variant(post).approved_hash
    assert state_of(post) == Post.State.RETURNED
    assert {"approval.ended", "post.returned"} <= {entry.verb for entry in history_of(post)}


def test_a_withdrawn_post_is_a_draft_again(world):
    post = submitted_post(world)

    reviews.withdraw(post, by=world.actor("manager"))

    assert state_of(post) == Post.State.DRAFT


def test_a_review_keeps_exactly_what_was_approved(world):
    post = approved_post(world)
    approved = outgoing_of(only_variant(post))

    posts.write(post, by=world.actor("manager"), version=post.version, body="Something else")

    assert last_approval(post).content_of(world.channel("gallery").pk) == approved
    assert last_approval(post).content_of(world.channel("harbour").pk) is None


def test_one_person_approves_their_own_post_in_one_step(world):
    world.workspace.size = "solo"
    world.workspace.save()
    post = drafted_post(world, by="owner")

    reviews.submit_and_approve(post, by=world.actor("owner"), seen=seen_hash(variants_of(post)))

    assert is_approved(only_variant(post))
    assert [review.decision for review in post.reviews.all()] == ["approved", "submitted"]


def test_in_a_team_somebody_else_looks_first(world):
    post = drafted_post(world, by="owner")

    with pytest.raises(Refusal, match="somebody looks at it first"):
        reviews.submit_and_approve(post, by=world.actor("owner"), seen=seen_hash(variants_of(post)))

    assert state_of(post) == Post.State.DRAFT


def without_why(world, mode: str) -> Post:
    world.workspace.strategy_check = mode
    world.workspace.save()
    return drafted_post(world, reactive=False, body="Good morning")


def test_where_the_check_suggests_a_post_without_a_why_goes_on(world):
    post = without_why(world, "suggest")

    reviews.submit(post, by=world.actor("manager"))

    assert not CheckException.objects.exists()


def test_where_the_check_warns_it_goes_on_and_is_logged(world):
    post = without_why(world, "warn")

    reviews.submit(post, by=world.actor("manager"), reason="The mayor called")

    exception = CheckException.objects.get()
    assert (exception.mode, exception.reason, exception.by_label) == (
        "warn",
        "The mayor called",
        "Mateus Ribeiro",
    )
    assert history_of(post).filter(verb="check.excepted").exists()


def test_where_the_check_stops_only_an_approver_lets_it_go_on_and_says_why(world):
    post = without_why(world, "stop")

    with pytest.raises(Refusal, match="Choose its pillar"):
        reviews.submit(post, by=world.actor("owner"))
    with pytest.raises(NotAllowed):
        reviews.submit(post, by=world.actor("manager"), reason="The mayor called")
    reviews.submit(post, by=world.actor("owner"), reason="The mayor called")

    assert CheckException.objects.get().mode == "stop"


def test_reactive_is_a_why(world):
    post = without_why(world, "stop")
    posts.explain(post, by=world.actor("manager"), reasons=Reasons(reactive=True))

    reviews.submit(post, by=world.actor("manager"))

    assert not CheckException.objects.exists()


def test_reviewers_are_told_and_the_author_gets_it_back_as_a_task(world, django_capture_on_commit_callbacks):
    post = drafted_post(world, by="contributor")

    with django_capture_on_commit_callbacks(execute=True):
        reviews.submit(post, by=world.actor("contributor"))
    with django_capture_on_commit_callbacks(execute=True):
        reviews.return_(post, by=world.actor("client"), note="The tide is at ten.")

    told = {notice.person for notice in Notice.objects.filter(kind="review")}
    assert told == {world.person(role) for role in APPROVERS}
    assert Task.objects.get().person == world.person("contributor")
    assert Task.objects.get().href.endswith(f"/tern/posts/{post.pk}")
