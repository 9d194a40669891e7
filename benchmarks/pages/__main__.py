"""Measures pages: `python -m benchmarks.pages [--json] [--check] [--posts 5000 --channels 20 --requests 200]`.

The real web process with all its middleware and hashed static files, one person who signed in by the form, one request
after another over a kept-alive connection, compressed, and before each a write, so that no answer is an old one.
"""

import json
import random
import re
import sys
from datetime import date

from benchmarks import EMAIL, PASSWORD, SLUG
from benchmarks.browser import Answer, Browser
from benchmarks.figures import Report, end, parser, percentile, progress
from benchmarks.home import Home, made
from benchmarks.pages.outside import Page as Read
from benchmarks.pages.outside import outside_in_code
from benchmarks.pages.visits import Ids, Page, pages

MOST_QUERIES, MOST_KB = 15, 25
COUNTED = "benchmarks.settings"
VERSION = re.compile(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"')


def main() -> int:
    """Build the brand, ask for its pages, report."""
    cli = parser(
        __doc__ or "",
        ["python -m benchmarks.pages --posts 200 --requests 20", "python -m benchmarks.pages --json --check"],
    )
    cli.add_argument("--posts", type=int, default=5000, help="posts over 12 months (5000)")
    cli.add_argument("--channels", type=int, default=20, help="channels (20)")
    cli.add_argument("--requests", type=int, default=200, help="requests of each kind of page (200)")
    cli.add_argument("--only", default="", help="measure only pages whose name holds this")
    cli.add_argument("--database-url", default="", help="an empty PostgreSQL database instead of SQLite")
    given = cli.parse_args()
    report = Report("pages", {"posts": given.posts, "channels": given.channels, "requests": given.requests})
    with made(WAYPOST_DATABASE_URL=given.database_url) as home:
        progress(f"Writing {given.posts} posts …")
        ids, today = _seed(home, given.posts, given.channels)
        home.start_waypost("web", DJANGO_SETTINGS_MODULE=COUNTED)
        Walk(Browser(home.port), ids, report).measure(given.requests, given.only, today)
    return end(report, given)


class Walk:
    """Somebody who signed in and looks at one page after another, writing in between."""

    def __init__(self, browser: Browser, ids: Ids, report: Report) -> None:
        self.browser = browser
        self.ids = ids
        self.report = report
        self.chance = random.Random(728)
        self.versions: dict[int, int] = {}
        self.checked: set[str] = set()

    def measure(self, requests: int, only: str, today: date) -> None:
        self.browser.sign_in(EMAIL, PASSWORD)
        for page in pages(self.ids, self.chance, today):
            if only not in page.name:
                continue
            progress(f"{page.name} …")
            self._warm(page)
            answers = []
            for _ in range(requests):
                self._write()
                answers.append(self._look(page.address()))
            self._conclude(page, answers)

    def _warm(self, page: Page) -> None:
        for _ in range(3):
            self._look(page.address())

    def _look(self, address: str) -> Answer:
        answer = self.browser.get(address)
        if answer.status != 200:
            self.report.fault(f"{address} was answered with {answer.status} {answer.location}")
        read = Read(answer.text)
        for outside in read.outside:
            self.report.fault(f"{address} would fetch {outside}")
        for own in sorted(read.own - self.checked):
            self.checked.add(own)
            for outside in outside_in_code(self.browser.get(own).text):
                self.report.fault(f"{own} would fetch {outside}")
        return answer

    def _write(self) -> None:
        """Edit a draft, as a person who saves."""
        post = self.chance.choice(self.ids.drafts)
        address = f"/{SLUG}/posts/{post}"
        if post not in self.versions:
            found = VERSION.search(self.browser.get(address).text)
            assert found, f"{address} has no form with a version"
            self.versions[post] = int(found[1] or found[2])
        saved = self.browser.post(
            f"{address}/text", version=str(self.versions[post]), title="", body=f"Tide {self.chance.random()} at nine."
        )  # fmt: skip
        assert saved.status in {200, 302}, f"saving was answered with {saved.status}: {saved.text[:300]}"
        self.versions[post] += 1

    def _conclude(self, page: Page, answers: list[Answer]) -> None:
        def at_most(limit: float) -> float | None:
            return limit if page.is_core else None

        seconds = [answer.seconds * 1000 for answer in answers]
        self.report.add(f"{page.name}: p50", percentile(seconds, 0.5), "ms")
        self.report.add(f"{page.name}: p95", percentile(seconds, 0.95), "ms", at_most(page.most_ms))
        self.report.add(f"{page.name}: max", max(seconds), "ms")
        cpu = [answer.cpu_seconds * 1000 for answer in answers]
        self.report.add(f"{page.name}: CPU of the answer, p50", percentile(cpu, 0.5), "ms")
        self.report.add(
            f"{page.name}: queries, most",
            max(answer.queries for answer in answers),
            "",
            at_most(MOST_QUERIES),
        )
        self.report.add(
            f"{page.name}: compressed, most",
            max(answer.size for answer in answers) / 1000,
            "kB",
            at_most(MOST_KB),
        )


def _seed(home: Home, posts: int, channels: int) -> tuple[Ids, date]:
    """Fill the home in a process of its own; the last line that it prints says which rows there are."""
    said = home.run("benchmarks.pages.seed", "--posts", str(posts), "--channels", str(channels))
    found = json.loads(said.splitlines()[-1])
    ids = Ids(**{name: found[name] for name in Ids.__dataclass_fields__})
    return ids, date.fromisoformat(found["today"])


if __name__ == "__main__":
    sys.exit(main())
