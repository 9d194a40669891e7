from django.db.models import Count, Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.models import Attachment, Media, Post


def media(access: Access) -> QuerySet[Media]:
    """The pictures in the brand's library, newest first, those that were removed left out."""
    return all_media(access).filter(archived_at=None)


def all_media(access: Access) -> QuerySet[Media]:
    """Every picture that ever was in the library: a post that was sent goes on showing its own."""
    return Media.objects.filter(workspace_id=access.workspace_id)


def media_with_use(access: Access) -> QuerySet[Media]:
    """The library, and on how many posts each picture is."""
    in_use = Count("attachments", filter=Q(attachments__post__archived_at=None))
    return media(access).annotate(post_count=in_use).order_by("-added_at", "-id")


def attachments_of(post: Post) -> QuerySet[Attachment]:
    """The pictures of a post in their order."""
    return Attachment.objects.filter(post=post).select_related("media").order_by("position", "id")
