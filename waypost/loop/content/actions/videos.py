"""What is said of a video of the library: the moment that stands for it, and what is heard in it, written down."""

import hashlib

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.content import shelf, watching
from waypost.loop.content.actions.media import renew_posts_with
from waypost.loop.content.domain import captions
from waypost.loop.content.looking import Picture
from waypost.loop.content.models import Caption, Media
from waypost.networks.contract import MediaLost
from waypost.toolkit.refusal import Refusal

_SHOWN = 5


def choose_poster(media: Media, *, by: Actor, at: float) -> Media:
    """Choose the moment, in seconds, whose picture stands for a video."""
    require(by, "media.add", media.workspace_id)
    _must_be_video(media)
    if not 0 <= at <= media.seconds:
        raise Refusal(f"This video lasts {media.lasts}. Choose a second of it.", field="at")
    try:
        moment, content = watching.still_of(str(media.file), at)
    except MediaLost as error:
        raise Refusal("That video is not on this server any more. Upload it again.", field="at") from error
    return _keep_poster(media, moment, shelf.put(media.workspace_id, Picture.of_jpeg(content)), by)


@transaction.atomic
def _keep_poster(media: Media, moment: float, still: str, by: Actor) -> Media:
    posts = renew_posts_with(media, by=by, change={"poster": moment, "still": still})
    record("media.poster_chosen", media, by=by, at=moment, posts=posts)
    return media


@transaction.atomic
def caption(media: Media, *, by: Actor, language: str, content: bytes) -> Caption:
    """Keep what is said in a video in one language, from an SRT or WebVTT file; a second file replaces the first."""
    require(by, "media.add", media.workspace_id)
    _must_be_video(media)
    if not captions.LANGUAGE.fullmatch(language):
        raise Refusal("Name the language by its tag, such as en or pt-BR.", field="language")
    try:
        read = captions.read(content, media.seconds)
    except captions.Unreadable as error:
        raise Refusal(str(error), field="file") from error
    if not isinstance(read, str):
        raise Refusal(_all(read), field="file")
    digest = hashlib.sha256(read.encode()).hexdigest()
    kept, _made = Caption.objects.update_or_create(
        media=media,
        language=language,
        defaults={
            "workspace_id": media.workspace_id,
            "content": read,
            "sha256": digest,
            "added_by": by.label,
        },
    )
    posts = renew_posts_with(media, by=by, change={"captions": _named(media)})
    record("media.captioned", media, by=by, language=language, posts=posts)
    return kept


@transaction.atomic
def uncaption(media: Media, *, by: Actor, language: str) -> Media:
    """Take the captions of one language away."""
    require(by, "media.add", media.workspace_id)
    if not Caption.objects.filter(media=media, language=language).delete()[0]:
        raise Refusal("There are no captions in that language any more. Reload the page.")
    posts = renew_posts_with(media, by=by, change={"captions": _named(media)})
    record("media.uncaptioned", media, by=by, language=language, posts=posts)
    return media


def _named(media: Media) -> list[list[str | int]]:
    rows = Caption.objects.filter(media=media).order_by("language")
    return [[row.language, row.sha256, len(row.content.encode())] for row in rows]


def _must_be_video(media: Media) -> None:
    if not media.is_video:
        raise Refusal("That is a picture. Open a video of the library for this.")


def _all(mistakes: list[captions.Mistake]) -> str:
    """Every wrong row, as far as anybody reads on."""
    said = [mistake.sentence for mistake in mistakes[:_SHOWN]]
    more = len(mistakes) - _SHOWN
    return " ".join([*said, f"{more} more rows are wrong too."] if more > 0 else said)
