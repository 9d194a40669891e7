"""What every change of a post has in common: who may, on which version, and what becomes of its approval."""

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries.variants import outgoing_of, variants_of
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


class ChangedMeanwhile(Refusal):
    """Somebody else saved the post first; nothing of either text is lost."""

    status = 409


def open_post(post: Post, *, by: Actor, permission: str, version: int | None = None) -> Access:
    """Read the post as it is now, keep it from changing until the transaction ends, and see that `by` may change it."""
    access = require(by, permission, post.workspace_id)
    post.refresh_from_db(from_queryset=Post.objects.select_for_update())
    if post.is_archived:
        raise Refusal("This post is archived. Start a new one from its text.")
    if version is not None and version != post.version:
        raise ChangedMeanwhile(
            "Somebody changed this post while you were writing. Your text is still here: compare, then save again."
        )
    if access.limited:
        _is_whole(post, access)
    return access


def needed_for(post: Post, by: Actor) -> str:
    """Whoever writes may submit, withdraw and archive their own posts; doing it with others' takes more."""
    if post.author is not None and post.author.person_id == by.person_id:
        return "post.draft"
    return "post.submit"


def renew(post: Post, *, by: Actor) -> None:
    """Save the post as a new version, hash what would go out now, and end an approval that no longer covers it."""
    post.version += 1
    post.updated_at = clock.now()
    post.save()
    variants = list(variants_of(post))
    for variant in variants:
        variant.content_hash = content_hash(outgoing_of(variant))
    uncovered = [variant for variant in variants if not variant.is_approved]
    if post.is_approved and uncovered:
        _end_approval(post, variants, uncovered, by=by)
    Variant.objects.bulk_update(variants, ["content_hash", "approved_hash"])


def _end_approval(post: Post, variants: list[Variant], uncovered: list[Variant], *, by: Actor) -> None:
    for variant in variants:
        variant.approved_hash = ""
    post.state = Post.State.DRAFT
    post.save(update_fields=["state"])
    record("approval.ended", post, by=by, channels=[variant.channel_id for variant in uncovered])


def _is_whole(post: Post, access: Access) -> None:
    """See that a member limited to some channels changes nothing that goes out on another."""
    elsewhere = Channel.objects.filter(pk__in=Variant.objects.filter(post=post).values("channel_id")).exclude(
        pk__in=channels(access).values("pk")
    )
    names = ", ".join(elsewhere.values_list("name", flat=True))
    if names:
        raise NotAllowed(f"This post also goes to {names}. Ask somebody who works there too.")
