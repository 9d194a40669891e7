"""Writes videos as every network takes them: H.264 and AAC in an MP4 that begins with what a player needs first.

The film is written in stretches of ten seconds, each a file of its own: what was stopped goes on with the next stretch.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from heapq import merge
from math import floor
from pathlib import Path
from typing import Any

import av
from av.filter import Graph
from av.packet import Packet
from av.video.frame import VideoFrame

from waypost.loop.content.domain.heavy import ranging
from waypost.loop.content.domain.heavy.opening import (
    LONGEST_SECONDS,
    THREADS,
    Film,
    Refused,
    opened,
    shown,
)
from waypost.loop.content.domain.heavy.sounding import SOUND_RATE, sounds

STRETCH_SECONDS = 10
MOST_MISSING = 0.05
"""Of its claimed length: what ends earlier was cut off on its way."""
_EARLY = 0.4
"""Of a frame: how much before its step a frame may come and still be that step's, because clocks are not exact."""
Tell = Callable[[float], object]
_FILMED, _SHOWN = "color_primaries=bt2020:colorspace=bt2020nc", "color_primaries=bt709:color_trc=bt709"
"""The colours in which HDR is filmed (ITU-R BT.2100), and those of ordinary screens."""
_STANDARD = (
    Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30), Fraction(50),
    Fraction(60000, 1001), Fraction(60),
)  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """How a film is written: the part of it that is shown (left, top, width, height), the size, and bits a second at most."""

    box: tuple[int, int, int, int]
    width: int
    height: int
    rate: Fraction
    bits: int
    sound_bits: int = 160_000
    quality: int = 21


def even_rate(rate: Fraction, most: int = 60) -> Fraction:
    """The rate in which a film is written: one that all players know, the nearest that loses no frame."""
    if rate < 23:
        return next((Fraction(each) for each in (24, 25, 30) if Fraction(each) % rate == 0), Fraction(30))
    near = min(_STANDARD, key=lambda each: abs(each - rate))
    if abs(near - rate) > rate / 100:
        near = next((each for each in _STANDARD if each > rate), _STANDARD[-1])
    while near > most:
        near /= 2
    return near


def write(path: Path, film: Film, shape: Shape, work: Path, to: Path, tell: Tell) -> float:
    """Write a film anew, going on where `work` was left; how many seconds it has. Raises Refused."""
    plan = json.dumps({"film": asdict(film), "shape": asdict(shape)}, default=str, sort_keys=True)
    kept = work / "plan.json"
    if not kept.is_file() or kept.read_text() != plan:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        kept.write_text(plan)
    ticks = _stretches(path, film, shape, work, tell)
    seconds = float(ticks / shape.rate)
    if film.seconds - seconds > max(1.0, film.seconds * MOST_MISSING):
        raise Refused("film_broken")
    _together(path, film, shape, work, to, seconds)
    return seconds


def _stretches(path: Path, film: Film, shape: Shape, work: Path, tell: Tell) -> int:
    """Write the stretches that are missing; how many frames there are in all."""
    each = round(STRETCH_SECONDS * shape.rate)
    done = 0
    while (work / f"{done:05}.mp4").is_file():
        done += 1
    if (work / "ticks").is_file():
        return int((work / "ticks").read_text())
    writer, tick = _Stretch(work, done, shape), done * each
    for tick, frame in _evenly(path, film, shape, work, done * each):
        if tick >= (writer.number + 1) * each:
            writer.close()
            writer = _Stretch(work, writer.number + 1, shape)
        writer.add(frame, tick - writer.number * each)
        if tick % round(shape.rate) == 0:
            tell(min(1.0, float(tick / shape.rate) / film.seconds) if film.seconds else 0.0)
    ticks = tick + 1 if writer.has_any else tick
    writer.close()
    if not ticks:
        raise Refused("film_broken")
    (work / "ticks").write_text(str(ticks))
    return ticks


def _evenly(path: Path, film: Film, shape: Shape, work: Path, since: int) -> Iterator[tuple[int, VideoFrame]]:
    """The frames in even steps from `since` on, upright and cut: one that stays is said again, one too many left out."""
    draw = _Drawing(film, shape, work)
    with opened(path) as (container, video):
        tick, before = since, None
        for at, frame in shown(container, video, film.start + float(since / shape.rate) if since else None):
            until = floor((at - film.start) * shape.rate + _EARLY)
            while before is not None and tick < until:
                yield tick, before
                tick += 1
            if until >= tick or before is None:
                before = draw(frame)
        if before is not None and tick < LONGEST_SECONDS * shape.rate:
            yield tick, before


class _Drawing:
    """Turns a frame upright, cuts it, and brings it to the size and the colours that all players know.

    What is brighter than ordinary screens can show (HDR) is brought into what they can; left as it is it looks washed out.
    """

    def __init__(self, film: Film, shape: Shape, work: Path) -> None:
        self._film, self._shape, self._table = film, shape, work / "colours.cube"
        if film.range:
            ranging.write_table(film.range, self._table)
        self._graph: Graph | None = None
        self._for: tuple[int, int, str] | None = None

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        made_for = frame.width, frame.height, frame.format.name
        if self._graph is None or self._for != made_for:
            self._graph, self._for = self._built(frame), made_for
        frame.pts = None
        self._graph.push(frame)
        drawn = self._graph.pull()
        assert isinstance(drawn, VideoFrame)
        return drawn

    def _built(self, frame: VideoFrame) -> Graph:
        film, shape, graph = self._film, self._shape, Graph()
        left, top, width, height = shape.box
        steps = {
            90: [("transpose", "cclock")],
            180: [("hflip", ""), ("vflip", "")],
            270: [("transpose", "clock")],
        }.get(film.turn, [])
        upright = (frame.width, frame.height) if film.turn in (0, 180) else (frame.height, frame.width)
        if upright != (film.width, film.height):
            steps.append(("scale", f"{film.width}:{film.height}"))
        if (left, top, width, height) != (0, 0, film.width, film.height):
            steps.append(("crop", f"{width}:{height}:{left}:{top}:exact=1"))
        size = f"{shape.width}:{shape.height}"
        if film.range:
            steps += [
                ("setparams", _FILMED),
                ("scale", size),
                ("format", "gbrpf32le"),
                ("lut3d", f"file={_escaped(self._table)}"),
                ("setparams", _SHOWN),
                ("scale", "out_color_matrix=bt709:out_range=limited"),
            ]
        else:
            steps.append(("scale", f"{size}:out_range=limited"))
        steps += [("format", "yuv420p"), ("setsar", "1")]
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 1000)
        )
        graph.link_nodes(source, *(graph.add(name, given) for name, given in steps), graph.add("buffersink"))
        graph.configure()
        return graph


def _escaped(path: Path) -> str:
    """A path as the words of a filter may hold it."""
    return re.sub(r"([\\':])", r"\\\1", str(path))


class _Stretch:
    """One file of at most ten seconds; it has its name only once it is whole."""

    def __init__(self, work: Path, number: int, shape: Shape) -> None:
        self.number, self.has_any = number, False
        self._part, self._whole = work / f"{number:05}.part", work / f"{number:05}.mp4"
        self._container = av.open(str(self._part), "w", format="mp4")
        self._stream = self._container.add_stream("libx264", rate=shape.rate)
        stream, context = self._stream, self._stream.codec_context
        stream.width, stream.height, stream.pix_fmt = shape.width, shape.height, "yuv420p"
        context.time_base, context.thread_count = 1 / shape.rate, THREADS
        stream.options = {
            "preset": "veryfast",
            "crf": str(shape.quality),
            "maxrate": str(shape.bits),
            "bufsize": str(shape.bits),
            "profile": "high",
            "x264-params": f"keyint={round(shape.rate * 2)}:open-gop=0",
        }

    def add(self, frame: VideoFrame, tick: int) -> None:
        frame.pts, frame.time_base = tick, self._stream.codec_context.time_base
        frame.pict_type = 0  # what it was in the file it came from says nothing here
        self._container.mux(self._stream.encode(frame))
        self.has_any = True

    def close(self) -> None:
        if self.has_any:
            self._container.mux(self._stream.encode(None))
        self._container.close()
        if self.has_any:
            self._part.rename(self._whole)
        else:
            self._part.unlink()


def _together(path: Path, film: Film, shape: Shape, work: Path, to: Path, seconds: float) -> None:
    """Put the stretches into one file, with the sound beside them."""
    stretches = sorted(work.glob("*.mp4"))
    with av.open(str(to), "w", format="mp4", options={"movflags": "+faststart"}) as out:
        with av.open(str(stretches[0])) as first:
            video = out.add_stream_from_template(first.streams.video[0])
        tracks = [_film_packets(stretches, round(STRETCH_SECONDS * shape.rate), shape.rate, video)]
        if film.sound:
            sound = out.add_stream("aac", rate=SOUND_RATE, layout="stereo")
            sound.bit_rate = shape.sound_bits
            tracks.append(sounds(path, film, sound, seconds))
        for packet in merge(*tracks, key=_moment):
            out.mux(packet)


def _film_packets(
    stretches: list[Path], each: int, rate: Fraction, stream: av.VideoStream
) -> "Iterator[Packet[Any]]":
    for number, part in enumerate(stretches):
        with av.open(str(part)) as container:
            for packet in container.demux(video=0):
                if packet.dts is None or packet.pts is None:
                    continue
                later = round(number * each / rate / packet.time_base)
                packet.pts, packet.dts, packet.stream = packet.pts + later, packet.dts + later, stream
                yield packet


def _moment(packet: "Packet[Any]") -> Fraction:
    return (packet.dts or 0) * packet.time_base
