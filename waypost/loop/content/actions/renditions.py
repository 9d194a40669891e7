from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.looking import Picture
from waypost.loop.content.models import Media, Rendition
from waypost.loop.content.watching import Video
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def keep(
    workspace: Workspace, *, sha256: str, recipe: str, picture: Picture | Video, path: str, by: Actor
) -> Rendition:
    """Keep what was made of a picture or video by a recipe; two that make the same at once keep one row."""
    require(by, "post.schedule", workspace.pk)
    media = Media.objects.filter(workspace=workspace, sha256=sha256).first()
    if media is None:
        raise Refusal("That picture is not in this brand's library. Choose one that is, or upload it.")
    rendition, created = Rendition.objects.update_or_create(
        media=media,
        recipe=recipe,
        defaults={
            "workspace": workspace,
            "file": path,
            "sha256": picture.sha256,
            "content_type": picture.content_type,
            "width": picture.width,
            "height": picture.height,
            "size": picture.size,
        },
    )
    if created:
        record("media.fitted", media, by=by, width=rendition.width, height=rendition.height)
    return rendition
