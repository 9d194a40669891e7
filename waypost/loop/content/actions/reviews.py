from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.queries import require
from waypost.loop.content import leaving
from waypost.loop.content.actions.writing import needed_for, open_post
from waypost.loop.content.domain import states
from waypost.loop.content.domain.checks import stopping
from waypost.loop.content.domain.findings import Severity
from waypost.loop.content.domain.snapshot import as_record
from waypost.loop.content.domain.states import Decision, State
from waypost.loop.content.models import CheckException, Post, Review, Variant
from waypost.loop.content.queries.findings import banned_words, findings_of, strategy_findings
from waypost.loop.content.queries.reasons import strategy_of
from waypost.loop.content.queries.variants import outgoing_of, seen_hash, variants_of
from waypost.toolkit.refusal import NotAllowed, Refusal


@transaction.atomic
def submit(post: Post, *, by: Actor, note: str = "", reason: str = "") -> Review:
    """Ask for approval. `reason` lets a post without a why go on where the workspace warns or stops; it is logged."""
    access = open_post(post, by=by, permission=needed_for(post, by))
    _follow(post, Decision.SUBMITTED)
    variants = list(variants_of(post))
    _must_be_ready(post, variants)
    _must_say_why(post, access, reason=reason, by=by)
    return _decide(post, variants, Decision.SUBMITTED, note=note, by=by)


@transaction.atomic
def approve(post: Post, *, by: Actor, seen: str, note: str = "") -> Review:
    """Approve exactly what was seen: `seen` is the hash that the page was shown with (`queries.seen_hash`)."""
    open_post(post, by=by, permission="post.approve")
    _follow(post, Decision.APPROVED)
    if post.still_in:
        raise Refusal(
            f"This post still waits in {post.still_in} and would go out twice. "
            f"Take it out there, say so on the post, then approve it."
        )
    variants = list(variants_of(post))
    if not variants:
        raise Refusal("This post goes nowhere any more. Return it, so that its author chooses a channel.")
    if seen_hash(variants) != seen:
        raise Refusal(
            "This post was changed while you were reading. Look at what changed, then decide again."
        )
    for variant in variants:
        variant.approved_hash = variant.content_hash
    Variant.objects.bulk_update(variants, ["approved_hash"])
    return _decide(post, variants, Decision.APPROVED, note=note, by=by)


@transaction.atomic
def return_(post: Post, *, by: Actor, note: str) -> Review:
    """Give the post back to its author with a note; an approval ends with it."""
    open_post(post, by=by, permission="post.approve")
    _follow(post, Decision.RETURNED)
    if not note.strip():
        raise Refusal("Say in a sentence what should change.", field="note")
    return _take_back(post, Decision.RETURNED, note=note, by=by)


@transaction.atomic
def withdraw(post: Post, *, by: Actor, note: str = "") -> Review:
    """Take the post out of review, or its approval back, to go on writing."""
    open_post(post, by=by, permission=needed_for(post, by))
    _follow(post, Decision.WITHDRAWN)
    return _take_back(post, Decision.WITHDRAWN, note=note, by=by)


@transaction.atomic
def submit_and_approve(post: Post, *, by: Actor, seen: str, reason: str = "") -> Review:
    """Approve one's own post in one step, where a brand is one person."""
    require(by, "post.approve", post.workspace_id)
    if not post.workspace.is_solo:
        raise Refusal("In a team somebody looks at it first. Submit the post for review.")
    submit(post, by=by, reason=reason)
    return approve(post, by=by, seen=seen)


def _follow(post: Post, decision: Decision) -> None:
    state = State(post.state)
    if not states.may_follow(state, decision):
        raise Refusal(states.WHY_NOT[state, decision])


def _must_be_ready(post: Post, variants: list[Variant]) -> None:
    if not variants:
        raise Refusal("This post goes nowhere yet. Choose a channel first.")
    banned = banned_words(strategy_of(post.workspace_id))
    for variant, maker in zip(variants, leaving.makers(variants), strict=True):
        for finding in stopping(findings_of(variant, banned, maker)):
            raise Refusal(f"{variant.channel.name}: {finding.sentence}")


def _must_say_why(post: Post, access: Access, *, reason: str, by: Actor) -> None:
    for finding in strategy_findings(post):
        stops = finding.severity is Severity.STOP
        if stops and not reason.strip():
            raise Refusal(f"{finding.sentence} Or say why it may go on without.", field="reason")
        if stops and not access.may("post.approve"):
            raise NotAllowed("Only somebody who may approve posts can let one go on without a why.")
        if finding.severity is not Severity.SUGGEST:
            exception = CheckException.objects.create(
                workspace_id=post.workspace_id,
                post=post,
                mode=finding.severity.value,
                reason=reason.strip(),
                by_label=by.label,
            )
            record("check.excepted", post, by=by, mode=exception.mode, reason=exception.reason)


def _take_back(post: Post, decision: Decision, *, note: str, by: Actor) -> Review:
    variants = list(variants_of(post))
    was_approved = post.is_approved
    for variant in variants:
        variant.approved_hash = ""
    Variant.objects.bulk_update(variants, ["approved_hash"])
    review = _decide(post, variants, decision, note=note, by=by)
    if was_approved:
        record("approval.ended", post, by=by, channels=[variant.channel_id for variant in variants])
    return review


def _decide(post: Post, variants: list[Variant], decision: Decision, *, note: str, by: Actor) -> Review:
    """Write down who decided what about exactly which content."""
    post.state = states.AFTER[decision].value
    post.save(update_fields=["state"])
    review = Review.objects.create(
        workspace_id=post.workspace_id,
        post=post,
        decision=decision.value,
        by_kind=by.kind,
        by_id=by.id,
        by_label=by.label,
        note=note.strip(),
        hashes={str(variant.channel_id): variant.content_hash for variant in variants},
        contents={str(variant.channel_id): as_record(outgoing_of(variant)) for variant in variants},
    )
    record(f"post.{decision.value}", post, by=by, review=review.pk, note=review.note)
    return review
