from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Belongings, Question
from waypost.loop.content.domain.hashing import bundle_hash, content_hash
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot, format_by_media
from waypost.loop.content.models import Attachment, Media, Post, Variant

VARIANTS = Question(lambda post: Variant.objects.filter(post_id=post).order_by("id"), post=int)
PICTURES = Question(lambda post: Attachment.objects.filter(post_id=post).select_related("media"), post=int)

PICTURES_OF = Belongings(
    lambda ids: Attachment.objects.filter(post_id__in=ids).select_related("media").order_by("position", "id"),
    key="post_id",
    name="attachments",
)
"""The pictures of posts, for whoever packs them for a network."""


def with_content(variants: QuerySet[Variant]) -> QuerySet[Variant]:
    """Bring along everything that rendering a variant needs: post, brand, channel, pictures in their order."""
    pictures = Attachment.objects.select_related("media").order_by("position", "id")
    return variants.select_related("post__workspace", "post__pillar", "channel").prefetch_related(
        Prefetch("post__attachments", queryset=pictures)
    )


def variants_of(post: Post) -> QuerySet[Variant]:
    """The variants of a post with their content, by channel."""
    return with_content(Variant.objects.filter(post=post)).order_by("channel__name", "id")


def ready_to_go(after: datetime, before: datetime) -> QuerySet[Variant]:
    """Variants planned from `after` up to but not including `before`, approved or still in review; soonest first."""
    planned = Variant.objects.filter(
        # Brand by brand, because the index by time is theirs.
        post__workspace__in=Workspace.objects.all(),
        post__planned_at__gte=after,
        post__planned_at__lt=before,
        post__archived_at=None,
        post__state__in=[Post.State.APPROVED, Post.State.IN_REVIEW],
    )
    return with_content(planned).order_by("post__planned_at", "id")


def outgoing_of(variant: Variant) -> Snapshot:
    """What would go out for a variant, from the rows as they are read: bring `with_content` for many."""
    return _content(variant, variant.post, variant.post.attachments.all())


def contents_of(post: Post) -> list[tuple[Variant, Snapshot]]:
    """The variants of a post, each with what would go out for it now: what every save asks, compiled once."""
    variants = VARIANTS.ask(post=post.pk)
    pictures = PICTURES.ask(post=post.pk) if variants else []
    return [(variant, _content(variant, post, pictures)) for variant in variants]


def _content(variant: Variant, post: Post, pictures: Iterable[Attachment]) -> Snapshot:
    media = tuple(
        part_of(picture.media, alt=picture.spoken)
        for picture in sorted(pictures, key=lambda picture: (picture.position, picture.pk))
    )
    return Snapshot.of(
        variant.text or post.body,
        form=variant.format or format_by_media([part.content_type for part in media]),
        options=variant.options,
        media=media,
    )


def part_of(media: Media, *, alt: str = "") -> MediaPart:
    """A picture of the library as what goes out, with these words for who cannot see it."""
    return MediaPart(
        sha256=media.sha256,
        path=str(media.file),
        content_type=media.content_type,
        alt=alt,
        size=media.size,
        width=media.width,
        height=media.height,
        focus_x=media.focus_x,
        focus_y=media.focus_y,
        frames=media.frames,
        seconds=media.seconds,
        rate=media.rate,
        sounds=media.sounds,
        poster=media.poster,
        captions=tuple((language, digest) for language, digest, *_size in media.captions),
        caption_bytes=max(
            (size for _language, _digest, *sizes in media.captions for size in sizes), default=0
        ),
    )


def is_approved(variant: Variant, content: str = "") -> bool:
    """Whether what would go out now is exactly what was approved; computed from the content, not from a flag.

    `content` is the hash of what would go out now, where it was computed a moment ago.
    """
    return (
        variant.post.is_approved
        and not variant.post.is_archived
        and bool(variant.approved_hash)
        and variant.approved_hash == (content or content_hash(outgoing_of(variant)))
    )


def seen_hash(variants: QuerySet[Variant] | list[Variant]) -> str:
    """One hash over what all variants of a post say, for a review form to hand back."""
    return bundle_hash({variant.channel_id: content_hash(outgoing_of(variant)) for variant in variants})
