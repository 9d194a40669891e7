import hashlib
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions.writing import renew
from waypost.loop.content.models import Attachment, Media, Post
from waypost.toolkit import clock
from waypost.toolkit.pictures import NotAPicture, Picture, picture_of
from waypost.toolkit.refusal import Refusal

LARGEST = 20_000_000
"""Bytes: more than any network takes for a picture."""


def add(workspace: Workspace, *, by: Actor, file: IO[bytes], name: str, alt: str = "") -> Media:
    """Put a picture into the library; the same bytes a second time are the same picture."""
    require(by, "media.add", workspace.pk)
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refusal("That picture is larger than 20 MB. Save it smaller and upload it again.", field="file")
    try:
        picture = picture_of(content)
    except NotAPicture as error:
        raise Refusal(
            "That file is not a whole JPEG, PNG, GIF or WebP picture. Export it anew and upload it again.",
            field="file",
        ) from error
    path = _store(workspace, content, picture)
    return _keep(workspace, content, picture, path=path, name=name, alt=alt, by=by)


@transaction.atomic
def describe(media: Media, *, by: Actor, alt: str) -> Media:
    """Say what a picture shows, for every post that does not say it in its own words."""
    require(by, "media.add", media.workspace_id)
    following = list(_posts_following(media))
    media.alt = " ".join(alt.split())
    media.save(update_fields=["alt"])
    for post in following:
        renew(post, by=by)
    record("media.described", media, by=by, posts=[post.pk for post in following])
    return media


@transaction.atomic
def remove(media: Media, *, by: Actor) -> Media:
    """Take a picture out of the library; what was sent with it keeps it."""
    require(by, "media.add", media.workspace_id)
    count = Attachment.objects.filter(media=media, post__archived_at=None).count()
    if count:
        raise Refusal(f"That picture is on {count} post{'' if count == 1 else 's'}. Take it off there first.")
    media.archived_at = clock.now()
    media.save(update_fields=["archived_at"])
    record("media.removed", media, by=by)
    return media


def _store(workspace: Workspace, content: bytes, picture: Picture) -> str:
    """Write the bytes under their fingerprint, once, outside any transaction."""
    digest = hashlib.sha256(content).hexdigest()
    path = f"{workspace.pk}/{digest[:2]}/{digest}.{picture.extension}"
    if default_storage.exists(path) and default_storage.size(path) == len(content):
        return path
    default_storage.delete(path)  # a crash may have left half of it
    return default_storage.save(path, ContentFile(content))


@transaction.atomic
def _keep(
    workspace: Workspace, content: bytes, picture: Picture, *, path: str, name: str, alt: str, by: Actor
) -> Media:
    digest = hashlib.sha256(content).hexdigest()
    media = Media.objects.select_for_update().filter(workspace=workspace, sha256=digest).first()
    if media is None:
        media = Media(workspace=workspace, sha256=digest, file=path, added_by=by.label)
        media.content_type, media.width, media.height = picture.content_type, picture.width, picture.height
        media.size = len(content)
        media.name = name[-200:] or f"picture.{picture.extension}"
        media.alt = " ".join(alt.split())
    media.archived_at = None
    media.save()
    record("media.added", media, by=by, size=media.size)
    return media


def _posts_following(media: Media) -> list[Post]:
    """The posts whose content changes with the library's alt text, kept from changing until the transaction ends."""
    following = Attachment.objects.filter(media=media, alt="", post__archived_at=None)
    return list(Post.objects.select_for_update().filter(pk__in=following.values("post_id")).order_by("pk"))
