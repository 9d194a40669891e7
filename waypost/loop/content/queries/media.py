from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.content.models import Attachment, Caption, Intake, Media, Post


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


def intakes(access: Access) -> QuerySet[Intake]:
    """The videos on their way into the brand's library, newest first."""
    return Intake.objects.filter(workspace_id=access.workspace_id)


def intakes_to_prepare(silent_since: datetime) -> QuerySet[Intake]:
    """Videos that wait for their turn, or whose preparing fell silent; the first that came first."""
    left = Q(state=Intake.State.WORKING, seen_at__lt=silent_since)
    found = Intake.objects.filter(Q(state=Intake.State.WAITING) | left)
    return found.select_related("workspace", "post").order_by("id")


def captions_of(workspace_id: int, digests: Collection[str]) -> dict[str, str]:
    """Captions by the fingerprint of their words; nothing is asked where there are none."""
    if not digests:
        return {}
    found = Caption.objects.filter(workspace_id=workspace_id, sha256__in=digests)
    return dict(found.values_list("sha256", "content"))


def attachments_of(post: Post) -> QuerySet[Attachment]:
    """The pictures of a post in their order."""
    return Attachment.objects.filter(post=post).select_related("media").order_by("position", "id")
