"""A minute of film as a phone makes it, and what it costs to take it in while people look at pages."""

import random
from fractions import Fraction
from itertools import cycle
from pathlib import Path
from time import monotonic

import av
from PIL import Image

from benchmarks import EMAIL, PASSWORD, SLUG
from benchmarks.browser import Browser
from benchmarks.figures import Report, percentile
from benchmarks.home import Home

SECONDS, RATE, SIZE = 60, 30, (1920, 1080)
LONGEST, SLOWEST_PAGE = 1.5, 0.060
_UNIT = Fraction(1, 1000)
_WITHIN = 600.0
_PAGES = ("posts", "media", "reviews", "calendar")


def phone_film(path: Path, seconds: int = SECONDS) -> Path:
    """Write a film in full HD with sound, whose frames come unevenly: it cannot stay as it is."""
    chance, scene = random.Random(60), _scene()
    with av.open(str(path), "w") as out:
        film = out.add_stream("libx264", rate=RATE)
        film.width, film.height, film.pix_fmt = *SIZE, "yuv420p"
        film.codec_context.time_base, film.codec_context.thread_count = _UNIT, 2
        film.options = {"preset": "ultrafast", "crf": "23"}
        sound = out.add_stream("aac", rate=48_000, layout="stereo")
        for number in range(seconds * RATE):
            left, top = number * 3 % (scene.width - SIZE[0]), number * 2 % (scene.height - SIZE[1])
            seen = scene.crop((left, top, left + SIZE[0], top + SIZE[1]))
            frame = av.VideoFrame.from_image(seen)  # type: ignore[no-untyped-call]
            frame.pts, frame.time_base = round(number * 1000 / RATE) + chance.randrange(12), _UNIT
            out.mux(film.encode(frame))
        out.mux(film.encode(None))
        for number in range(seconds * 48_000 // 1024):
            out.mux(sound.encode(_quiet(number)))
        out.mux(sound.encode(None))
    return path


def taken_in(home: Home, film: Path, report: Report, seconds: int = SECONDS) -> None:
    """Upload it by the form and ask for pages, one after another, until it is in the library."""
    people, uploader = Browser(home.port), Browser(home.port)
    people.sign_in(EMAIL, PASSWORD)
    uploader.sign_in(EMAIL, PASSWORD)
    for page in _PAGES:
        people.get(f"/{SLUG}/{page}")
    begun = monotonic()
    answer = uploader.upload(f"/{SLUG}/media", film, alt="Terns over the jetty")
    uploaded = monotonic() - begun
    if answer.status != 302:
        report.fault(f"the upload was answered with {answer.status}")
        return
    took, waits = _watched(people, begun)
    if f"{seconds // 60}:{seconds % 60:02}" not in people.get(f"/{SLUG}/media").text:
        report.fault("the video did not come into the library")
    report.add("a video of a minute: uploaded", uploaded, "s")
    report.add("a video of a minute: prepared, of its length", (took or _WITHIN) / seconds, "times", LONGEST)
    report.add(
        "pages meanwhile: slowest of twenty", percentile(waits, 0.95) * 1000, "ms", SLOWEST_PAGE * 1000
    )
    report.add("pages meanwhile: half", percentile(waits, 0.5) * 1000, "ms")
    report.add("pages meanwhile: asked for", float(len(waits)), "pages")


def _watched(people: Browser, begun: float) -> tuple[float | None, list[float]]:
    """Seconds until it is in, and how long each page took."""
    waits: list[float] = []
    for page in cycle(_PAGES):
        waits.append(people.get(f"/{SLUG}/{page}").seconds)
        if page == _PAGES[0] and "hx-refresh" in people.get(f"/{SLUG}/media/coming").headers:
            return monotonic() - begun, waits
        if monotonic() - begun > _WITHIN:
            return None, waits
    raise AssertionError("a cycle never ends")


def _scene() -> Image.Image:
    """Something with edges and grain to look along."""
    grain = Image.effect_noise((2400, 1400), 24).convert("L")
    large = Image.effect_noise((48, 28), 120).convert("L").resize((2400, 1400), Image.Resampling.BICUBIC)
    tint = Image.linear_gradient("L").resize((2400, 1400))
    return Image.merge("RGB", (Image.blend(large, grain, 0.15), large, Image.blend(large, tint, 0.4)))


def _quiet(number: int) -> av.AudioFrame:
    frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
    frame.sample_rate, frame.pts, frame.time_base = 48_000, number * 1024, Fraction(1, 48_000)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    return frame
