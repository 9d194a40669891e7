"""Small videos, made for tests as cameras, phones and broken uploads make them."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av

STEP = Fraction(1, 1000)
_SOUND_RATE, _SAMPLES = 44_100, 1024


def film(
    path: Path,
    *,
    seconds: float = 1.0,
    size: tuple[int, int] = (64, 48),
    rate: int = 30,
    codec: str = "libx264",
    container: str | None = None,
    sound: bool = True,
    moments: Callable[[int], int] | None = None,
    says: dict[str, str] | None = None,
) -> Path:
    """Write a video whose picture gets lighter; `moments` says at which millisecond each frame is shown."""
    with av.open(str(path), "w", format=container) as out:
        out.metadata.update(says or {})
        video = out.add_stream(codec, rate=rate)
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        video.codec_context.time_base = STEP if moments else Fraction(1, rate)
        heard = out.add_stream("aac", rate=_SOUND_RATE, layout="stereo") if sound else None
        for number in range(round(seconds * rate)):
            frame = _grey(size, 16 + number * 7 % 220)
            frame.pts = moments(number) if moments else number
            frame.time_base = video.codec_context.time_base
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        for number in range(round(seconds * _SOUND_RATE) // _SAMPLES if heard else 0):
            out.mux(heard.encode(_quiet(number)))
        if heard:
            out.mux(heard.encode(None))
    return path


def high_range(path: Path, *, transfer: int, light: float) -> Path:
    """Write a grey video as HDR cameras do: ten bits, wide colours; `light` is the share of its whole scale."""
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx265", rate=30, options={"x265-params": "log-level=none"})
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p10le"
        video.codec_context.color_trc = transfer
        video.codec_context.color_primaries = video.codec_context.colorspace = 9  # BT.2020
        for number in range(6):
            frame = av.VideoFrame(64, 48, "yuv420p10le")
            for plane, shade in zip(frame.planes, (round(64 + 876 * light), 512, 512), strict=True):
                plane.update(shade.to_bytes(2, "little") * (plane.buffer_size // 2))
            frame.pts = number
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    return path


def lightness_of(path: Path) -> int:
    """How light the middle of the first frame is, from 0 to 255."""
    with av.open(str(path)) as container:
        shown = next(container.decode(video=0)).to_image().convert("L")
    return int(shown.getpixel((shown.width // 2, shown.height // 2)))


def sound_alone(path: Path) -> Path:
    """Write a file with sound and no film."""
    with av.open(str(path), "w") as out:
        heard = out.add_stream("aac", rate=_SOUND_RATE, layout="stereo")
        for number in range(20):
            out.mux(heard.encode(_quiet(number)))
        out.mux(heard.encode(None))
    return path


def turned(path: Path) -> Path:
    """Write an upright phone's video: stored lying, with the word to turn it by a quarter clockwise."""
    film(path, sound=False, seconds=0.2)
    content = bytearray(path.read_bytes())
    lying, upright = _matrix(0x10000, 0, 0, 0x10000), _matrix(0, 0x10000, -0x10000, 0)
    at = content.rindex(lying)
    content[at : at + len(lying)] = upright
    path.write_bytes(content)
    return path


def frames_of(path: Path) -> list[float]:
    """The moment of each frame in seconds."""
    with av.open(str(path)) as container:
        return [frame.time for frame in container.decode(video=0)]


def sound_of(path: Path) -> float:
    """How many seconds of sound there are."""
    with av.open(str(path)) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


def _matrix(a: int, b: int, c: int, d: int) -> bytes:
    return b"".join(each.to_bytes(4, "big", signed=True) for each in (a, b, 0, c, d, 0, 0, 0, 0x40000000))


def _grey(size: tuple[int, int], shade: int) -> av.VideoFrame:
    frame = av.VideoFrame(*size, "yuv420p")
    for number, plane in enumerate(frame.planes):
        plane.update(bytes([128 if number else shade]) * plane.buffer_size)
    return frame


def _quiet(number: int) -> av.AudioFrame:
    frame = av.AudioFrame(format="fltp", layout="stereo", samples=_SAMPLES)
    frame.sample_rate, frame.pts, frame.time_base = _SOUND_RATE, number * _SAMPLES, Fraction(1, _SOUND_RATE)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    return frame
