import time

from waypost.interfaces.simulation.figures import Quarter, Report, Stopwatch
from waypost.interfaces.simulation.year import _until_next_review


def test_a_report_says_exactly_what_was_agreed() -> None:
    report = Report([Quarter(1, 12.34567, 130, 3)], seed=2, policy="loop")

    assert report.as_record() == {
        "quarters": [{"n": 1, "outcome": 12.346, "posts": 130, "proposals": 3}],
        "seed": 2,
        "policy": "loop",
    }


def test_what_runs_inside_something_else_counts_for_itself() -> None:
    watch = Stopwatch()
    with watch.on("outside"):
        with watch.on("inside"):
            time.sleep(0.02)
        with watch.on("inside"):
            time.sleep(0.02)

    assert watch.seconds["inside"] >= 0.04
    assert watch.seconds["outside"] < watch.seconds["inside"]
    assert watch.words().startswith("inside")


def test_plans_reach_from_review_to_review_and_not_past_the_end() -> None:
    reviews = [number for number in range(30) if number % 13 in (0, 4, 8)]

    assert [_until_next_review(number, 30) for number in reviews] == [4, 4, 5, 4, 4, 5, 4]
    assert sum(_until_next_review(number, 30) for number in reviews) == 30
