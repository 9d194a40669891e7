"""Opens videos without believing them: which kind, which of their streams, how they are shown, and every frame with its time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from waypost.loop.content.domain.heavy.ranging import HLG, PQ

LONGEST_SECONDS = 3600.0
LARGEST_PIXELS, LARGEST_SIDE, SMALLEST_SIDE = 10_000_000, 8192, 16
"""What cameras make: 4K in any shape. What claims more is not decoded."""
MOST_STREAMS, MOST_DAMAGED = 32, 8
THREADS = 2
_DECODERS = frozenset(
    {"h264", "hevc", "vp8", "vp9", "libdav1d", "av1", "mpeg4", "mjpeg", "prores", "mpeg2video", "libvpx", "libvpx-vp9"}
)  # fmt: skip
_HIGH_RANGE = {16: PQ, 18: HLG}
"""By what ITU-T H.273 calls it: how brightness is written where it goes beyond what ordinary screens show."""
_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"})
# Only the file itself is read, whatever it names: no playlist, no address, no other file.
_ALONE = {"protocol_whitelist": "file", "enable_drefs": "0"}


class Refused(Exception):
    """Why a file cannot be used, as a code for which `media_words` has a sentence."""


@dataclass(frozen=True)
class Film:
    """What a video is, as its first frame shows it. `rate` is frames a second, `seconds` what the file claims to last.

    `turn` is by how many degrees a frame is turned counterclockwise to stand upright; `width` and `height` are pixels
    as it is shown. `range` names how brightness is written where it goes beyond what ordinary screens show (HDR).
    """

    codec: str
    pixels: str
    range: str
    width: int
    height: int
    stored: tuple[int, int]
    turn: int
    square: bool
    rate: Fraction
    seconds: float
    start: float
    sound: str
    channels: int
    sound_start: float


def read(path: Path) -> Film:
    """Look at a video up to its first frame. Raises Refused for what is none, or is beyond all size."""
    with opened(path) as (container, video):
        first = next(iter(shown(container, video)), None)
        if first is None:
            raise Refused("film_broken")
        frame = first[1]
        turn = round(frame.rotation / 90) * 90 % 360
        aspect = video.sample_aspect_ratio or Fraction(1)
        aspect = aspect if Fraction(1, 10) < aspect < 10 else Fraction(1)
        width, height = max(2, round(frame.width * aspect)), frame.height
        if turn in (90, 270):
            width, height = height, width
        _sized(width, height)
        sounds = [each for each in container.streams.audio if each.codec_context is not None]
        sound = sounds[0] if sounds else None
        return Film(
            codec=video.codec_context.name,
            pixels=frame.format.name,
            range=_HIGH_RANGE.get(frame.color_trc, ""),
            width=width,
            height=height,
            stored=(frame.width, frame.height),
            turn=turn,
            square=aspect == 1,
            rate=_rate(video),
            seconds=_claimed(container, video),
            start=first[0],
            sound=sound.codec_context.name if sound else "",
            channels=sound.codec_context.channels if sound else 0,
            sound_start=_starts(sound.start_time, sound.time_base) if sound else 0.0,
        )


@contextmanager
def opened(path: Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    """The file and the stream that is its film; whatever goes wrong with it is Refused."""
    try:
        with av.open(str(path), format=_kind(path), options=_ALONE, metadata_errors="replace") as container:
            if len(container.streams) > MOST_STREAMS:
                raise Refused("film_parts")
            films = [each for each in container.streams.video if not _is_cover(each)]
            if not films:
                raise Refused("film_none")
            video = films[0]
            if video.codec_context is None or video.codec_context.name not in _DECODERS:
                raise Refused("film_kind")
            _sized(video.codec_context.width, video.codec_context.height)
            if _claimed(container, video) > LONGEST_SECONDS:
                raise Refused("film_long")
            video.thread_type, video.codec_context.thread_count = "AUTO", THREADS
            yield container, video
    except (MemoryError, av.error.MemoryError) as error:
        raise Refused("film_size") from error
    except (av.error.FFmpegError, OSError, ValueError, EOFError) as error:
        raise Refused("film_broken") from error


def shown(
    container: InputContainer, video: VideoStream, since: float | None = None
) -> Iterator[tuple[float, VideoFrame]]:
    """Every frame that can be shown with its moment in seconds as the file counts, never backwards.

    A few damaged ones are left out. Raises Refused for a file that is damaged all through, or never ends.
    """
    damaged, last, first = 0, float("-inf"), None
    if since is not None:
        container.seek(int(since / video.time_base) if video.time_base else 0, stream=video, backward=True)
    for packet in container.demux(video):
        try:
            frames = packet.decode()
        except av.error.InvalidDataError as error:
            damaged += 1
            if damaged > MOST_DAMAGED:
                raise Refused("film_broken") from error
            continue
        for frame in frames:
            at = frame.time
            if at is None or at <= last:
                continue
            first = at if first is None else first
            if at - first > LONGEST_SECONDS:
                raise Refused("film_long")
            _sized(frame.width, frame.height)
            last = at
            yield at, frame


def _kind(path: Path) -> str:
    """The format by the file's first bytes, whatever its name says."""
    with path.open("rb") as file:
        start = file.read(377)
    if start[4:8] in _BOXES:
        return "mov"
    if start.startswith(b"\x1aE\xdf\xa3"):
        return "matroska"
    if start[:4] == b"RIFF" and start[8:12] == b"AVI ":
        return "avi"
    if start[:1] == start[188:189] == start[376:377] == b"G":
        return "mpegts"
    raise Refused("film_kind")


def _is_cover(video: VideoStream) -> bool:
    return bool(video.disposition & Disposition.attached_pic)


def _sized(width: int, height: int) -> None:
    if width * height > LARGEST_PIXELS or max(width, height) > LARGEST_SIDE:
        raise Refused("film_size")
    if min(width, height) < SMALLEST_SIDE:
        raise Refused("film_none")


def _claimed(container: InputContainer, video: VideoStream) -> float:
    """How long it says it is, in seconds; 0 where it does not say."""
    if video.duration and video.time_base:
        return float(video.duration * video.time_base)
    return container.duration / av.time_base if container.duration else 0.0


def _starts(at: int | None, unit: Fraction | None) -> float:
    return float(at * unit) if at is not None and unit else 0.0


def _rate(video: VideoStream) -> Fraction:
    known = video.average_rate or video.guessed_rate
    return known if known and known > 0 else Fraction(30)
