import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from django.db import transaction
from django.db.models import Q

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content import looking, shelf
from waypost.loop.content.actions.writing import renew
from waypost.loop.content.looking import Picture
from waypost.loop.content.models import Attachment, Media, Post
from waypost.loop.content.models.media import SIDE
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LARGEST = 20_000_000
"""Bytes: more than any network takes for a picture."""


def add(
    workspace: Workspace, *, by: Actor, file: IO[bytes], name: str, alt: str = "", came_from: str = ""
) -> Media:
    """Put a picture into the library; the same bytes a second time are the same picture."""
    (found,) = add_together(
        workspace, by=by, files=[(name, file.read(LARGEST + 1))], alt=alt, came_from=came_from
    )
    if isinstance(found, Refusal):
        raise found
    return found


def add_together(
    workspace: Workspace,
    *,
    by: Actor,
    files: Sequence[tuple[str, bytes]],
    alt: str = "",
    came_from: str = "",
) -> list[Media | Refusal]:
    """Put pictures into the library that came together; of one that cannot be used, why."""
    require(by, "media.add", workspace.pk)
    known = [_known(workspace, content) for _name, content in files]
    new = [content for (_, content), media in zip(files, known, strict=True) if media is None]
    looked = iter(looking.looked_at([content for content in new if len(content) <= LARGEST]))
    added: list[Media | Refusal] = []
    for (name, content), media in zip(files, known, strict=True):
        if len(content) > LARGEST:
            added.append(_too_large())
            continue
        picture = None if media else next(looked)
        if isinstance(picture, Refusal):
            added.append(picture)
            continue
        path = shelf.put(workspace.pk, picture) if picture else ""
        came = _Came(name=name, alt=alt, came_from=came_from, came_as=_fingerprint(content))
        added.append(_keep(workspace, picture, came, path=path, media=media, by=by))
    return added


def _too_large() -> Refusal:
    return Refusal("That picture is larger than 20 MB. Save it smaller and upload it again.", field="file")


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
def point(media: Media, *, by: Actor, x: int, y: int) -> Media:
    """Say what every network's cut of a picture must leave in view, in thousandths from left and top."""
    require(by, "media.add", media.workspace_id)
    if not (0 <= x <= SIDE and 0 <= y <= SIDE):
        raise Refusal("Choose a point inside the picture.")
    posts = renew_posts_with(media, by=by, change={"focus_x": x, "focus_y": y})
    record("media.pointed", media, by=by, posts=posts)
    return media


def renew_posts_with(media: Media, *, by: Actor, change: Mapping[str, object]) -> list[int]:
    """Change what goes out with a picture or video, inside of the caller's transaction; the posts it is on follow."""
    showing = Attachment.objects.filter(media=media, post__archived_at=None)
    posts = list(Post.objects.select_for_update().filter(pk__in=showing.values("post_id")).order_by("pk"))
    for name, value in change.items():
        setattr(media, name, value)
    media.save(update_fields=list(change))
    for post in posts:
        renew(post, by=by)
    return [post.pk for post in posts]


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


@dataclass(frozen=True)
class _Came:
    """How a file came in: under which name, with which words, from which address, as which bytes."""

    name: str
    alt: str
    came_from: str
    came_as: str


def _known(workspace: Workspace, content: bytes) -> Media | None:
    """The picture that the same bytes made before, where its file is still whole."""
    digest = _fingerprint(content)
    same = Media.objects.filter(Q(came_as=digest) | Q(sha256=digest), workspace=workspace)
    return next((media for media in same if shelf.lies_there(str(media.file), media.size)), None)


@transaction.atomic
def _keep(
    workspace: Workspace, picture: Picture | None, came: _Came, *, path: str, media: Media | None, by: Actor
) -> Media:
    same = Media.objects.select_for_update().filter(workspace=workspace)
    kept = same.get(pk=media.pk) if media else None
    if picture is not None:
        kept = same.filter(sha256=picture.sha256).first() or Media(
            workspace=workspace,
            sha256=picture.sha256,
            file=path,
            content_type=picture.content_type,
            width=picture.width,
            height=picture.height,
            frames=picture.frames,
            size=len(picture.content),
            name=came.name[-200:] or f"picture.{picture.extension}",
            alt=" ".join(came.alt.split()),
            came_as=came.came_as,
            added_by=by.label,
        )
    assert kept is not None
    kept.archived_at, kept.came_from = None, came.came_from or kept.came_from
    kept.save()
    record("media.added", kept, by=by, size=kept.size)
    return kept


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _posts_following(media: Media) -> list[Post]:
    """The posts whose content changes with the library's alt text, kept from changing until the transaction ends."""
    following = Attachment.objects.filter(media=media, alt="", post__archived_at=None)
    return list(Post.objects.select_for_update().filter(pk__in=following.values("post_id")).order_by("pk"))
