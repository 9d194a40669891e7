"""Holds pictures and videos against what a network takes; what can be made to fit is only said, never refused."""

from collections.abc import Iterator

from waypost.loop.content.domain.findings import Finding, Place, Severity
from waypost.loop.content.domain.fitting import Recipe, film_bytes, lightest, recipes, together
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot, spoken_length
from waypost.networks.contract import MediaRules, Shape
from waypost.toolkit.wording import _

_NEARLY_ALL = 0.97
"""Of a picture: less is cut away than anybody sees."""
_MEGABYTE = 1_000_000
Said = tuple[str, Severity, dict[str, str | int]]


def check_media(snapshot: Snapshot, allowed: MediaRules, network: str) -> Iterator[Finding]:
    """Say how many are too many, and of each what is cut, what is too long and what cannot be sent at all."""
    for code, about in _counted(snapshot.media, allowed):
        yield Finding(code, Severity.STOP, Place("media"), {**about, "network": network})
    allowed, shape = together(snapshot.media, allowed), allowed.shape(snapshot.format)
    for position, (part, made) in enumerate(
        zip(snapshot.media, recipes(snapshot.media, allowed, snapshot.format), strict=True), start=1
    ):
        said = [*_of_each(part, made, shape)]
        if part.is_video and allowed.videos_max:
            said += _of_video(part, allowed, shape)
        for code, severity, more in said:
            about = {"position": position, "network": network, **named(part)}
            yield Finding(code, severity, Place("media", position, position), {**about, **more})


def named(part: MediaPart) -> dict[str, str]:
    """What a finding calls it, where it is no picture."""
    return {"Thing": _("Video"), "what": _("video")} if part.is_video else {}


def _counted(media: tuple[MediaPart, ...], allowed: MediaRules) -> Iterator[tuple[str, dict[str, str | int]]]:
    videos = sum(part.is_video for part in media)
    pictures = len(media) - videos
    if videos and not allowed.videos_max:
        yield "media.no_video", {}
    elif videos > allowed.videos_max:
        yield "media.too_many_videos", {"limit": allowed.videos_max, "count": videos}
    elif videos and pictures and not allowed.mixed_max:
        yield "media.mixed", {}
    elif videos and 0 < pictures <= allowed.images_max and len(media) > allowed.mixed_max:
        yield "media.too_many_together", {"limit": allowed.mixed_max, "count": len(media)}
    if allowed.moving_alone and pictures > 1 and any(part.frames > 1 for part in media):
        yield "media.moving_alone", {}
    if pictures > allowed.images_max:
        yield "media.too_many", {"limit": allowed.images_max, "count": pictures}


def _of_each(part: MediaPart, made: Recipe | None, shape: Shape) -> Iterator[Said]:
    width = made.width if made else part.width
    if width and width < shape.width_min:
        yield "media.too_narrow", Severity.STOP, {"width": width, "limit": shape.width_min}
    if made is None:
        return
    shown = made.box.width * made.box.height / (part.width * part.height)
    if part.frames > 1:
        yield "media.stands_still", Severity.WARN, {}
    if shown < _NEARLY_ALL:
        yield "media.cut", Severity.SUGGEST, {"share": round(100 * shown)}


def _of_video(part: MediaPart, allowed: MediaRules, shape: Shape) -> Iterator[Said]:
    length = spoken_length(part.seconds)
    longest = min(filter(None, (shape.seconds_max, allowed.video_seconds)), default=0.0)
    if longest and part.seconds > longest:
        yield "media.too_long", Severity.STOP, {"length": length, "limit": spoken_length(longest)}
    elif part.seconds < shape.seconds_min:
        yield "media.too_short", Severity.STOP, {"length": length, "limit": spoken_length(shape.seconds_min)}
    heaviest = film_bytes(allowed, shape)
    if heaviest and lightest(part) > heaviest:
        yield "media.too_heavy", Severity.STOP, {"limit": heaviest // _MEGABYTE}
    if part.captions and not allowed.captions:
        yield "captions.stay", Severity.SUGGEST, {}
    elif allowed.captions_max and len(part.captions) > allowed.captions_max:
        yield "captions.too_many", Severity.STOP, {"limit": allowed.captions_max, "count": len(part.captions)}
    elif allowed.caption_bytes and part.caption_bytes > allowed.caption_bytes:
        over = {"length": part.caption_bytes, "limit": allowed.caption_bytes}
        yield "captions.too_long", Severity.STOP, {**over}
    elif part.sounds and not part.captions and allowed.captions:
        yield "captions.missing", Severity.SUGGEST, {}
