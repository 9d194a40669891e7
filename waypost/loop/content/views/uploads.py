"""A file that somebody brings: a picture goes into the library at once, a video is laid by to be prepared."""

from django.core.files.uploadedfile import UploadedFile

from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.content.actions import attachments, intakes, media
from waypost.loop.content.domain.media_words import begins_a_video
from waypost.loop.content.models import Intake, Media, Post

_BEGINNING = 4096


def take(
    request: WorkspaceRequest, file: "UploadedFile[bytes]", alt: str, post: Post | None = None
) -> Media | Intake:
    """Take a file in, and hang it on a post where one is given; a video hangs there once it is prepared."""
    beginning = file.read(_BEGINNING)
    file.seek(0)
    if begins_a_video(beginning):
        return intakes.begin(
            request.workspace,
            by=request.actor,
            file=file,
            size=file.size or 0,
            name=file.name or "",
            alt=alt,
            post=post,
        )
    picture = media.add(request.workspace, by=request.actor, file=file, name=file.name or "", alt=alt)
    if post is not None:
        attachments.attach(post, by=request.actor, media=picture, alt=alt)
    return picture
