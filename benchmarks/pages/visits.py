"""Which addresses are asked for: random months, weeks, filters and posts, the same for the same numbers."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from urllib.parse import urlencode

from benchmarks import SLUG
from benchmarks.pages import AHEAD, PAST, full_month

MOST_MS_FULL = 60
"""For a month of 2,000 things, five times what a busy month holds."""
VIEWS = ("month", "week", "day", "list", "channels")


@dataclass(frozen=True)
class Ids:
    """Rows of the seeded brand that addresses name."""

    posts: list[int]
    drafts: list[int]
    channels: list[int]
    pillars: list[int]
    conversations: list[int]
    measured: list[int]
    quarters: list[int]
    meetings: list[int]


@dataclass(frozen=True)
class Page:
    """One kind of page; `is_core` pages have targets, `most_ms` is the one for their time."""

    name: str
    address: Callable[[], str]
    is_core: bool
    most_ms: int = 30


def pages(ids: Ids, chance: random.Random, today: date) -> list[Page]:
    """The pages to measure."""

    def day() -> date:
        return today + timedelta(days=chance.randint(-PAST, AHEAD))

    def filters() -> dict[str, object]:
        chosen: dict[str, object] = {}
        if chance.random() < 0.3:
            chosen["channel"] = chance.choice(ids.channels)
        if chance.random() < 0.3:
            chosen["pillar"] = chance.choice(ids.pillars)
        return chosen

    def month() -> str:
        return _at("calendar", view="month", month=f"{day():%Y-%m}", **filters())

    def week() -> str:
        return _at("calendar", view="week", day=day().isoformat(), **filters())

    def posts() -> str:
        more = {
            "state": chance.choice(["", "", "draft", "in_review", "approved"]),
            "page": chance.randint(1, 20),
        }
        return _at("posts", **filters(), **(more if chance.random() < 0.7 else {"month": f"{day():%Y-%m}"}))

    def inbox() -> str:
        show = chance.choice(["", "", "mine", "unassigned", "answered", "closed"])
        return _at("inbox/", show=show, page=chance.randint(1, 5), channel=filters().get("channel", ""))

    def weeks() -> int:
        return chance.choice([4, 4, 13, 52])

    def results() -> str:
        return _at("results/", weeks=weeks(), metric=chance.choice(["", "clicks", "followers"]))

    def results_of_posts() -> str:
        sort = chance.choice(["", "impressions", "engagements", "engagement-rate-by-impressions", "clicks"])
        return _at("results/posts/", weeks=weeks(), sort=sort, page=chance.randint(1, 5), **filters())

    def goal() -> str:
        return _at(f"results/goals/{chance.choice(['shop-orders', 'letter-readers'])}/")

    def my_week() -> str:
        return _at("week/", week=(today + timedelta(weeks=chance.randint(-2, 4))).isoformat())

    def full(view: str) -> str:
        first, last = full_month(today)
        on = first + timedelta(days=chance.randint(0, (last - first).days))
        place = {"month": f"{on:%Y-%m}"} if view == "month" else {"day": on.isoformat()}
        return _at("calendar", view=view, **place, **filters())

    return [
        Page("calendar month", month, True),
        Page("post list", posts, True),
        Page("post page", lambda: _at(f"posts/{chance.choice(ids.posts)}"), True),
        Page("inbox", inbox, True),
        Page("conversation", lambda: _at(f"inbox/{chance.choice(ids.conversations)}/"), True),
        Page("results", results, True),
        Page("results of posts", results_of_posts, True),
        Page("goal", goal, True),
        Page("plan against actual", lambda: _at("results/plan/", weeks=chance.choice([4, 13])), True),
        Page("strategy", lambda: _at("strategy/"), True),
        Page("ideas", lambda: _at("ideas"), True),
        Page("quarter", lambda: _at(f"quarters/{chance.choice(ids.quarters)}"), True),
        Page("quarter's goals", lambda: _at(f"quarters/{chance.choice(ids.quarters)}/goals"), True),
        Page("briefs", lambda: _at("briefs"), True),
        Page("my week", my_week, True),
        Page("my week across brands", lambda: "/week/", True),
        Page("all brands", lambda: "/workspaces/", True),
        Page("all brands' weeks", lambda: _at("calendar/brands"), True),
        Page("reviews", lambda: _at("insights/reviews/"), True),
        Page("review", lambda: _at(f"insights/reviews/{chance.choice(ids.meetings)}/"), True),
        *(Page(f"calendar of 2,000: {view}", partial(full, view), True, MOST_MS_FULL) for view in VIEWS),
        Page("results of a post", lambda: _at(f"results/posts/{chance.choice(ids.measured)}/"), False),
        Page("calendar week", week, True),
        Page("queue", lambda: _at("publishing/", state=chance.choice(["", "scheduled", "missed"])), True),
        Page("home", lambda: _at(""), True),
    ]


def _at(path: str, **query: object) -> str:
    given = {name: value for name, value in query.items() if value not in ("", None)}
    return f"/{SLUG}/{path}" + (f"?{urlencode(given)}" if given else "")
