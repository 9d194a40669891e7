"""Has plans worked out: each by a child process that is told everything it follows from, and knows no database."""

from typing import Any

from waypost.foundation.journal import reactions
from waypost.loop.planning.actions import planner
from waypost.loop.planning.models import Layout
from waypost.toolkit import heavy_work

JOB = "plan"


def work_out_waiting() -> int:
    """Work out what waits, one after the other, and say how many; never where time is simulated, unless done here."""
    done = 0
    while (not reactions.inline.get() or heavy_work.is_done_here(JOB)) and (layout := planner.begin_next()):
        work_out(layout)
        done += 1
    return done


def work_out(layout: Layout) -> None:
    """Work one out, from where it was left, and keep what came of it."""

    def hear(said: dict[str, Any]) -> bool:
        return planner.note_progress(layout, percent=round(said["done"] * 100), found=said.get("found"))

    try:
        given = {"question": layout.question, "found": layout.found}
        answer = heavy_work.do_aloud(JOB, given, hear)
    except Exception:
        planner.fail(layout)
        raise
    if answer is not None:
        planner.end(layout, answer=answer)
