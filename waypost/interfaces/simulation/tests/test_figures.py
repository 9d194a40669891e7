import time

from waypost.interfaces.simulation.figures import Quarter, Report, Stopwatch


def test_a_report_says_exactly_what_was_agreed() -> None:
    report = Report([Quarter(1, 12.34567, 130, 3)], seed=2, policy="loop")

    assert report.as_record() == {
        "quarters": [{"n": 1, "outcome": 12.346, "posts": 130, "proposals": 3}],
        "seed": 2,
        "policy": "loop",
    }


def _compute() -> None:
    until = time.process_time() + 0.02
    while time.process_time() < until:
        pass


def test_what_runs_inside_something_else_counts_for_itself() -> None:
    watch = Stopwatch()
    with watch.on("outside"):
        with watch.on("inside"):
            _compute()
        with watch.on("inside"):
            _compute()

    assert watch.seconds["inside"] >= 0.04
    assert watch.seconds["outside"] < watch.seconds["inside"]
    assert watch.words().startswith("inside")
