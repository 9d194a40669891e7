"""Videos come in clean and even, are written for networks, and what is none is refused with a word."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from waypost.loop.content.domain.heavy import encoding, films
from waypost.loop.content.tests.films import (
    film,
    frames_of,
    high_range,
    lightness_of,
    sound_alone,
    sound_of,
    turned,
)


def taken(path: Path) -> dict[str, Any]:
    """What taking it in says; the video is written to out.mp4 beside it."""
    folder = path.parent
    return films.take(
        {
            "path": str(path),
            "work": str(folder / "work"),
            "to": str(folder / "out.mp4"),
            "still": str(folder / "still.jpg"),
        }
    )


def made(folder: Path, **recipe: int) -> dict[str, Any]:
    wanted = {"left": 0, "top": 0, "wide": 64, "high": 48, "width": 64, "height": 48, **recipe}
    box = {
        "left": wanted["left"],
        "top": wanted["top"],
        "width": wanted["wide"],
        "height": wanted["high"],
    }
    how = {"rate_max": 0, "bytes_max": 0, **wanted, "box": box}
    given = {"path": str(folder / "out.mp4"), "work": str(folder / "fit"), "to": str(folder / "fit.mp4")}
    return films.fit({**given, "recipe": how})


def test_a_video_that_all_players_take_stays_as_it_is_without_where_it_was_taken(tmp_path: Path) -> None:
    came = film(tmp_path / "came.mov", says={"comment": "Praia da Rocha", "location": "+38.7-009.1/"})
    assert b"Praia da Rocha" in came.read_bytes()

    said = taken(came)

    kept = (tmp_path / "out.mp4").read_bytes()
    assert (said["content_type"], said["width"], said["height"]) == ("video/mp4", 64, 48)
    assert (said["seconds"], said["rate"], said["sounds"], said["size"]) == (1.0, 30.0, True, len(kept))
    assert b"Praia" not in kept
    assert b"38.7" not in kept
    assert kept.index(b"moov") < kept.index(b"mdat")
    assert not (tmp_path / "work").exists()
    with Image.open(tmp_path / "still.jpg") as still:
        assert still.size == (64, 48)


@pytest.mark.parametrize(
    ("transfer", "light", "shown"),
    # White paper and a grey card in PQ and in HLG: 203 and 26 candelas (ITU-R BT.2408, table 1).
    [(16, 0.58, 230), (16, 0.38, 108), (18, 0.75, 230), (18, 0.38, 108)],
)
def test_what_an_hdr_camera_filmed_is_as_light_as_it_was(
    tmp_path: Path, transfer: int, light: float, shown: int
) -> None:
    taken(high_range(tmp_path / "came.mp4", transfer=transfer, light=light))

    # As it is stored it would be shown at 148 and 97 (PQ), or 191 and 97 (HLG).
    assert lightness_of(tmp_path / "out.mp4") == pytest.approx(shown, abs=3)


@pytest.mark.parametrize(
    ("container", "codec"), [("webm", "libvpx"), ("matroska", "libx265"), ("avi", "mpeg4")]
)
def test_other_kinds_are_written_as_all_networks_take_them(
    tmp_path: Path, container: str, codec: str
) -> None:
    came = film(tmp_path / "came", container=container, codec=codec, sound=False, seconds=0.5)

    said = taken(came)

    with av.open(str(tmp_path / "out.mp4")) as kept:
        assert kept.streams.video[0].codec_context.name == "h264"
        assert kept.streams.video[0].codec_context.pix_fmt == "yuv420p"
    assert (said["seconds"], said["sounds"]) == (0.5, False)


def test_uneven_frames_become_even_and_the_sound_stays_in_step(tmp_path: Path) -> None:
    came = film(
        tmp_path / "came.mkv",
        moments=lambda number: number * 33 + number % 5 * 6,
        seconds=2,
        container="matroska",
    )

    taken(came)

    times = frames_of(tmp_path / "out.mp4")
    steps = {round(after - before, 4) for before, after in pairwise(times)}
    assert steps <= {0.0333, 0.0334}
    assert abs(times[-1] + 1 / 30 - 2.0) < 0.1
    assert abs(sound_of(tmp_path / "out.mp4") - 2.0) < 0.1


def test_a_gap_in_a_film_is_filled_with_the_picture_before_it(tmp_path: Path) -> None:
    came = film(
        tmp_path / "came.mkv", container="matroska", sound=False,
        moments=lambda number: number * 33 + (1000 if number > 14 else 0),
    )  # fmt: skip

    taken(came)

    assert len(frames_of(tmp_path / "out.mp4")) == pytest.approx(60, abs=2)


def test_a_phones_video_stands_upright(tmp_path: Path) -> None:
    said = taken(turned(tmp_path / "came.mp4"))

    with av.open(str(tmp_path / "out.mp4")) as kept:
        frame = next(kept.decode(video=0))
    assert (said["width"], said["height"]) == (frame.width, frame.height) == (48, 64)
    assert frame.rotation == 0


@pytest.mark.parametrize(("rate", "written"), [(12, 24), (15, 30), (24, 24), (25, 25), (40, 50), (120, 60)])
def test_the_rate_becomes_one_that_all_players_know(rate: int, written: int) -> None:
    assert encoding.even_rate(encoding.Fraction(rate)) == written


def test_what_was_stopped_goes_on_with_the_next_stretch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "STRETCH_SECONDS", 1)
    came = film(tmp_path / "came.avi", codec="mpeg4", sound=False, rate=24, seconds=2)
    given = {"path": str(came), "work": str(tmp_path / "work"), "to": str(tmp_path / "out.mp4")}

    def stop(done: float) -> None:
        if done > 0.4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        films.take({**given, "still": str(tmp_path / "still.jpg")}, stop)
    first = (tmp_path / "work" / "00000.mp4").stat().st_mtime_ns
    said = taken(came)

    assert (tmp_path / "work" / "00000.mp4").stat().st_mtime_ns == first
    assert said["seconds"] == 2.0
    times = frames_of(tmp_path / "out.mp4")
    assert times == pytest.approx([number / 24 for number in range(48)], abs=0.001)


def test_a_film_is_cut_and_made_smaller_and_slower_for_a_network(tmp_path: Path) -> None:
    taken(film(tmp_path / "came.mp4", rate=60))

    said = made(tmp_path, left=16, wide=48, high=48, width=32, height=32, rate_max=30)

    assert (said["width"], said["height"], said["rate"], said["seconds"]) == (32, 32, 30.0, 1.0)
    assert said["sounds"]


def test_a_film_weighs_no_more_than_a_network_takes(tmp_path: Path) -> None:
    taken(film(tmp_path / "came.mp4", seconds=2))

    said = made(tmp_path, bytes_max=200_000)

    assert said["size"] <= 200_000
    assert made(tmp_path, bytes_max=10_000) == {"refused": "film_heavy"}


def test_a_still_is_taken_where_a_person_says(tmp_path: Path) -> None:
    taken(film(tmp_path / "came.mp4", rate=30))
    given = {"path": str(tmp_path / "out.mp4"), "to": str(tmp_path / "other.jpg")}

    early = films.still({**given, "at": 0.1})
    dark = Image.open(tmp_path / "other.jpg").convert("L").getpixel((5, 5))
    late = films.still({**given, "at": 0.8})
    light = Image.open(tmp_path / "other.jpg").convert("L").getpixel((5, 5))
    past = films.still({**given, "at": 99.0})

    assert (early, late) == ({"at": 0.1}, {"at": 0.8})
    assert light > dark + 50
    assert past["at"] == pytest.approx(29 / 30, abs=0.001)


def cut_off(path: Path) -> Path:
    """A whole head that promises more than comes."""
    taken(film(path, seconds=2, size=(128, 96)))
    content = (path.parent / "out.mp4").read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def lying(path: Path) -> Path:
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 10_000)
    return path


def endless(path: Path) -> Path:
    return film(
        path,
        container="matroska",
        sound=False,
        moments=lambda number: number * 33 + (10**9 if number > 14 else 0),
    )


def many_parts(path: Path) -> Path:
    """A film with forty tracks of words."""
    film(path, container="matroska", sound=False, seconds=0.2)
    content = path.with_suffix(".parts")
    with av.open(str(path)) as source, av.open(str(content), "w", format="matroska") as out:
        tracks = [out.add_stream_from_template(source.streams.video[0]) for _each in range(40)]
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = tracks[0]
                out.mux(packet)
    return content.rename(path)


def playlist(path: Path) -> Path:
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n")
    return path


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (cut_off, "film_broken"),
        (lying, "film_broken"),
        (endless, "film_long"),
        (many_parts, "film_parts"),
        (playlist, "film_kind"),
        (sound_alone, "film_none"),
        (lambda path: film(path, seconds=0.04, rate=25, size=(9000, 32), sound=False), "film_size"),
        (lambda path: film(path, codec="ffv1", container="matroska", sound=False, seconds=0.2), "film_kind"),
    ],
)
def test_what_is_no_whole_video_is_refused(tmp_path: Path, make: Any, code: str) -> None:
    assert taken(make(tmp_path / "came.mp4")) == {"refused": code}
