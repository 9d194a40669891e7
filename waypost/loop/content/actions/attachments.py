from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.actions.writing import open_post, renew
from waypost.loop.content.models import Attachment, Media, Post
from waypost.loop.content.queries.media import attachments_of
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def attach(post: Post, *, by: Actor, media: Media, alt: str = "") -> Attachment:
    """Put a picture of the library at the end of the post."""
    open_post(post, by=by, permission="post.draft")
    if media.workspace_id != post.workspace_id or media.archived_at is not None:
        raise Refusal(
            "That picture is not in this brand's library. Choose one that is, or upload it.", field="media"
        )
    attached = list(attachments_of(post))
    if any(attachment.media_id == media.pk for attachment in attached):
        raise Refusal("That picture is on this post already.", field="media")
    attachment = Attachment.objects.create(
        workspace_id=post.workspace_id, post=post, media=media, position=len(attached) + 1, alt=_one_line(alt)
    )
    _renumber([*attached, attachment])
    renew(post, by=by)
    record("post.changed", post, by=by, version=post.version, media=media.pk)
    return attachment


@transaction.atomic
def describe(attachment: Attachment, *, by: Actor, alt: str) -> Attachment:
    """Say what the picture shows on this post; blank follows the library."""
    post = attachment.post
    open_post(post, by=by, permission="post.draft")
    attachment.alt = _one_line(alt)
    attachment.save(update_fields=["alt"])
    renew(post, by=by)
    record("post.changed", post, by=by, version=post.version, described=attachment.media_id)
    return attachment


@transaction.atomic
def move(attachment: Attachment, *, by: Actor, to: int) -> Attachment:
    """Give the picture the place `to`, counted from 1."""
    post = attachment.post
    open_post(post, by=by, permission="post.draft")
    others = [other for other in attachments_of(post) if other.pk != attachment.pk]
    others.insert(max(0, to - 1), attachment)
    _renumber(others)
    renew(post, by=by)
    record("post.changed", post, by=by, version=post.version, moved=attachment.media_id)
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor) -> Post:
    """Take the picture off the post; it stays in the library."""
    post = attachment.post
    open_post(post, by=by, permission="post.draft")
    media_id = attachment.media_id
    attachment.delete()
    _renumber(list(attachments_of(post)))
    renew(post, by=by)
    record("post.changed", post, by=by, version=post.version, without_media=media_id)
    return post


def _renumber(attachments: list[Attachment]) -> None:
    for position, attachment in enumerate(attachments, start=1):
        attachment.position = position
    Attachment.objects.bulk_update(attachments, ["position"])


def _one_line(alt: str) -> str:
    return " ".join(alt.split())
