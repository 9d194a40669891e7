"""Videos on their way into the library: laid by, prepared by the worker, stopped and gone on with, kept or refused."""

from datetime import timedelta
from typing import IO

from django.db import transaction
from django.db.models import QuerySet

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content import shelf, watching
from waypost.loop.content.actions import attachments
from waypost.loop.content.models import Intake, Media, Post
from waypost.loop.content.queries.media import intakes_to_prepare
from waypost.loop.content.watching import Video
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LARGEST = 2_000_000_000
"""Bytes of a video as it comes."""
MOST = 20
"""Videos of one brand on their way at once."""
SILENT = timedelta(minutes=3)
"""Whoever prepares says a word again and again; after so long without one somebody else goes on."""
State = Intake.State


def begin(
    workspace: Workspace,
    *,
    by: Actor,
    file: IO[bytes],
    size: int,
    name: str,
    alt: str = "",
    post: Post | None = None,
    came_from: str = "",
    came_as: str = "",
) -> Intake:
    """Lay a video by, piece by piece, so that the worker prepares it; then it hangs on `post`, where one is given.

    `came_from` is the address that it was fetched from, `came_as` the fingerprint of its bytes, where that is known.
    """
    require(by, "media.add", workspace.pk)
    if post is not None:
        require(by, "post.draft", workspace.pk)
        if post.workspace_id != workspace.pk:
            raise Refusal("That post is not one of this brand. Open it again and add the video there.")
    if size > LARGEST:
        raise Refusal("That video is larger than 2 GB. Export it smaller and upload it again.", field="file")
    see_room(workspace)
    return _laid_by(
        Intake(
            workspace=workspace,
            post=post,
            name=name[-200:] or "video.mp4",
            alt=" ".join(alt.split()),
            file=shelf.put_by(workspace.pk, file),
            size=size,
            came_from=came_from,
            came_as=came_as,
            added_by=by.label,
        ),
        by,
    )


def see_room(workspace: Workspace) -> None:
    """See that one more video may be on its way; a Refusal where too many are."""
    if Intake.objects.filter(workspace=workspace).count() >= MOST:
        raise Refusal("20 videos are on their way already. Wait for them, or clear some away.", field="file")


@transaction.atomic
def _laid_by(intake: Intake, by: Actor) -> Intake:
    intake.save()
    record("video.came", intake, by=by, size=intake.size)
    return intake


@transaction.atomic
def stop(intake: Intake, *, by: Actor) -> Intake:
    """Stop preparing a video; what is written so far is kept."""
    require(by, "media.add", intake.workspace_id)
    _move(intake, Intake.UNFINISHED, State.STOPPED, "It is not being prepared any more. Reload the page.")
    record("video.stopped", intake, by=by)
    return intake


@transaction.atomic
def go_on(intake: Intake, *, by: Actor) -> Intake:
    """Go on with a video that was stopped or broke off."""
    require(by, "media.add", intake.workspace_id)
    _move(intake, (State.STOPPED, State.FAILED), State.WAITING, "It is running already. Reload the page.")
    record("video.came", intake, by=by, again=True)
    return intake


@transaction.atomic
def discard(intake: Intake, *, by: Actor) -> None:
    """Clear away a video that is not in the library yet."""
    require(by, "media.add", intake.workspace_id)
    record("video.discarded", intake, by=by)
    _leave(intake)


def begin_next() -> Intake | None:
    """Take the video that waits longest, or with which nobody went on."""
    for intake in intakes_to_prepare(clock.now() - SILENT)[:5]:
        mine = Intake.objects.filter(pk=intake.pk, state=intake.state, seen_at=intake.seen_at)
        if mine.update(state=State.WORKING, seen_at=clock.now()):
            return intake
    return None


def note_progress(intake: Intake, percent: int) -> bool:
    """Note how far it is; False when somebody stopped it."""
    return bool(_working(intake).update(percent=percent, seen_at=clock.now()))


def refuse(intake: Intake, code: str) -> bool:
    """Note why a video cannot come in; its file goes."""
    refused = bool(_working(intake).update(state=State.REFUSED, refused=code))
    if refused:
        shelf.drop(str(intake.file))
        watching.forget(work_name(intake))
    return refused


def fail(intake: Intake) -> bool:
    """Note that preparing it broke off."""
    return bool(_working(intake).update(state=State.FAILED))


@transaction.atomic
def keep(intake: Intake, video: Video, *, path: str, still: str, by: Actor) -> Media | None:
    """Put a prepared video into the library, and on the post it came for; None when somebody cleared it away."""
    require(by, "media.add", intake.workspace_id)
    if not _working(intake).select_for_update().exists():
        return None
    same = Media.objects.select_for_update().filter(workspace=intake.workspace_id, sha256=video.sha256)
    media = same.first() or Media(
        workspace_id=intake.workspace_id,
        sha256=video.sha256,
        file=path,
        still=still,
        name=intake.name,
        alt=intake.alt,
        content_type=video.content_type,
        width=video.width,
        height=video.height,
        size=video.size,
        seconds=video.seconds,
        rate=video.rate,
        sounds=video.sounds,
        poster=video.poster,
        added_by=intake.added_by,
    )
    media.archived_at = None
    media.came_from, media.came_as = intake.came_from or media.came_from, intake.came_as or media.came_as
    media.save()
    record("media.added", media, by=by, size=media.size, seconds=round(media.seconds))
    post = intake.post
    if post is not None and not post.attachments.filter(media=media).exists():
        _hang(post, media, by)
    _leave(intake)
    return media


def _hang(post: Post, media: Media, by: Actor) -> None:
    """Hang it on its post; one that may not be changed any more leaves it in the library."""
    try:
        with transaction.atomic():
            attachments.attach(post, by=by, media=media)
    except Refusal as refusal:
        record("video.not_attached", media, by=by, post=post.pk, why=refusal.sentence)


def work_name(intake: Intake) -> str:
    """What the folder of its work is called: as its file, whose name never comes twice."""
    return str(intake.file).rpartition("/")[2]


def _leave(intake: Intake) -> None:
    file, name = str(intake.file), work_name(intake)
    intake.delete()

    def clear() -> None:
        shelf.drop(file)
        watching.forget(name)

    transaction.on_commit(clear)


def _working(intake: Intake) -> QuerySet[Intake]:
    return Intake.objects.filter(pk=intake.pk, state=State.WORKING)


def _move(intake: Intake, since: tuple[State, ...], to: State, otherwise: str) -> None:
    if not Intake.objects.filter(pk=intake.pk, state__in=since).update(state=to):
        raise Refusal(otherwise)
    intake.refresh_from_db()
