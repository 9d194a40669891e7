"""What every change of a post has in common: who may, on which version, and what becomes of its approval."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries.posts import POST_TO_CHANGE
from waypost.loop.content.queries.variants import contents_of
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


class ChangedMeanwhile(Refusal):
    """Somebody else saved the post first; nothing of either text is lost."""

    status = 409


def open_post(post: Post, *, by: Actor, permission: str, version: int | None = None) -> Access:
    """Read the post as it is now, keep it from changing until the transaction ends, and see that `by` may change it."""
    access = require(by, permission, post.workspace_id)
    _read_anew(post)
    if post.is_archived:
        raise Refusal("This post is archived. Start a new one from its text.")
    if version is not None and version != post.version:
        raise ChangedMeanwhile(
            "Somebody changed this post while you were writing. Your text is still here: compare, then save again."
        )
    if access.limited:
        _is_whole(post, access)
    return access


def _read_anew(post: Post) -> None:
    """What `refresh_from_db` does, with its statement compiled once and the row locked."""
    fresh = POST_TO_CHANGE.first(post=post.pk)
    if fresh is None:
        raise Post.DoesNotExist
    for field in Post._meta.concrete_fields:
        setattr(post, field.attname, getattr(fresh, field.attname))
    getattr(post, "_prefetched_objects_cache", {}).clear()


def needed_for(post: Post, by: Actor) -> str:
    """Whoever writes may submit, withdraw and archive their own posts; doing it with others' takes more."""
    if post.author is not None and post.author.person_id == by.person_id:
        return "post.draft"
    return "post.submit"


def renew(post: Post, *, by: Actor, changed: Collection[str] | None = None) -> None:
    """Save the post as a new version, hash what would go out now, and end an approval that no longer covers it.

    `changed` names the fields that differ, where whoever calls knows them.
    """
    post.version += 1
    post.updated_at = clock.now()
    post.save(update_fields=None if changed is None else {*changed, "version", "updated_at"})
    before = {}
    variants = []
    for variant, content in contents_of(post):
        before[variant.pk] = variant.content_hash, variant.approved_hash
        variant.content_hash = content_hash(content)
        variants.append(variant)
    uncovered = [variant for variant in variants if not variant.is_approved]
    if post.is_approved and uncovered:
        _end_approval(post, variants, uncovered, by=by)
    _write_hashes(v for v in variants if before[v.pk] != (v.content_hash, v.approved_hash))


def _write_hashes(variants: Iterable[Variant]) -> None:
    """Variants that say the same share a statement; most follow the text of the post."""
    alike = defaultdict(list)
    for variant in variants:
        alike[variant.content_hash, variant.approved_hash].append(variant.pk)
    for (content, approved), ids in alike.items():
        Variant.objects.filter(pk__in=ids).update(content_hash=content, approved_hash=approved)


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
