"""The sound of a video, written anew as AAC in step with its film: gaps are silence, what overlaps is left out."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.packet import Packet

from waypost.loop.content.domain.heavy.opening import Film, opened

SOUND_RATE = 48_000
_OUT_OF_STEP = SOUND_RATE // 10
"""Samples: a tenth of a second is heard."""
_SILENCE = SOUND_RATE


def sounds(path: Path, film: Film, stream: AudioStream, seconds: float) -> "Iterator[Packet[Any]]":
    """The packets of a film's sound for a stream of the new file, no longer than the film."""
    end, written = round(seconds * SOUND_RATE), 0
    for frame in _in_step(path, film):
        if written >= end:
            break
        frame.pts, frame.time_base = written, Fraction(1, SOUND_RATE)
        written += frame.samples
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _in_step(path: Path, film: Film) -> Iterator[AudioFrame]:
    made, written = AudioResampler(format="fltp", layout="stereo", rate=SOUND_RATE), 0
    with opened(path) as (container, _video):
        for packet in container.demux(audio=0):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                continue  # a moment without sound, which is then silence
            for frame in frames:
                if not isinstance(frame, AudioFrame) or frame.time is None:
                    continue
                wanted = round((frame.time - film.start) * SOUND_RATE)
                if written - wanted > _OUT_OF_STEP:
                    continue
                while wanted - written > _OUT_OF_STEP:
                    quiet = _quiet(min(_SILENCE, wanted - written))
                    written += quiet.samples
                    yield quiet
                try:
                    resampled = made.resample(frame)
                except ValueError:
                    made = AudioResampler(format="fltp", layout="stereo", rate=SOUND_RATE)
                    resampled = made.resample(frame)
                for each in resampled:
                    written += each.samples
                    yield each


def _quiet(samples: int) -> AudioFrame:
    frame = AudioFrame(format="fltp", layout="stereo", samples=samples)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    frame.sample_rate = SOUND_RATE
    return frame
