"""Measures what learning says: `python -m benchmarks.learning [--json] [--check] [--brands 100 --shuffles 200]`.

On brands whose truth is known: how often 90% intervals hold it, and how often anything is claimed, or moved, where
nothing matters. On the posts of a real page: what is found, and how often anything is claimed once outcomes are
shuffled.
"""

import sys
import time
from collections.abc import Iterator

import numpy as np

from benchmarks.figures import Report, end, parser, progress
from benchmarks.learning import posts_of_a_page, truths
from waypost.loop.learning.domain.found import Findings
from waypost.loop.learning.domain.heavy.effects import look

QUARTER = 130
SIZES = (50, QUARTER, 3 * QUARTER)
DRAWS = 250
CLAIMED_AT_MOST = 0.1


def main() -> int:
    """Measure, and report."""
    cli = parser(__doc__ or "", ["python -m benchmarks.learning --brands 20 --shuffles 20"])
    cli.add_argument("--brands", type=int, default=100, help="brands of each kind (100)")
    cli.add_argument("--shuffles", type=int, default=200, help="shuffles of the real page (200)")
    given = cli.parse_args()
    report = Report("learning", {"brands": given.brands, "shuffles": given.shuffles, "draws": DRAWS})
    for posts in SIZES:
        progress(f"{given.brands} brands with {posts} posts, twice …")
        _coverage(report, given.brands, posts)
        _silence(report, given.brands, posts)
    if posts_of_a_page.FILE.exists():
        progress(f"a real page, and {given.shuffles} shuffles of it …")
        _page(report, given.shuffles)
    else:
        progress(f"{posts_of_a_page.FILE} is not there: the real page is left out.")
    return end(report, given)


def _coverage(report: Report, brands: int, posts: int) -> None:
    held, seconds = [], []
    for seed in range(brands):
        brand = truths.brand(seed, posts, size=0.3)
        begun = time.monotonic()
        findings = look(brand.rows, truths.LEVERS, draws=DRAWS, seed=seed)
        seconds.append(time.monotonic() - begun)
        held += [brand.holds(effect) for effect in findings.effects if effect.factor in brand.worth]
    share = float(np.mean(held))
    report.add(f"truth held by 90% intervals, {posts} posts", share, "share")
    if not 0.85 <= share <= 0.97:
        report.fault(f"90% intervals held the truth in {share:.0%} of cases with {posts} posts.")
    report.add(f"a look at {posts} posts", float(np.median(seconds)), "s", 2.0)


def _silence(report: Report, brands: int, posts: int) -> None:
    looks = [
        look(truths.brand(10_000 + seed, posts, size=0).rows, truths.LEVERS, draws=DRAWS, seed=seed)
        for seed in range(brands)
    ]
    claimed, moved = (
        float(np.mean([_claims(each) for each in looks])),
        float(np.mean([_moves(each) for each in looks])),
    )
    report.add(f"anything claimed of nothing, {posts} posts", claimed, "share", CLAIMED_AT_MOST)
    report.add(f"anything moved for nothing, {posts} posts", moved, "share", CLAIMED_AT_MOST)


def _page(report: Report, shuffles: int) -> None:
    posts = posts_of_a_page.rows()
    for fault in _faults(look(posts, posts_of_a_page.LEVERS, draws=800)):
        report.fault(fault)
    claimed = [
        _claims(each) or _moves(each)
        for each in (
            look(posts_of_a_page.shuffled(posts, seed), posts_of_a_page.LEVERS, draws=DRAWS, seed=seed)
            for seed in range(shuffles)
        )
    ]
    report.add(
        "anything claimed or moved, real page shuffled", float(np.mean(claimed)), "share", CLAIMED_AT_MOST
    )


def _faults(findings: Findings) -> Iterator[str]:
    """What must be found of the page: type matters most, a status brings more than a photo, 7 videos say nothing."""
    chance = {factor.name: factor.chance for factor in findings.factors}
    types = {effect.level: effect for effect in findings.effects if effect.factor == "format"}
    if min(chance, key=chance.__getitem__) != "format":
        yield f"The type of a post is not what matters most: {chance}."
    if not types["status"].low > max(types["photo"].value, 0):
        yield "A status is not said to bring more than a photo."
    if types["video"].is_said:
        yield "Seven videos are spoken of."


def _claims(findings: Findings) -> bool:
    return any(effect.is_clear for effect in findings.effects)


def _moves(findings: Findings) -> bool:
    return any(not move.is_test for move in findings.moves)


if __name__ == "__main__":
    sys.exit(main())
