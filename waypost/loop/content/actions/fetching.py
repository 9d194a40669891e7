"""What lies at an address that somebody names: a picture goes into the library at once, a video is laid by for the worker."""

import io
from collections.abc import Callable, Iterator
from itertools import chain
from tempfile import TemporaryFile

from django.conf import settings

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions import intakes, media
from waypost.loop.content.domain.media_words import begins_a_video
from waypost.loop.content.models import Intake, Media
from waypost.toolkit import http
from waypost.toolkit.http import Deadline, DeadlinePassed, HttpError, Stream
from waypost.toolkit.refusal import Refusal

_LONGEST, _BEGINNING = 1000, 4096
_PATIENCE, _LONG_PATIENCE, _SILENCE = 20.0, 1800.0, 20.0
"""Seconds: for a picture, for a video, and for its next piece."""


def _nobody() -> None:
    """Listens to nothing."""


def fetch(
    workspace: Workspace, *, by: Actor, address: str, hear: Callable[[], None] = _nobody
) -> Media | Intake:
    """Bring what is at an address, once: what came from there before, or is on its way, is taken as it is.

    `hear` is called with every piece that comes, because a video takes a while.
    """
    require(by, "media.add", workspace.pk)
    came_from = address[:_LONGEST]
    of_there = {"workspace": workspace, "came_from": came_from}
    known = (
        Media.objects.filter(**of_there, archived_at=None).first() or Intake.objects.filter(**of_there).last()
    )
    if known is not None:
        return known
    try:
        line = http.follow(address, Deadline(_PATIENCE))
    except HttpError as error:
        raise Refusal(f"What is at {address} cannot be fetched: {error}.") from error
    try:
        if line.answer.status_code != 200:
            raise Refusal(f"There is nothing at {address}: its server answers {line.answer.status_code}.")
        return _take(workspace, line, came_from, hear, by)
    except HttpError as error:
        raise Refusal(f"What is at {address} cannot be fetched: {error}.") from error
    finally:
        line.close()


def _take(
    workspace: Workspace, line: Stream, came_from: str, hear: Callable[[], None], by: Actor
) -> Media | Intake:
    name = line.answer.url.path.rsplit("/", 1)[-1]
    pieces = _pieces(line, Deadline(_PATIENCE), hear)
    beginning = b""
    while len(beginning) < _BEGINNING and (piece := next(pieces, b"")):
        beginning += piece
    try:
        if begins_a_video(beginning[:_BEGINNING]):
            rest = _pieces(line, Deadline(_LONG_PATIENCE), hear)
            return _lay_by(workspace, chain([beginning], rest), name, came_from, by)
        content = b"".join(_up_to(media.LARGEST, chain([beginning], pieces)))
        return media.add(workspace, by=by, file=io.BytesIO(content), name=name, came_from=came_from)
    except Refusal as refusal:
        raise Refusal(f"What is at {came_from} cannot be used. {refusal.sentence}") from refusal


def _lay_by(
    workspace: Workspace, pieces: Iterator[bytes], name: str, came_from: str, by: Actor
) -> Intake | Media:
    """Keep a video as it comes, first in a file that goes with us: what breaks off halfway leaves nothing."""
    intakes.see_room(workspace)
    with TemporaryFile(prefix="fetched-", dir=settings.HOME) as file:
        for piece in _up_to(intakes.LARGEST, pieces):
            file.write(piece)
        size = file.tell()
        file.seek(0)
        intake = intakes.begin(workspace, by=by, file=file, size=size, name=name, came_from=came_from)
    kept = Media.objects.filter(workspace=workspace, came_from=came_from, archived_at=None).first()
    return kept or Intake.objects.filter(pk=intake.pk).first() or intake


def _up_to(most: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, and never more than one too many: whoever counts them sees that it is too large."""
    room = most
    for piece in pieces:
        yield piece
        room -= len(piece)
        if room < 0:
            return


def _pieces(line: Stream, deadline: Deadline, hear: Callable[[], None]) -> Iterator[bytes]:
    """What comes until the server is done. Raises HttpError, also where it falls silent."""
    while piece := line.read(min(_SILENCE, deadline.left())):
        hear()
        yield piece
    if piece is None:
        raise DeadlinePassed("the server fell silent before it was done")
