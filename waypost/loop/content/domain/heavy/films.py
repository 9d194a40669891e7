"""Videos as jobs: looked at to their ends and cleaned when they come in, written anew for a network, a still taken of them."""

import hashlib
import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from waypost.loop.content.domain.heavy.encoding import MOST_MISSING, Shape, even_rate, write
from waypost.loop.content.domain.heavy.opening import Film, Refused, opened, read, shown

LONGEST_SIDE = 1920
KEPT_BITS, COPIED_BITS = 10_000_000, 16_000_000
"""Bits a second: of what is written, and of what may stay as it is."""
_STILL_SIDE = 1280
_LEAST_BITS = 200_000
_CONTAINER_SHARE = 0.97


def _nobody(_done: float, **_also: object) -> None:
    """Listens to nothing."""


def take(given: dict[str, Any], tell: Callable[..., None] = _nobody) -> dict[str, Any]:
    """{"path", "work", "to", "still"}: a video that came in, to its end; written to `to` as it is kept, a still beside it.

    Gives its kind, size, seconds, frames a second, whether it sounds, and its fingerprint, or {"refused": a code}.
    """
    path, to = Path(given["path"]), Path(given["to"])
    try:
        film = read(path)
        if not (_may_stay(film, path) and _copied(path, film, to, tell)):
            write(path, film, _kept_shape(film), Path(given["work"]), to, tell)
        made = _said(to)
        made["poster"] = _still(to, min(1.0, made["seconds"] / 3), Path(given["still"]))
    except Refused as refused:
        return {"refused": str(refused)}
    return made


def fit(given: dict[str, Any], tell: Callable[..., None] = _nobody) -> dict[str, Any]:
    """{"path", "work", "to", "recipe"}: write a kept video for a network; gives what `take` gives without a still."""
    recipe, box = given["recipe"], given["recipe"]["box"]
    path, to, work = Path(given["path"]), Path(given["to"]), Path(given["work"])
    try:
        film = read(path)
        rate = even_rate(film.rate, recipe["rate_max"] or 60)
        cut = (box["left"], box["top"], box["width"], box["height"])
        bits = KEPT_BITS
        for smaller in (1.0, 0.8, 0.6):
            sound = 160_000
            if recipe["bytes_max"]:
                most = int(recipe["bytes_max"] * 8 * _CONTAINER_SHARE * smaller / max(1.0, film.seconds))
                sound = 160_000 if most > 1_000_000 else 64_000
                bits = min(KEPT_BITS, most - sound)
            if bits < _LEAST_BITS:
                raise Refused("film_heavy")
            shape = Shape(cut, recipe["width"], recipe["height"], rate, bits, sound)
            write(path, film, shape, work, to, tell)
            if not recipe["bytes_max"] or to.stat().st_size <= recipe["bytes_max"]:
                return _said(to)
        raise Refused("film_heavy")
    except Refused as refused:
        return {"refused": str(refused)}


def still(given: dict[str, Any], _tell: Callable[..., None] = _nobody) -> dict[str, Any]:
    """{"path", "at", "to"}: the picture of a kept video at a moment, as a JPEG; gives {"at"}, or {"refused": a code}."""
    try:
        return {"at": _still(Path(given["path"]), given["at"], Path(given["to"]))}
    except Refused as refused:
        return {"refused": str(refused)}


def _kept_shape(film: Film) -> Shape:
    scale = min(1.0, LONGEST_SIDE / max(film.width, film.height))
    width, height = _even(film.width * scale), _even(film.height * scale)
    return Shape((0, 0, film.width, film.height), width, height, even_rate(film.rate), KEPT_BITS)


def _even(side: float) -> int:
    return max(2, int(side) // 2 * 2)


def _may_stay(film: Film, path: Path) -> bool:
    """Whether every player takes it as it is, as far as its first frame tells."""
    bits = path.stat().st_size * 8 / film.seconds if film.seconds else float("inf")
    return (
        (film.codec, film.pixels, film.range, film.turn, film.square) == ("h264", "yuv420p", "", 0, True)
        and max(film.width, film.height) <= LONGEST_SIDE
        and film.width % 2 == film.height % 2 == 0
        and film.sound in ("", "aac")
        and film.channels <= 2
        and abs(film.sound_start - film.start) < 0.1
        and 23 <= film.rate <= 60
        and bits <= COPIED_BITS
    )


def _copied(path: Path, film: Film, to: Path, tell: Callable[..., None]) -> bool:
    """Take it over as it is, with nothing but film and sound; False where its frames are not even, or not all alike."""
    step, last = float(1 / film.rate), film.start
    with opened(path) as (container, video):
        for at, frame in shown(container, video):
            uneven = at != film.start and abs(at - last - step) > step / 4
            if uneven or (frame.width, frame.height) != film.stored:
                return False
            if int(at) != int(last) and film.seconds:
                tell(min(0.95, (at - film.start) / film.seconds))
            last = at
    if film.seconds - (last - film.start) > max(1.0, film.seconds * MOST_MISSING):
        raise Refused("film_broken")
    with (
        opened(path) as (source, video),
        av.open(str(to), "w", format="mp4", options={"movflags": "+faststart"}) as out,
    ):
        streams = [video, *source.streams.audio[:1]]
        into = {each.index: out.add_stream_from_template(each) for each in streams}
        for each in into.values():
            each.metadata.clear()
        for packet in source.demux(streams):
            if packet.dts is not None:
                packet.stream = into[packet.stream.index]
                out.mux(packet)
    return True


def _said(to: Path) -> dict[str, Any]:
    """What was written, as its own file says."""
    film = read(to)
    with to.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "content_type": "video/mp4",
        "width": film.width,
        "height": film.height,
        "seconds": round(film.seconds, 3),
        "rate": round(float(Fraction(film.rate)), 3),
        "sounds": bool(film.sound),
        "size": to.stat().st_size,
        "sha256": digest,
    }


def _still(path: Path, at: float, to: Path) -> float:
    """Write the picture of that moment, and say which moment it is."""
    with opened(path) as (container, video):
        chosen = None
        for moment, frame in shown(container, video, max(0.0, at)):
            if chosen is None or moment <= at + 0.001:
                chosen = moment, frame
            if moment >= at:
                break
        if chosen is None:
            raise Refused("film_broken")
        picture = chosen[1].to_image()  # type: ignore[no-untyped-call]
    picture.thumbnail((_STILL_SIDE, _STILL_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    to.write_bytes(out.getvalue())
    return round(chosen[0], 3)
