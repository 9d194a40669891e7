"""Measures pictures and videos: `python -m benchmarks.media [--json] [--check] [--count 400] [--only films]`.

The real process tree of `waypost up` and a sandbox server that takes 50 ms for each call, as benchmarks.publish has them:
first posts without pictures, then as many with one of two megabytes each. And one picture looked at and made to fit by the
child process that does so. Then a minute of film in full HD, uploaded by the form, while somebody looks at pages.
"""

import io
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from PIL import Image

from benchmarks.figures import Report, end, parser, progress
from benchmarks.home import Home, made
from benchmarks.media.films import phone_film, taken_in
from benchmarks.publish import CHANNELS
from benchmarks.publish.network import Network
from waypost.loop.content.domain.fitting import Box, Recipe
from waypost.loop.content.looking import Picture, fitted, looked_at

LATENCY, SETTLE_WITHIN = 0.05, 240.0
BYTES = 2_000_000
SLOWER_AT_MOST = 100 / 60
"""With pictures it takes at most so many times as long: at least 60 % of the clean rate."""
SQUARE = Recipe(Box(300, 0, 1800, 1800), 1080, 1080, "image/jpeg", 1_000_000)


def main() -> int:
    """Measure, and report."""
    cli = parser(
        __doc__ or "", ["python -m benchmarks.media --count 100", "python -m benchmarks.media --json --check"]
    )
    cli.add_argument("--count", type=int, default=400, help="posts due at once (400)")
    cli.add_argument("--only", choices=["pictures", "films"], help="measure only these")
    given = cli.parse_args()
    report = Report(
        "media", {"due at once": given.count, "channels": CHANNELS, "picture": f"{BYTES:,} bytes"}
    )
    if given.only != "films":
        pictures(given.count, report)
    if given.only != "pictures":
        films(report)
    return end(report, given)


def films(report: Report) -> None:
    """A minute of film comes in, with everything running that a brand runs."""
    with made() as home, tempfile.TemporaryDirectory(prefix="waypost-media-") as folder:
        progress("writing a minute of film …")
        film = phone_film(Path(folder, "terns.mov"))
        home.run("benchmarks.publish.found")
        home.start_waypost("up")
        progress("taking it in …")
        taken_in(home, film, report)


def pictures(count: int, report: Report) -> None:
    """Publish without and with pictures, then one picture by itself."""
    picture = photograph(BYTES)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="waypost-media-")))
        home = stack.enter_context(made())
        home.run("benchmarks.publish.found")
        home.start_sandbox(LATENCY)
        network = Network(home.sandbox)
        network.open_accounts()
        home.start_waypost("up")
        (folder / "tern.jpg").write_bytes(picture)
        progress("without pictures …")
        clean, _prepared = drained(home, network, report, count)
        progress("with pictures …")
        pictured, prepared = drained(home, network, report, count, str(folder / "tern.jpg"))
    report.add("without pictures: rate", count / clean, "posts/s")
    report.add("with a picture each: rate", count / pictured, "posts/s")
    report.add("with a picture each: time, of that without", pictured / clean, "times", SLOWER_AT_MOST)
    report.add("with a picture each: uploaded before", count / prepared, "posts/s")
    alone(picture, report)


def photograph(size: int) -> bytes:
    """A JPEG of about this many bytes, with as much detail as a camera's."""
    for quality in range(98, 10, -2):
        out = io.BytesIO()
        Image.effect_noise((2400, 1800), 40).convert("RGB").save(out, "JPEG", quality=quality)
        if out.tell() <= size:
            return out.getvalue()
    raise AssertionError("the worst quality is small enough")


def drained(
    home: Home, network: Network, report: Report, count: int, picture: str = ""
) -> tuple[float, float]:
    """So many due at the same moment: seconds from then to the last, and seconds to write and prepare them."""
    more = ("--picture", picture) if picture else ()
    said = home.run("benchmarks.publish.queue", "--count", str(count), *more)
    found = json.loads(said.splitlines()[-1])
    due = {key: datetime.fromisoformat(moment).timestamp() for key, moment in found["due"]}
    missing = network.wait_for(set(due), SETTLE_WITHIN)
    if missing:
        report.fault(f"{len(missing)} were never stored")
    if network.twice():
        report.fault(f"{len(network.twice())} were stored twice")
    stored = network.moments(set(due)).values()
    return max(stored, default=float("nan")) - min(due.values()), found["prepared_seconds"]


def alone(content: bytes, report: Report) -> None:
    """One picture by the child process, from its start to its end."""
    begun = time.perf_counter()
    [found] = looked_at([content])
    looked = time.perf_counter()
    assert isinstance(found, Picture)
    fitted(found.content, SQUARE)
    report.add("one picture: looked at and cleaned", looked - begun, "s", 2.0)
    report.add("one picture: cut and written anew", time.perf_counter() - looked, "s", 2.0)


if __name__ == "__main__":
    sys.exit(main())
